package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import storage.AipStore;
import testing.FakeContext;
import testing.Needs;
import testing.Schemas;
import testing.SmallDisk;

/**
 * Goal: AIPs in every form are stored with a pointer file that is valid, and a full disk leaves nothing in the store. Method:
 * the real 7-Zip, the METS and PREMIS schemas, a small tmpfs.
 */
class StoredAipIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "tar-zstd", "tar-gzip", "7z"})
    void the_pointer_file_is_valid(String form) throws Exception {
        if (form.equals("7z")) {
            Needs.program("7z");
        }
        var schemas = Schemas.in(Needs.shared().resolve("schemas"));
        var steps = AipSteps.small(directory);
        var store = new AipStore(directory.resolve("store"));
        steps.prepare();
        steps.compress(form);
        var verified = steps.run(new VerifyAip(), new VerifyAip.Parameters());
        assertThat(verified.status()).as(verified.message()).isEqualTo(TaskStatus.COMPLETED);

        var stored = steps.run(AipSteps.storing(store), AipSteps.STORING);

        assertThat(stored.status()).as(stored.message()).isEqualTo(TaskStatus.COMPLETED);
        var pointer = store.directoryOf(FakeContext.SIP).resolve("pointer." + FakeContext.SIP + ".xml");
        assertThat(schemas.complaints(pointer)).isEmpty();
        var text = Files.readString(pointer);
        assertThat(text).contains(">fixity check<", ">ingestion end<", ">Pass<");
        assertThat(text.contains(">compression<")).isEqualTo(!form.equals("uncompressed"));
    }

    @Test
    void seven_zip_with_a_level_that_it_has_not_is_refused() throws Exception {
        Needs.program("7z");
        var steps = AipSteps.small(directory);
        steps.prepare();

        var result = steps.run(new CompressAip(AipSteps.TOOLS), new CompressAip.Parameters("7z", 17));

        assertThat(result.message()).contains("between 1 and 9");
    }

    @Test
    void a_store_that_is_full_keeps_nothing_of_the_aip() throws Exception {
        try (var disk = SmallDisk.at(directory.resolve("disk"), "1m")) {
            var steps = AipSteps.small(directory.resolve("data"));
            steps.file("objects/big.bin", "x".repeat(3 << 20));
            steps.prepare();
            steps.compress("uncompressed");
            var store = new AipStore(disk.directory().resolve("store"));

            assertThatThrownBy(() -> steps.run(AipSteps.storing(store), AipSteps.STORING))
                    .hasCauseInstanceOf(NoRoom.class)
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining("data/objects/big.bin");
            assertThat(store.probe(FakeContext.SIP)).isEmpty();
            assertThat(store.directoryOf(FakeContext.SIP)).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "tar-zstd"})
    void a_work_area_that_is_full_while_bagging_is_told_with_the_file(String step) throws Exception {
        try (var disk = SmallDisk.at(directory.resolve("disk"), "4m")) {
            var steps = AipSteps.small(disk.directory());
            steps.file("objects/big.bin", noise(2_500_000));

            assertThatThrownBy(() -> {
                        steps.run(
                                new PrepareAip(AipSteps.CLOCK),
                                new PrepareAip.Parameters(List.of(), step.equals("prepare")));
                        steps.run(new CompressAip(AipSteps.TOOLS), new CompressAip.Parameters(step, 0));
                    })
                    .hasCauseInstanceOf(NoRoom.class)
                    .hasMessageContaining("the disk is full")
                    .hasMessageContaining(step.equals("prepare") ? "data/objects/big.bin" : ".tar.zst")
                    .hasMessageContaining("make room there");
        }
    }

    /** Text that does not get smaller. */
    private static String noise(int chars) {
        return new Random(1)
                .ints(chars, 33, 127)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }
}
