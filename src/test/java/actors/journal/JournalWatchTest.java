package actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalWatchTest {

    private long nanos = 1;
    private final JournalWatch watch = new JournalWatch(() -> nanos);
    private final JournalWatch.Writer writer = watch.writer();

    @Test
    void nothing_is_wrong_with_a_journal_that_stores_at_once() {
        assertThat(watch.complaint()).isEmpty();
        writer.began();
        pass(100);
        assertThat(watch.complaint()).isEmpty();
        writer.stored();
        assertThat(watch.complaint()).isEmpty();
    }

    @Test
    void a_write_that_takes_its_time_is_told_while_it_is_under_way_and_afterwards() {
        writer.began();
        pass(2_500);
        assertThat(watch.complaint()).contains("is slow: a write has been under way for 2.5 s");
        writer.stored();
        assertThat(watch.complaint()).contains("is slow: its last write took 2.5 s");
        pass(61_000);
        assertThat(watch.complaint()).isEmpty();
    }

    @Test
    void a_write_that_failed_is_told_with_its_reason_until_one_is_stored() {
        writer.began();
        writer.failed(new IllegalStateException("batch", new IOException("No space left\n  Hint: make some")));
        assertThat(watch.complaint()).contains("does not store what it is given (No space left)");
        writer.began();
        writer.failed(new IllegalStateException("Circuit Breaker is open; calls are failing fast"));
        assertThat(watch.complaint()).contains("does not store what it is given (No space left)");
        writer.began();
        writer.stored();
        assertThat(watch.complaint()).isEmpty();
    }

    @Test
    void a_write_whose_actor_is_gone_is_waited_for_by_nobody() {
        writer.began();
        pass(5_000);
        writer.gone();
        assertThat(watch.complaint()).isEmpty();
    }

    private void pass(long millis) {
        nanos += Duration.ofMillis(millis).toNanos();
    }
}
