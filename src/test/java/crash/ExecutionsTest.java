package crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionsTest {

    @ParameterizedTest(name = "ended {0} ms before the kill: {1} found")
    @CsvSource({"1001, 1", "1000, 0", "10, 0"})
    void a_task_may_run_again_only_if_it_ended_in_the_last_second(long before, int found) {
        long kill = 100_000;
        var log = List.of(
                line(kill - before - 5, "begin", 1), line(kill - before, "end", 1), line(kill + 5_000, "begin", 2));

        assertThat(Executions.againThoughEnded(log, List.of(kill))).hasSize(found);
    }

    @Test
    void a_task_that_had_not_ended_may_run_again() {
        var log = List.of(line(10, "begin", 1), line(60_000, "begin", 2), line(60_100, "end", 2));

        assertThat(Executions.againThoughEnded(log, List.of(50_000L))).isEmpty();
    }

    @Test
    void a_recorded_task_may_not_begin_in_a_later_hand_out() {
        var log = List.of(line(10, "begin", 1), line(20, "end", 1), line(30, "begin", 2));

        assertThat(Executions.againThoughRecorded(log, Map.of("receive-0#3", 1L)))
                .hasSize(1);
        assertThat(Executions.againThoughRecorded(log, Map.of("receive-0#3", 2L)))
                .isEmpty();
        assertThat(Executions.againThoughRecorded(log, Map.of())).isEmpty();
    }

    private static ExecutionLog.Line line(long millis, String word, long attempt) {
        return new ExecutionLog.Line(millis, word, "receive-0", 3, attempt);
    }
}
