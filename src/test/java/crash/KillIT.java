package crash;

import static org.assertj.core.api.Assertions.assertThat;

import checker.AipCheck;
import database.DataDirectory;
import database.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.UntouchedRecord;

/**
 * Goal: kill -9 of the whole process at any moment costs nothing that was recorded. Method: one transfer through the
 * standard workflow, killed at seeded moments inside every kind of step and started again until it is stored; then the
 * journal, a log of what was really executed, the states that actors had after each event, and the AIP of an undisturbed run
 * are looked at. Replay a failure with
 * {@code -Dmuniment.seed}; {@code -Dmuniment.kills} says how many.
 */
@Tag("slow")
class KillIT {

    @TempDir
    Path temporary;

    @Test
    void kills_at_seeded_moments_repeat_nothing_recorded_and_change_nothing_in_the_aip() throws Exception {
        long seed = Long.getLong("muniment.seed", 1L);
        var moments = Moment.plan(new Random(seed), Integer.getInteger("muniment.kills", Moment.USUAL));
        System.err.println("kills at seed " + seed + ": " + moments);
        var source = SampleSource.make(temporary.resolve("papers"), new Random(7));
        var recording = RecordStates.jar(temporary.resolve("recording"));
        var undisturbed = new CrashProcess(temporary.resolve("undisturbed"), source, recording);
        undisturbed.finish();
        // Or the first syncs of the other wait for what this one has left to be written, longer than a task may take to
        // be recorded.
        assertThat(new ProcessBuilder("sync").start().waitFor()).isZero();

        var disturbed = new CrashProcess(temporary.resolve("disturbed"), source, recording);
        for (var moment : moments) {
            disturbed.killAt(moment);
            assertIsThere(disturbed, moment);
        }
        disturbed.finish();

        assertThat(disturbed.kills()).hasSameSizeAs(moments);
        assertThat(disturbed.childrenSeen())
                .as("each run has a database server of its own")
                .isGreaterThan(moments.size());
        assertThat(disturbed.leftChildren()).isEmpty();
        assertExecutions(disturbed);
        assertSameAip(undisturbed, disturbed, source);
        assertNothingLeft(disturbed);
        UntouchedRecord.require(undisturbed.data());
        UntouchedRecord.require(disturbed.data());
    }

    /** The moments that matter most are what their names say. */
    private static void assertIsThere(CrashProcess disturbed, Moment moment) throws Exception {
        boolean stored = moment.action().equals("clean-up")
                || (moment.action().equals("store-aip") && moment.phase() == Moment.Phase.AFTER);
        assertThat(disturbed.aip().isPresent()).as("in the store at " + moment).isEqualTo(stored);
        if (moment.action().equals("prepare-aip") && moment.phase() == Moment.Phase.HALF) {
            var bag = disturbed.bagFiles();
            assertThat(bag).as("half a bag").anyMatch(name -> name.contains("/data/objects/"));
            assertThat(bag).noneMatch(name -> name.contains("/tagmanifest-"));
        }
    }

    private static void assertExecutions(CrashProcess disturbed) throws Exception {
        var log = ExecutionLog.read(disturbed.log());
        try (var data = DataDirectory.lock(
                        disturbed.data(), "tests", Clock.systemUTC().instant());
                var postgres = EmbeddedPostgres.start(data);
                var connection = postgres.database().connect()) {
            var journal = JournalCheck.of(connection);
            int states = ReplayedStates.compare(connection, disturbed.states());
            var again = Executions.againThoughEnded(log, disturbed.kills());
            var recordedAgain = Executions.againThoughRecorded(log, journal.outcomes());
            System.err.println(disturbed.kills().size() + " kills, " + journal.events() + " events, " + journal.steps()
                    + " steps, " + journal.outcomes().size() + " outcomes, " + states
                    + " states replayed as they were, "
                    + log.stream().filter(line -> line.word().equals("begin")).count() + " executions");
            assertThat(journal.problems()).isEmpty();
            assertThat(again)
                    .as("ran again though ended over a second before a kill")
                    .isEmpty();
            assertThat(recordedAgain).as("ran again though recorded").isEmpty();
            assertThat(log.stream().map(ExecutionLog.Line::word)).doesNotContain("nothing-unfinished");
            var executed = log.stream()
                    .filter(line -> line.word().equals("end"))
                    .map(ExecutionLog.Line::task)
                    .collect(Collectors.toSet());
            assertThat(journal.outcomes().keySet()).isEqualTo(executed);
        }
    }

    private static void assertSameAip(CrashProcess undisturbed, CrashProcess disturbed, Path source) throws Exception {
        var aip = disturbed.aip().orElseThrow();
        var expected = AipFacts.of(undisturbed.aip().orElseThrow());
        var found = AipFacts.of(aip);
        assertThat(found.files()).isEqualTo(expected.files());
        assertThat(found.mets()).isEqualTo(expected.mets());
        assertThat(AipCheck.problems(aip, source)).isEmpty();
    }

    private static void assertNothingLeft(CrashProcess disturbed) throws Exception {
        try (var work = Files.list(disturbed.data().resolve("work"))) {
            assertThat(work).as("work areas that stayed").isEmpty();
        }
        try (var store = Files.walk(disturbed.data().resolve("store"))) {
            assertThat(store.filter(file -> file.getFileName().toString().startsWith(".")))
                    .as("partial things in the store")
                    .isEmpty();
        }
    }
}
