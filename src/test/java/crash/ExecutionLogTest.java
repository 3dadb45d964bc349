package crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionLogTest {

    @TempDir
    Path directory;

    @Test
    void an_attempt_that_is_interrupted_does_not_close_the_log_of_the_others() throws Exception {
        var file = directory.resolve("execution.log");
        var log = new ExecutionLog(file, Clock.systemUTC());
        Thread.currentThread().interrupt();
        log.write("begin", "job", 1, 1);
        assertThat(Thread.interrupted()).as("is still interrupted").isTrue();
        log.write("begin", "job", 2, 1);
        assertThat(ExecutionLog.read(file))
                .extracting(ExecutionLog.Line::number)
                .containsExactly(1, 2);
    }

    @Test
    void a_half_line_is_seen_when_it_is_whole() throws Exception {
        var file = directory.resolve("execution.log");
        var tail = new LogTail(file);
        assertThat(tail.lines()).isEmpty();
        Files.writeString(file, "1 begin job 1 1\n2 be");
        assertThat(tail.lines()).extracting(ExecutionLog.Line::number).containsExactly(1);
        Files.writeString(file, "gin job 2 1\n3 begin job 3 1\n", StandardOpenOption.APPEND);
        assertThat(tail.lines()).extracting(ExecutionLog.Line::number).containsExactly(1, 2, 3);
    }
}
