package pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import model.Loss;
import model.TaskOutcome;
import model.TaskResult;
import org.junit.jupiter.api.Test;
import pipeline.Samples;
import pipeline.job.JobEvent.Planned;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Journal;
import pipeline.journal.Journaled;
import workflow.ActionStep;
import workflow.WorkflowReader;

/** What a dead worker's attempt left as its whole result counts by the same rule as what a live one reports. */
class SealedAdoptionTest implements Journal<JobState, Void> {

    private static final ActionStep COUNT = (ActionStep) new WorkflowReader(Set.of("count", "keep"))
            .workflow(Samples.WORKFLOW)
            .step("count")
            .orElseThrow();

    private final JobProtocol<String, Void> protocol = new JobProtocol<>(COUNT, this, world());
    private final List<Class<?>> stored = new ArrayList<>();
    private Journaled<JobState> state = new Journaled<>(0, ChainedEvent.GENESIS, JobState.initial());

    @Test
    void a_whole_result_is_adopted_and_nobody_is_suspected() {
        handedOut(2);

        lost(1, 0, 1);

        assertThat(stored).containsExactly(JobEvent.TasksEnded.class, JobEvent.Closed.class);
        assertThat(((ClosedJob) state.state()).tally().counts().completed()).isEqualTo(2);
    }

    @Test
    void what_the_result_does_not_cover_waits_again_in_the_same_write() {
        handedOut(2);

        lost(1, 0);

        assertThat(stored).containsExactly(JobEvent.TasksEnded.class, JobEvent.AttemptLost.class);
        var ledger = ((RunningJob) state.state()).ledger();
        assertThat(ledger.isEnded(0)).isTrue();
        assertThat(ledger.waiting()).isEqualTo(1);
        assertThat(ledger.deaths(1)).isEqualTo(1);
    }

    @Test
    void the_result_of_an_attempt_that_was_given_up_before_is_not_adopted() {
        handedOut(2);
        lost(1);
        protocol.granted(state, Samples.WORKER, "worker-1", "worker", 2, Samples.THEN);
        stored.clear();

        lost(1, 0, 1);

        assertThat(stored).isEmpty();
        assertThat(((RunningJob) state.state()).ledger().owed(2).cardinality()).isEqualTo(2);
    }

    private void handedOut(int tasks) {
        var files = IntStream.range(0, tasks).mapToObj(i -> new UUID(0, i)).toList();
        protocol.planned(state, files, new Planned(tasks, "t/count-0/plan", "00", Samples.THEN));
        protocol.granted(state, Samples.WORKER, "worker-1", "worker", tasks, Samples.THEN);
        stored.clear();
    }

    private void lost(long attempt, int... sealed) {
        var outcomes = IntStream.of(sealed)
                .mapToObj(ordinal -> new TaskOutcome(ordinal, Samples.THEN, 1, TaskResult.completed("")))
                .toList();
        protocol.attemptEnded(state, attempt, Loss.WORKER_DIED, "its worker is gone", outcomes, Samples.THEN);
    }

    @Override
    public Void store(List<ChainedEvent> facts, Consumer<Journaled<JobState>> then) {
        for (var fact : facts) {
            stored.add(fact.event().getClass());
            state = state.after(fact, (before, event) -> before.apply((JobEvent) event.event(), COUNT));
        }
        then.accept(state);
        return null;
    }

    @Override
    public Void nothing() {
        return null;
    }

    /** Hears everything and does nothing. */
    @SuppressWarnings("unchecked") // of an interface that this class names itself
    private static JobWorld<String> world() {
        return (JobWorld<String>) Proxy.newProxyInstance(
                JobWorld.class.getClassLoader(), new Class<?>[] {JobWorld.class}, (proxy, method, arguments) -> null);
    }
}
