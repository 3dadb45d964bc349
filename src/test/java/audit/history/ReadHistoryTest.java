package audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import audit.JournalArchive;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import model.TransferId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import simulation.SimulatedJournal;
import testing.PostgresExtension;

/**
 * Goal: what is told of a moment without reading all that went before is what a replay of everything comes to. Method:
 * journals of simulated runs, which have kills and losses in them, are asked at each of their events.
 */
class ReadHistoryTest {

    private static final int SEEDS = 12;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final List<SimulatedJournal> RUNS = new ArrayList<>();
    private static HikariDataSource source;

    @BeforeAll
    static void write() throws SQLException {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var run = SimulatedJournal.of(seed);
            run.writeTo(POSTGRES.database());
            RUNS.add(run);
        }
        source = POSTGRES.database().pool("history", 2, Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Test
    void the_state_after_each_event_is_the_one_that_a_replay_of_all_before_comes_to() {
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        int compared = 0;
        int lost = 0;
        for (var run : RUNS) {
            for (var transfer : run.transfers()) {
                var rows = run.rows(transfer);
                var states = states(run, transfer);
                for (int at = 0; at < rows.size(); at++) {
                    lost += rows.get(at).event().name().equals("job.attempt-lost") ? 1 : 0;
                    compared++;
                    assertThat(history.then(transfer, Moment.after(at + 1L)))
                            .as(transfer + " after " + rows.get(at))
                            .contains(states.get(at));
                }
                assertThat(history.then(transfer, Moment.END)).contains(states.get(states.size() - 1));
            }
        }
        assertThat(compared).isGreaterThan(500);
        assertThat(lost).isGreaterThan(5);
    }

    @Test
    void it_makes_no_difference_which_moments_were_asked_for_before() {
        var lots = new Random(1);
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        for (var run : RUNS) {
            for (var transfer : run.transfers()) {
                var states = states(run, transfer);
                Collections.shuffle(states, lots);
                states.forEach(state -> assertThat(history.then(transfer, Moment.after(state.number())))
                        .contains(state));
            }
        }
    }

    @Test
    void a_part_of_the_history_is_told_as_it_is_within_the_whole() {
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        for (var run : RUNS) {
            for (var transfer : run.transfers()) {
                var rows = run.rows(transfer);
                var whole = all(history.tell(transfer, 1, Long.MAX_VALUE).orElseThrow(), 7);

                assertThat(whole).hasSameSizeAs(rows);
                for (int at = 0; at < rows.size(); at++) {
                    assertThat(whole.get(at).persistenceId())
                            .isEqualTo(rows.get(at).persistenceId());
                    assertThat(whole.get(at).sequence())
                            .isEqualTo(rows.get(at).event().sequence());
                    assertThat(whole.get(at).number()).isEqualTo(at + 1);
                }
                for (int from = 1; from <= whole.size(); from += 3) {
                    int to = Math.min(whole.size(), from + 4);
                    assertThat(history.some(transfer, from, 5)).isEqualTo(whole.subList(from - 1, to));
                }
            }
        }
    }

    @Test
    void a_time_means_the_moment_before_the_first_event_that_is_later() {
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        for (var run : RUNS) {
            for (var transfer : run.transfers()) {
                var latest = Instant.MIN;
                var told = all(history.tell(transfer, 1, Long.MAX_VALUE).orElseThrow(), 50);
                // Machines' clocks may differ; where they do not, the very next event is later.
                boolean ordered = told.stream()
                        .map(HistoryEvent::at)
                        .sorted()
                        .toList()
                        .equals(told.stream().map(HistoryEvent::at).toList());
                for (var event : told) {
                    latest = event.at().isAfter(latest) ? event.at() : latest;
                    var then = history.then(
                            transfer, Moment.parse(latest.toString()).orElseThrow());

                    long number = then.orElseThrow().number();
                    assertThat(number).isGreaterThanOrEqualTo(event.number());
                    assertThat(then).isEqualTo(history.then(transfer, Moment.after(number)));
                    var soFar = latest;
                    assertThat(history.some(transfer, number + 1, 1))
                            .allMatch(next -> next.at().isAfter(soFar) || !ordered);
                }
            }
        }
    }

    @Test
    void a_timeline_marks_what_was_lost_and_taken_over() {
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        for (var run : RUNS) {
            for (var transfer : run.transfers()) {
                var timeline = history.timeline(transfer).orElseThrow();
                var rows = run.rows(transfer);

                assertThat(timeline.events()).isEqualTo(rows.size());
                boolean atWork = false;
                boolean jobFollows = false;
                for (int at = 0; at < rows.size(); at++) {
                    long number = at + 1L;
                    var marked = timeline.marks().stream()
                            .filter(mark -> mark.number() == number)
                            .map(Timeline.Mark::what)
                            .findFirst();
                    if (rows.get(at).event().name().equals("job.attempt-lost")) {
                        assertThat(marked).contains(Timeline.What.LOST);
                    }
                    var name = rows.get(at).event().name();
                    if (name.equals("transfer.job-closed")) {
                        assertThat(marked).isEmpty();
                    }
                    if (name.equals("transfer.attached")) {
                        assertThat(marked.isPresent())
                                .as("taken up while a job is open")
                                .isEqualTo(atWork);
                    }
                    if (name.equals("job.attached")) {
                        assertThat(marked.isPresent())
                                .as("taken up on its own: %s", rows.get(at))
                                .isEqualTo(!jobFollows && rows.get(at).event().sequence() > 1);
                        jobFollows = false;
                    }
                    jobFollows |= atWork && name.equals("transfer.attached");
                    atWork = name.equals("transfer.job-opened") || (atWork && !name.equals("transfer.job-closed"));
                }
            }
        }
    }

    @Test
    void of_a_transfer_that_is_not_there_nothing_is_told() {
        var history = new ReadHistory(source, new JournalArchive(Path.of("none")), transfer -> FileNames.UNKNOWN);
        var nobody = new TransferId(new UUID(-1, -1));

        assertThat(history.tell(nobody, 1, 9)).isEmpty();
        assertThat(history.then(nobody, Moment.END)).isEmpty();
        assertThat(history.timeline(nobody)).isEmpty();
        assertThat(history.then(RUNS.get(0).transfers().get(0), Moment.after(0)))
                .isEmpty();
        assertThat(Moment.parse("yesterday")).isEqualTo(Optional.empty());
    }

    /** After each event, by a replay of all before. */
    private static List<TransferThen> states(SimulatedJournal run, TransferId transfer) {
        var states = new ArrayList<TransferThen>();
        var replay = new Replay(transfer);
        var last = Instant.EPOCH;
        for (var row : run.rows(transfer)) {
            last = EventTime.of(row.event().event()).orElse(last);
            replay.apply(row.persistenceId(), row.event().event(), row.event().link(), last);
            states.add(replay.then());
        }
        return states;
    }

    private static List<HistoryEvent> all(Telling telling, int most) {
        var all = new ArrayList<HistoryEvent>();
        for (var some = telling.next(most); !some.isEmpty(); some = telling.next(most)) {
            all.addAll(some);
        }
        return all;
    }
}
