package packaging.premis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import codec.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.EntryKind;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.Format;
import model.StoredText;
import model.ToolId;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import preservation.mets.Histories;

class EventTableTest {

    private static final UUID FILE = UUID.fromString("3f0c2a1e-0000-4000-8000-000000000001");
    private static final ToolId SOFTWARE = new ToolId("Muniment", "0.1.0");
    private static final EventTable TABLE =
            new EventTable(SOFTWARE, PremisAgents.of(SOFTWARE, "XX-1", "Archive", "ann"));
    private static final FilePath A = FilePath.of("objects/a b");
    private static final FilePath CLEAN = FilePath.of("objects/a_b");
    private static final String OURS = "program=\"Muniment\"; version=\"0.1.0\"";
    private static final Optional<ToolId> TOOL = Optional.of(new ToolId("T", "1"));

    private static List<PremisEvent> events(Finding... findings) {
        return TABLE.events(FILE, Histories.dated(List.of(findings)));
    }

    /** Finding, then type, detail, outcome and note of its one event. */
    static Stream<Arguments> findings() {
        return Stream.of(ofBytes(), ofNamesAndFormats(), ofTools(), ofEnds()).flatMap(rows -> rows);
    }

    /** Identity, digests, fixity, viruses. */
    private static Stream<Arguments> ofBytes() {
        return Stream.of(
                arguments(new Finding.IdentifierAssigned(Optional.empty()), "ingestion", "", "", ""),
                arguments(
                        new Finding.ChecksumsAssigned(3, Map.of(ChecksumAlgorithm.SHA1, "00")),
                        "message digest calculation",
                        OURS + "; algorithm=\"SHA-1\"",
                        "",
                        "00"),
                arguments(
                        new Finding.FixityChecked(Verdict.PASS, List.of("a.md5", "b.sha1"), ""),
                        "fixity check",
                        OURS + "; lists=\"a.md5, b.sha1\"",
                        "Pass",
                        ""),
                arguments(
                        new Finding.FixityChecked(Verdict.FAIL, List.of("a.md5"), "is 00"),
                        "fixity check",
                        OURS + "; lists=\"a.md5\"",
                        "Fail",
                        "is 00"),
                arguments(
                        new Finding.FixityChecked(Verdict.NOT_DONE, List.of(), "no list"),
                        "fixity check",
                        OURS,
                        "Not checked",
                        "no list"),
                arguments(new Finding.VirusScanned(Verdict.PASS, "", ""), "virus check", OURS, "Pass", ""),
                arguments(
                        new Finding.VirusScanned(Verdict.FAIL, "Eicar", "in a zip"),
                        "virus check",
                        OURS,
                        "Fail",
                        "found Eicar; in a zip"),
                arguments(
                        new Finding.VirusScanned(Verdict.NOT_DONE, "", "no scanner"),
                        "virus check",
                        "",
                        "Not scanned",
                        "no scanner"));
    }

    /** What a file is called, and what it is. */
    private static Stream<Arguments> ofNamesAndFormats() {
        return Stream.of(
                arguments(
                        new Finding.PathChanged(A, CLEAN, Finding.PathChanged.Reason.CLEANED),
                        "filename change",
                        OURS,
                        "",
                        "original name=\"objects/a b\"; new name=\"objects/a_b\""),
                arguments(
                        new Finding.PathChanged(
                                FilePath.ofBytes(new byte[] {(byte) 0xE9}), CLEAN, Finding.PathChanged.Reason.CLEANED),
                        "filename change",
                        OURS,
                        "",
                        "original name=\"%E9\"; new name=\"objects/a_b\"; the original name is percent-encoded"),
                arguments(
                        new Finding.FormatIdentified(
                                Optional.of(new Format("fmt/43", "JPEG", "1.01", "image/jpeg", "Signature")), "odd"),
                        "format identification",
                        OURS + "; method=\"Signature\"",
                        "Positive",
                        "fmt/43; odd"),
                arguments(
                        new Finding.FormatIdentified(Optional.empty(), ""),
                        "format identification",
                        OURS,
                        "Not identified",
                        ""));
    }

    /** What tools say of a file. */
    private static Stream<Arguments> ofTools() {
        return Stream.of(
                arguments(
                        new Finding.Characterized(Verdict.PASS, TOOL, StoredText.NONE, ""),
                        "metadata extraction",
                        "program=\"T\"; version=\"1\"",
                        "Pass",
                        ""),
                arguments(
                        new Finding.Characterized(Verdict.FAIL, TOOL, StoredText.NONE, "took too long"),
                        "metadata extraction",
                        "program=\"T\"; version=\"1\"",
                        "Fail",
                        "took too long"),
                arguments(
                        new Finding.Characterized(Verdict.NOT_DONE, Optional.empty(), StoredText.NONE, "not installed"),
                        "metadata extraction",
                        "",
                        "Not done",
                        "not installed"),
                arguments(
                        new Finding.Validated(Verdict.PASS, TOOL, "PDF/A-1b", List.of()),
                        "validation",
                        "program=\"T\"; version=\"1\"; profile=\"PDF/A-1b\"",
                        "Pass",
                        ""),
                arguments(
                        new Finding.Validated(Verdict.FAIL, TOOL, "", List.of("one", "two")),
                        "validation",
                        "program=\"T\"; version=\"1\"",
                        "Fail",
                        "one\ntwo"),
                arguments(
                        new Finding.Validated(Verdict.NOT_DONE, Optional.empty(), "", List.of("no validator")),
                        "validation",
                        "",
                        "Not validated",
                        "no validator"));
    }

    /** Removal, and what happens to the package. */
    private static Stream<Arguments> ofEnds() {
        return Stream.of(
                arguments(new Finding.Removed("unneeded"), "file removed", OURS, "", "unneeded"),
                arguments(
                        new Finding.Packed("zstd", "level 3"),
                        "compression",
                        OURS + "; algorithm=\"zstd\"",
                        "",
                        "level 3"),
                arguments(new Finding.PackageVerified(Verdict.PASS, ""), "fixity check", OURS, "Pass", ""),
                arguments(new Finding.PackageVerified(Verdict.FAIL, "x"), "fixity check", OURS, "Fail", "x"),
                arguments(
                        new Finding.PackageVerified(Verdict.NOT_DONE, "y"), "fixity check", OURS, "Not checked", "y"));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void each_finding_has_its_event(Finding finding, String type, String detail, String outcome, String note) {
        var events = events(finding);

        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(List.of(event.type(), event.detail(), event.outcome(), event.note()))
                .containsExactly(type, detail, outcome, note);
        assertThat(event.at()).isEqualTo(Histories.START);
    }

    static Stream<Finding> silentFindings() {
        return Stream.of(
                new Finding.Listed(EntryKind.FILE, A, A, FileUse.ORIGINAL, 3, Optional.empty()),
                new Finding.Received(A, 3, Histories.START, Map.of(ChecksumAlgorithm.MD5, "00")),
                new Finding.PathChanged(A, CLEAN, Finding.PathChanged.Reason.RESTRUCTURED),
                new Finding.PathChanged(A, CLEAN, Finding.PathChanged.Reason.MOVED_INTO_SIP),
                new Finding.UseChanged(FileUse.METADATA),
                new Finding.AipStored("file:///x", 1, "00"));
    }

    @ParameterizedTest
    @MethodSource("silentFindings")
    void what_happens_to_no_bytes_and_no_name_has_no_event(Finding finding) {
        assertThat(events(finding)).isEmpty();
    }

    @Test
    void every_kind_of_finding_is_in_one_of_these_tables() {
        var tested = Stream.concat(findings().map(row -> row.get()[0]), silentFindings())
                .map(Object::getClass)
                .collect(Collectors.<Class<?>>toSet());

        assertThat(tested).containsExactlyInAnyOrder(Finding.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventRule.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REGISTRATION", "AIP_CREATION"})
    void every_row_is_used(EventRule rule) {
        var made = findings().map(row -> List.of(row.get()[1], row.get()[3]));

        assertThat(made).contains(List.of(rule.type(), rule.outcome()));
        assertThat(Json.FINDINGS).containsKey(rule.finding());
    }

    @Test
    void an_accession_number_is_registered_by_all_three_agents() {
        var events = events(new Finding.IdentifierAssigned(Optional.of("2026/7")));

        assertThat(events).extracting(PremisEvent::type).containsExactly("ingestion", "registration");
        assertThat(events.get(1).note()).isEqualTo("accession number: 2026/7");
        assertThat(events.get(1).agents())
                .extracting(agent -> agent.type() + "=" + agent.value())
                .containsExactly("preservation system=Muniment-0.1.0", "repository code=XX-1", "user=ann");
    }

    @Test
    void each_digest_has_an_event() {
        var digests = Map.of(ChecksumAlgorithm.SHA256, "22", ChecksumAlgorithm.MD5, "11");

        assertThat(events(new Finding.ChecksumsAssigned(3, digests)))
                .extracting(PremisEvent::note)
                .containsExactly("11", "22");
    }

    @Test
    void the_tool_of_the_task_is_named_where_the_finding_names_none() {
        var scanned = new Finding.VirusScanned(Verdict.PASS, "", "");
        var dated = new DatedFinding(scanned, "scan", Histories.START, Optional.of(new ToolId("ClamAV", "1.4.6")));

        assertThat(TABLE.events(FILE, List.of(dated)).get(0).detail())
                .isEqualTo("program=\"ClamAV\"; version=\"1.4.6\"");
    }

    @Test
    void the_same_history_gives_the_same_identifiers_and_no_identifier_comes_twice() {
        var history = findings().map(row -> (Finding) row.get()[0]).toArray(Finding[]::new);

        var ids = events(history).stream().map(PremisEvent::identifier).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(events(history)).extracting(PremisEvent::identifier).isEqualTo(ids);
    }

    @Test
    void the_documentation_shows_this_table() throws Exception {
        var rows = Arrays.stream(EventRule.values()).map(EventTableTest::documented);

        var shown = Files.readAllLines(Path.of("docs/premis-events.md")).stream()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"));

        assertThat(shown).containsExactlyElementsOf(rows.toList());
    }

    private static String documented(EventRule rule) {
        return "| "
                + Stream.of(
                                rule.finding().isEmpty() ? "" : "`" + rule.finding() + "`",
                                rule.when(),
                                rule.type(),
                                code(rule.detail()),
                                rule.outcome(),
                                code(rule.note()),
                                rule.responsible().label())
                        .map(cell -> cell.isEmpty() ? "-" : cell)
                        .collect(Collectors.joining(" | "))
                + " |";
    }

    private static String code(String template) {
        return template.isEmpty() ? "" : "`" + template + "`";
    }
}
