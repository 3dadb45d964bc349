package audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.PostgresExtension;

/**
 * Goal: a timeline can be dragged through a transfer of 100,000 tasks. Method: its state is asked for at random moments, with
 * nothing kept and with what the questions before have left; the times are printed. One transfer has its tasks handed out in
 * groups, as they are; one has each by itself, as they never are.
 */
@Tag("slow")
class ManyTasksTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int TASKS = 100_000;
    private static final int GROUPED = 128;
    private static final int QUESTIONS = 60;

    private static final LargeTransfer IN_GROUPS = new LargeTransfer(1);
    private static final LargeTransfer ONE_BY_ONE = new LargeTransfer(2);
    private static HikariDataSource source;

    @BeforeAll
    static void write() throws Exception {
        var database = POSTGRES.fresh();
        IN_GROUPS.write(database, TASKS, GROUPED);
        ONE_BY_ONE.write(database, TASKS, 1);
        source = database.pool("moments", 2, Duration.ofSeconds(60));
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void any_moment_is_there_at_once(boolean grouped) {
        var transfer = grouped ? IN_GROUPS : ONE_BY_ONE;
        var history = new ReadHistory(source, any -> FileNames.UNKNOWN);
        long events = history.timeline(transfer.id).orElseThrow().events();
        var cold = milliseconds(() -> history.then(transfer.id, Moment.after(events / 2)));
        var random = new Random(17);
        var times = new ArrayList<Long>();
        for (int question = 0; question < QUESTIONS; question++) {
            long number = 1 + (long) (random.nextDouble() * events);
            times.add(milliseconds(() -> assertThat(history.then(transfer.id, Moment.after(number))
                            .orElseThrow()
                            .number())
                    .isEqualTo(number)));
        }
        times.sort(null);
        System.err.printf(
                "state of %,d tasks in %,d events: first %d ms, then median %d ms, p90 %d ms, worst %d ms; page of history %d ms%n",
                TASKS,
                events,
                cold,
                times.get(QUESTIONS / 2),
                times.get(QUESTIONS * 9 / 10),
                times.get(QUESTIONS - 1),
                milliseconds(() -> history.some(transfer.id, events / 2, 50)));

        assertThat(times.get(QUESTIONS / 2)).isLessThan(500);
    }

    @Test
    void a_long_history_is_told_within_little_memory() {
        var history = new ReadHistory(source, any -> FileNames.UNKNOWN);
        var telling = history.tell(ONE_BY_ONE.id, 1, Long.MAX_VALUE).orElseThrow();
        long count = 0;
        long began = System.nanoTime();
        for (List<HistoryEvent> some = telling.next(200); !some.isEmpty(); some = telling.next(200)) {
            count += some.size();
        }

        assertThat(count).isEqualTo(telling.events());
        System.err.printf("%,d events told in %.1f s%n", count, (System.nanoTime() - began) / 1e9);
    }

    private static long milliseconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1_000_000;
    }
}
