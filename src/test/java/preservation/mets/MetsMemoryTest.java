package preservation.mets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.OwnJvm;

/** Goal: the memory that a METS needs does not grow with the files. Method: a JVM with a small heap; {@code bench/mets} too. */
class MetsMemoryTest {

    @TempDir
    private Path directory;

    @Tag("slow")
    @Test
    void a_hundred_thousand_described_files_fit_into_a_heap_of_64_megabytes() throws Exception {
        assertThat(runTrial("-Xmx64m", 100_000)).isZero();
    }

    @Tag("slow")
    @Test
    void the_heap_of_the_trial_is_a_limit_indeed() throws Exception {
        assertThat(runTrial("-Xmx7m", 100_000)).isNotZero();
    }

    private int runTrial(String heap, int files) throws Exception {
        var words = OwnJvm.command(MetsTrial.class.getName(), heap, OwnJvm.BOTH_COMPILERS);
        words.addAll(List.of(Integer.toString(files), directory.toString()));
        var process = new ProcessBuilder(words).inheritIO().start();
        try {
            assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
