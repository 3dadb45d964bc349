package tools.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.HeldProcess;
import testing.OwnJvm;

/** Kills the JVM that a validator belongs to, as the kernel might, and sees the validator go too. */
@Tag("slow")
class ValidatorOrphanTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_validator_dies_with_its_parent_even_when_it_is_stopped(boolean stopped) throws Exception {
        var pipe = directory.resolve("pipe");
        assertThat(run("mkfifo", pipe.toString())).isZero();
        var vector = OwnJvm.command(ValidatorOwner.class.getName());
        vector.addAll(List.of(directory.toString(), pipe.toString()));
        var owner = new ProcessBuilder(vector)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var open = Files.newOutputStream(pipe)) { // opens when the validator has begun
            assertThat(open).isNotNull();
            var validator = owner.descendants()
                    .filter(child -> child.info().commandLine().orElse("").contains("ExitOnOutOfMemoryError"))
                    .findFirst()
                    .orElseThrow();
            if (stopped) {
                HeldProcess.hold(validator.pid());
            }

            owner.destroyForcibly();

            validator.onExit().get(60, TimeUnit.SECONDS);
            assertThat(validator.isAlive()).isFalse();
        } finally {
            owner.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_child_whose_stdin_ends_ends_itself() throws Exception {
        var child = new ProcessBuilder(OwnJvm.command(ValidatorChild.class.getName()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();

        child.getOutputStream().close();

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }
}
