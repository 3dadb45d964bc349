package views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import model.WorkerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import views.WhyStuck.HandOut;
import views.WhyStuck.Job;
import views.WhyStuck.Standing;

class WhyStuckTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final WorkerId WORKER = new WorkerId(new UUID(7, 7));

    static Stream<Arguments> standstills() {
        return Stream.of(
                Arguments.of(new Standing.Paused("ada", ago(119)), null),
                Arguments.of(new Standing.Paused("ada", ago(120)), "Paused by ada since 2026-01-01T11:58:00Z"),
                Arguments.of(new Standing.AtChoice("Store AIP", ago(60)), null),
                Arguments.of(new Standing.AtChoice("Store AIP", ago(600)), "for somebody to answer \"Store AIP\""),
                Arguments.of(new Standing.Nowhere(ago(30)), null),
                Arguments.of(new Standing.Nowhere(ago(300)), "No job is open since"),
                // a plan takes no time to speak of
                Arguments.of(job(false, 0, 0, 100, null, null), null),
                Arguments.of(job(false, 0, 0, 130, null, null), "waits since 2026-01-01T11:57:50Z for the views"),
                Arguments.of(job(false, 0, 0, 130, null, Duration.ofHours(9)), "for the views"),
                // nobody knows what is usual
                Arguments.of(job(true, 1, 0, 599, 599, null), null),
                Arguments.of(job(true, 1, 0, 600, 600, null), "Attempt 3 of \"Scan\" is on worker " + WORKER),
                // one task that usually takes an hour has two
                Arguments.of(job(true, 1, 0, 7199, 7199, Duration.ofHours(1)), null),
                Arguments.of(job(true, 1, 0, 7200, 7200, Duration.ofHours(1)), "since 2026-01-01T10:00:00Z"),
                // of a hundred tasks in an hour one should end each 36 s, which the floor makes two minutes
                Arguments.of(job(true, 100, 40, 119, 119, Duration.ofHours(1)), null),
                Arguments.of(job(true, 100, 40, 120, 120, Duration.ofHours(1)), "without a result"),
                // nobody takes them
                Arguments.of(
                        job(true, 100, 40, 120, null, Duration.ofSeconds(1)), "class io takes the 60 waiting tasks"),
                Arguments.of(
                        job(true, 100, 100, 120, null, Duration.ofSeconds(1)), "All tasks of \"Scan\" have ended"));
    }

    @ParameterizedTest
    @MethodSource("standstills")
    void a_standstill_is_told_with_its_cause_once_it_is_unusual(Standing standing, String cause) {
        var said = WhyStuck.at(standing, NOW);

        if (cause == null) {
            assertThat(said).isEmpty();
        } else {
            assertThat(said.orElseThrow()).contains(cause).endsWith(".");
        }
    }

    private static Instant ago(int seconds) {
        return NOW.minusSeconds(seconds);
    }

    private static Standing job(
            boolean planned, int tasks, int ended, int stillSeconds, Integer heldSeconds, Duration usual) {
        var oldest = Optional.ofNullable(heldSeconds).map(seconds -> new HandOut(3, WORKER, ago(seconds)));
        return new Standing.InJob(
                new Job("Scan", "io", planned, tasks, ended, ago(stillSeconds), oldest, Optional.ofNullable(usual)));
    }
}
