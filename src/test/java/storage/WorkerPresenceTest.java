package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import model.WorkerId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.OwnJvm;

class WorkerPresenceTest {

    private static final WorkerId WORKER = new WorkerId(new UUID(0, 1));

    @TempDir
    Path directory;

    @Test
    void a_worker_of_this_process_is_not_dead() throws IOException {
        try (var presence = WorkerPresence.announce(directory, WORKER)) {
            assertThat(presence).isNotNull();
            assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isFalse();
        }
    }

    @Test
    void a_worker_that_closed_is_dead() throws IOException {
        WorkerPresence.announce(directory, WORKER).close();

        assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isTrue();
    }

    @Test
    void of_a_worker_that_nobody_knows_nothing_is_certain() {
        assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isFalse();
    }

    @Test
    void of_a_worker_on_another_machine_nothing_is_certain() throws IOException {
        Files.writeString(directory.resolve(WORKER.toString()), "elsewhere 1234\n");

        assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isFalse();
    }

    @Test
    void two_workers_never_have_one_name() throws IOException {
        Files.writeString(directory.resolve("." + WORKER), "another's");

        assertThatThrownBy(() -> WorkerPresence.announce(directory, WORKER))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    /** Closing any handle of a file drops all locks that a process has on it, so the question itself could do harm. */
    @Test
    @Tag("slow")
    void asking_about_oneself_does_not_make_one_look_dead_to_others() throws Exception {
        try (var presence = WorkerPresence.announce(directory, WORKER)) {
            assertThat(presence).isNotNull();
            assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isFalse();

            assertThat(askedByAnotherProcess()).isEqualTo("false");
        }
    }

    @Test
    @Tag("slow")
    void a_killed_process_is_dead_and_a_living_one_is_not() throws Exception {
        var holder = another("hold").start();
        try {
            assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("held");
            assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isFalse();
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(WorkerPresence.isCertainlyDead(directory, WORKER)).isTrue();
    }

    private String askedByAnotherProcess() throws Exception {
        var process = another("ask").start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private ProcessBuilder another(String what) {
        var vector = OwnJvm.command(Another.class.getName());
        vector.addAll(List.of(what, directory.toString()));
        return new ProcessBuilder(vector).redirectErrorStream(true);
    }

    /** Another process: it asks about the worker, or is it until it is killed. */
    static final class Another {
        private Another() {}

        public static void main(String[] arguments) throws IOException {
            var directory = Path.of(arguments[1]);
            if (arguments[0].equals("ask")) {
                System.out.println(WorkerPresence.isCertainlyDead(directory, WORKER));
                return;
            }
            try (var presence = WorkerPresence.announce(directory, WORKER)) {
                System.out.println(presence == null ? "not held" : "held");
                while (System.in.read() >= 0) {
                    // Lives until it is killed.
                }
            }
        }
    }
}
