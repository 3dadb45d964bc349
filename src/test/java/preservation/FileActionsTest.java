package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.ChecksumAlgorithm;
import model.FilePath;
import model.Finding;
import model.TaskStatus;
import model.TransferFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.Entries;
import testing.FakeContext;

/** The small actions on one file: what is removed, identified, given checksums. */
class FileActionsTest {

    private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
    private static final String SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "objects/Thumbs.db, true",
        "objects/sub/.DS_Store, true",
        "objects/Icon, true",
        "Icon%0D, true",
        "metadata/Thumbs.db, true",
        "objects/thumbs.db, false",
        "objects/.hidden, false",
        "objects/desktop.ini, false",
        "objects/Icon.txt, false",
        "objects/Thumbs.db/inside, false"
    })
    void only_files_of_exactly_these_names_are_removed(String path, boolean removed) throws Exception {
        var task = Entries.task(Entries.file(new FilePath(path)));

        var result = new RemoveUnneededFiles()
                .run(new RemoveUnneededFiles.Parameters(null), task, FakeContext.in(directory));

        assertThat(result.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(result.findings().stream().anyMatch(Finding.Removed.class::isInstance))
                .isEqualTo(removed);
    }

    @Test
    void the_list_of_names_can_be_replaced() throws Exception {
        var remove = new RemoveUnneededFiles();
        var parameters = new RemoveUnneededFiles.Parameters(List.of("desktop.ini"));
        var context = FakeContext.in(directory);

        assertThat(remove.run(parameters, Entries.task(Entries.file("objects/desktop.ini")), context)
                        .findings())
                .containsExactly(new Finding.Removed("unneeded file desktop.ini"));
        assertThat(remove.run(parameters, Entries.task(Entries.file("objects/Thumbs.db")), context)
                        .findings())
                .isEmpty();
    }

    @Test
    void a_file_gets_the_accession_number_of_its_transfer() throws Exception {
        var context = FakeContext.in(directory);
        var task = Entries.task(Entries.file("objects/a"));
        var parameters = new AssignFileIdentifiers.Parameters();

        assertThat(new AssignFileIdentifiers().run(parameters, task, context).findings())
                .containsExactly(new Finding.IdentifierAssigned(Optional.empty()));
        context.withTransfer(withAccession(context.transfer(), "2026-17"));
        assertThat(new AssignFileIdentifiers().run(parameters, task, context).findings())
                .containsExactly(new Finding.IdentifierAssigned(Optional.of("2026-17")));
    }

    @Test
    void digests_from_receiving_are_used_and_only_missing_ones_computed() throws Exception {
        var context = FakeContext.in(directory);
        // A wrong digest shows that it was taken and not computed.
        var known = Map.of(ChecksumAlgorithm.MD5, "not computed again", ChecksumAlgorithm.SHA1, "not wanted");
        var file = Entries.received(context, FilePath.of("objects/a"), bytes("abc"), known);

        var result = new AssignChecksums()
                .run(new AssignChecksums.Parameters(List.of("md5", "sha256")), Entries.task(file), context);

        assertThat(result.findings())
                .containsExactly(new Finding.ChecksumsAssigned(
                        3, Map.of(ChecksumAlgorithm.MD5, "not computed again", ChecksumAlgorithm.SHA256, SHA256)));
    }

    @Test
    void a_file_of_another_size_than_received_is_refused_even_if_nothing_is_computed() throws Exception {
        var context = FakeContext.in(directory);
        var known = Map.of(ChecksumAlgorithm.MD5, MD5);
        var file = Entries.received(context, FilePath.of("objects/a"), bytes("abc"), known);
        Files.writeString(context.physical(file.physicalPath().orElseThrow()), "abcd");

        assertThatThrownBy(() -> new AssignChecksums()
                        .run(new AssignChecksums.Parameters(List.of("md5")), Entries.task(file), context))
                .hasMessageContaining("4 bytes in the work area but was received with 3");
    }

    @Test
    void a_file_that_is_missing_or_was_never_received_is_refused() throws Exception {
        var context = FakeContext.in(directory);
        var gone = Entries.received(context, "objects/a", bytes("abc"));
        Files.delete(context.physical(gone.physicalPath().orElseThrow()));
        var parameters = new AssignChecksums.Parameters(null);

        assertThatThrownBy(() -> new AssignChecksums().run(parameters, Entries.task(gone), context))
                .hasMessageContaining("missing from the work area");
        assertThatThrownBy(
                        () -> new AssignChecksums().run(parameters, Entries.task(Entries.file("objects/b")), context))
                .hasMessageContaining("never received");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TransferFacts withAccession(TransferFacts facts, String number) {
        return new TransferFacts(
                facts.id(),
                facts.sip(),
                facts.name(),
                facts.type(),
                Optional.of(number),
                facts.source(),
                facts.submittedBy(),
                facts.submittedAt(),
                facts.choices(),
                facts.products(),
                facts.packageFindings(),
                facts.chainHead());
    }
}
