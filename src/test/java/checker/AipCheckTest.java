package checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: an AIP that is right passes, and one with any single thing wrong does not, with a sentence that names the place. */
class AipCheckTest {

    /** Makes one thing wrong. */
    interface Mutation {
        void on(SampleAip sample) throws IOException;
    }

    @TempDir
    Path directory;

    private SampleAip sample;

    @BeforeEach
    void write_a_good_aip() throws IOException {
        sample = new SampleAip(directory);
    }

    @Test
    void a_good_aip_passes() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"inTheBag", "inTheIds", "inPremis", "inTheStructure", "inTheSource"})
    void an_aip_with_one_thing_wrong_is_rejected(String what, Mutation mutation, String sentence) throws IOException {
        mutation.on(sample);

        assertThat(problems()).as(what).anyMatch(problem -> problem.contains(sentence));
    }

    static Stream<Arguments> inTheBag() {
        return Stream.of(
                row(
                        "a payload byte flipped",
                        s -> s.edit("data/objects/a.txt", t -> t.replace('a', 'b')),
                        "data/objects/a.txt has sha256"),
                row(
                        "a payload file deleted",
                        s -> Files.delete(s.in("data/objects/b/c.txt")),
                        "manifest-sha256.txt lists data/objects/b/c.txt, which does not exist"),
                row(
                        "a payload file too many",
                        s -> Files.writeString(s.in("data/objects/new"), "x"),
                        "data/objects/new is not listed in manifest-sha256.txt"),
                row(
                        "a wrong digest in the manifest",
                        s -> {
                            s.edit(
                                    "manifest-sha256.txt",
                                    t -> t.replace(s256(s, "data/objects/a.txt"), "0".repeat(64)));
                            s.retag();
                        },
                        "manifest-sha256.txt says 0000"),
                row(
                        "a tag file changed",
                        s -> s.edit("bag-info.txt", t -> t.replace("2026", "2027")),
                        "tagmanifest-sha256.txt says"),
                row(
                        "a wrong Payload-Oxum",
                        s -> {
                            s.edit("bag-info.txt", t -> t.replace("Payload-Oxum: ", "Payload-Oxum: 1"));
                            s.retag();
                        },
                        "Payload-Oxum in bag-info.txt is [1"),
                row(
                        "another External-Identifier",
                        s -> {
                            s.edit("bag-info.txt", t -> t.replace("External-Identifier: 0", "External-Identifier: 1"));
                            s.retag();
                        },
                        "External-Identifier in bag-info.txt is [1a5d"),
                row("no bagit.txt", s -> Files.delete(s.in("bagit.txt")), "bagit.txt is missing"),
                row(
                        "a link in the payload",
                        s -> Files.createSymbolicLink(s.in("data/objects/l"), Path.of("/etc/passwd")),
                        "data/objects/l is a link"),
                row(
                        "a fetch.txt",
                        s -> Files.writeString(s.in("fetch.txt"), "http://localhost/x 1 data/objects/x\n"),
                        "fetch.txt points outside"),
                row(
                        "no METS",
                        s -> {
                            Files.delete(s.mets());
                            s.rebag();
                        },
                        "METS." + SampleAip.UUID_OF_AIP + ".xml is missing"));
    }

    static Stream<Arguments> inTheIds() {
        return Stream.of(
                row(
                        "a dangling ADMID",
                        s -> s.editMets(t -> t.replaceFirst("ADMID=\"amdSec_1\"", "ADMID=\"amdSec_99\"")),
                        "wants the ID amdSec_99, which does not exist"),
                row(
                        "a dangling FILEID",
                        s -> s.editMets(t -> t.replaceFirst("FILEID=\"file-", "FILEID=\"file-9")),
                        "FILEID of <fptr> (line"),
                row(
                        "a duplicate ID",
                        s -> s.editMets(t -> t.replaceFirst("ID=\"techMD_2\"", "ID=\"techMD_1\"")),
                        "The ID techMD_1 stands 2 times"),
                row(
                        "a file ID of another form",
                        s -> s.editMets(t -> t.replace("file-" + SampleAip.uuidOf("objects/a.txt"), "file-a")),
                        "has an ID that is not file- and a UUID"),
                row(
                        "an event's agent that nobody is",
                        s -> s.editMets(t -> t.replaceFirst("(linkingAgentIdentifierValue>)Sample-1", "$1Other-1")),
                        "wants the agent preservation system Other-1"),
                row(
                        "an event's object that nothing is",
                        s -> s.editMets(t -> t.replaceFirst("(linkingObjectIdentifierValue>)........", "$100000000")),
                        "wants the object UUID 00000000"),
                row(
                        "a DTD",
                        s -> s.editMets(t -> t.replaceFirst("\\?>", "?><!DOCTYPE mets [<!ENTITY e \"x\">]>")),
                        "has a DTD"),
                row("broken XML", s -> s.editMets(t -> t.replace("</mets:fileSec>", "")), "can't be read as XML"));
    }

    static Stream<Arguments> inPremis() {
        return Stream.of(
                row(
                        "a wrong size",
                        s -> s.editMets(t -> t.replaceFirst("<premis:size>6<", "<premis:size>7<")),
                        "objects/a.txt has 6 bytes, but PREMIS"),
                row(
                        "a wrong digest",
                        s -> s.editMets(t -> t.replace(s256(s, "data/objects/b/c.txt"), "1".repeat(64))),
                        "objects/b/c.txt has SHA-256"),
                row(
                        "another UUID than the file's",
                        s -> s.editMets(t -> t.replace(
                                "objectIdentifierValue>" + SampleAip.uuidOf("objects/a.txt"),
                                "objectIdentifierValue>" + SampleAip.uuidOf("x"))),
                        "objects/a.txt: its PREMIS <object>"),
                row(
                        "no event for a file",
                        s -> s.editMets(t ->
                                t.replaceFirst("(?s)<mets:digiprovMD ID=\"digiprovMD_1\">.*?</mets:digiprovMD>", "")),
                        "objects/a.txt has no PREMIS event"),
                row(
                        "no object for a file",
                        s -> s.editMets(t -> t.replaceFirst("(?s)<mets:techMD ID=\"techMD_1\">.*?</mets:techMD>", "")),
                        "objects/a.txt has 0 PREMIS objects"));
    }

    static Stream<Arguments> inTheStructure() {
        return Stream.of(
                row(
                        "a file that is not in the fileSec",
                        s -> s.editMets(t -> t.replaceFirst("<mets:file ID.*objects/a.txt.*\n", "")),
                        "data/objects/a.txt is not in the fileSec"),
                row(
                        "a fileSec entry for a file that is not there",
                        s -> {
                            Files.delete(s.in("data/objects/a.txt"));
                            s.rebag();
                        },
                        "is for data/objects/a.txt, which does not exist"),
                row(
                        "a file that lies outside",
                        s -> s.editMets(t -> t.replace("href=\"objects/a.txt\"", "href=\"../../objects/a.txt\"")),
                        "points outside: ../../objects/a.txt"),
                row(
                        "a file that the structMap lacks",
                        s -> s.editMets(t -> t.replaceFirst("<mets:fptr[^>]*>", "")),
                        "is missing in the physical structMap"),
                row(
                        "an empty directory that the structMap lacks",
                        s -> s.editMets(t -> t.replace("<mets:div LABEL=\"empty\">\n</mets:div>\n", "")),
                        "The directory objects/empty is missing"),
                row(
                        "a place that the structMap invents",
                        s -> s.editMets(t -> t.replace("LABEL=\"empty\"", "LABEL=\"full\"")),
                        "has objects/full, which does not exist"),
                row(
                        "no normative structMap",
                        s -> s.editMets(t -> t.replace("Normative", "Other")),
                        "There are 0 structMaps labelled"));
    }

    static Stream<Arguments> inTheSource() {
        return Stream.of(
                row(
                        "a removed original without its event",
                        s -> s.editMets(t -> t.replace("file removed", "message digest calculation")),
                        "(objects/Thumbs.db) that is not in the fileSec"),
                row(
                        "an original that the AIP does not know",
                        s -> Files.writeString(s.source.resolve("objects/lost.txt"), "lost"),
                        "The original objects/lost.txt is not in the AIP"),
                row(
                        "an original with other bytes",
                        s -> Files.writeString(s.source.resolve("objects/a.txt"), "ALPHA\n"),
                        "The original objects/a.txt has SHA-256"),
                row(
                        "an original that the source does not have",
                        s -> Files.delete(s.source.resolve("objects/b/c.txt")),
                        "The METS has an original objects/b/c.txt"),
                row(
                        "an original name that is another",
                        s -> s.editMets(t -> t.replace("caf%E9", "cafe")),
                        "The original objects/caf%E9.txt is not in the AIP"));
    }

    @Test
    void a_metadata_identifier_may_be_the_external_identifier() throws IOException {
        sample.editMets(text -> text.replaceFirst(
                "<mets:amdSec",
                "<mets:dmdSec ID=\"dmdSec_1\"><mets:mdWrap MDTYPE=\"DC\"><mets:xmlData><dc:identifier"
                        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">AC-7</dc:identifier></mets:xmlData></mets:mdWrap>"
                        + "</mets:dmdSec>\n<mets:amdSec"));
        sample.edit("bag-info.txt", text -> text.replace(SampleAip.UUID_OF_AIP, "AC-7"));
        sample.retag();

        assertThat(problems()).isEmpty();
    }

    @Test
    void agents_may_stand_in_one_section_for_all() throws IOException {
        sample.editMets(text -> {
            var agents = "(?s)<mets:digiprovMD ID=\"digiprovMD_(4|6|8|10|12)\">.*?</mets:digiprovMD>\n";
            return text.replaceAll(agents, "");
        });

        assertThat(problems()).isEmpty();
    }

    @Test
    void what_is_neither_directory_nor_package_is_refused() throws IOException {
        var file = Files.writeString(directory.resolve("x.rar"), "x");

        assertThatThrownBy(() -> AipCheck.problems(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("x.rar");
    }

    @Test
    void the_checker_stands_alone() {
        var checker = new ClassFileImporter().importPath(Path.of("target/test-classes/checker"));

        ArchRuleDefinition.noClasses()
                .that()
                .haveSimpleNameNotEndingWith("IT")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "app..",
                        "http..",
                        "actors..",
                        "audit..",
                        "views..",
                        "preservation..",
                        "pipeline..",
                        "database..",
                        "storage..",
                        "packaging..",
                        "workflow..",
                        "codec..",
                        "model..",
                        "testing..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("tools\\.(?!jackson).*")
                .check(checker);
    }

    private List<String> problems() throws IOException {
        return AipCheck.problems(sample.aip, Optional.of(sample.source), Optional.empty());
    }

    private static String s256(SampleAip sample, String path) {
        try {
            return sample.sha256(path);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static Arguments row(String what, Mutation mutation, String sentence) {
        return arguments(what, mutation, sentence);
    }
}
