package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import model.Finding;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import storage.AipStore;
import testing.FakeContext;

/** Prepare, compress, verify, store and clean up, one after the other, on a small transfer. */
class AipActionsTest {

    @TempDir
    Path directory;

    @Test
    void the_bag_is_one_that_another_program_accepts() throws Exception {
        var transfer = AipSteps.small(directory);

        var bag = transfer.physical(transfer.prepare());

        try (var verifier = new BagVerifier()) {
            verifier.isValid(new BagReader().read(bag), false);
        }
        assertThat(bag.resolve("data/objects/empty")).isEmptyDirectory();
        assertThat(bag.resolve("data/objects/a/letter.txt")).hasContent("Dear all");
        assertThat(bag.resolve("data/METS." + FakeContext.SIP + ".xml")).hasContent("<mets/>");
        assertThat(bag.resolve("data/README.html")).content().contains(FakeContext.SIP.toString());
        assertThat(bag.resolve("data/objects/gone.txt")).doesNotExist();
        assertThat(bag.resolve("bag-info.txt"))
                .content()
                .contains("Bagging-Date: 2026-11-24\n", "Muniment-Journal-Head: 00\n", "Payload-Oxum: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "tar-zstd", "tar-gzip"})
    void what_is_packed_is_verified_and_stored(String algorithm) throws Exception {
        var transfer = AipSteps.small(directory);
        transfer.prepare();
        transfer.compress(algorithm);
        var store = new AipStore(directory.resolve("store"));

        var verified = transfer.run(new VerifyAip(), new VerifyAip.Parameters());
        var stored = transfer.run(AipSteps.storing(store), AipSteps.STORING);
        var again = transfer.run(AipSteps.storing(store), AipSteps.STORING);
        var cleaned = transfer.run(new CleanUp(store), new CleanUp.Parameters());

        assertThat(verified.status()).as(verified.message()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(verified.findings()).singleElement().satisfies(found -> assertThat(
                        ((Finding.PackageVerified) found).verdict())
                .isEqualTo(Verdict.PASS));
        assertThat(stored.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(again.findings()).isEqualTo(stored.findings());
        assertThat(cleaned.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(store.receipt(FakeContext.SIP)).isPresent();
    }

    @Test
    void a_file_that_changed_in_the_bag_fails_the_verification_and_is_named() throws Exception {
        var transfer = AipSteps.small(directory);
        var bag = transfer.physical(transfer.prepare());
        transfer.compress("uncompressed");
        Files.writeString(bag.resolve("data/objects/a/letter.txt"), "Dear ALL");

        var verified = transfer.run(new VerifyAip(), new VerifyAip.Parameters());

        assertThat(verified.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(verified.message()).contains("data/objects/a/letter.txt").contains("sha256");
    }
}
