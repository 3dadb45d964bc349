package pipeline.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;
import pipeline.Answer;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;
import pipeline.journal.Incarnation;
import pipeline.journal.Journal;
import pipeline.journal.Journaled;
import workflow.ActionStep;

/**
 * How one incarnation of a job reacts: what it stores, and what it does once that is stored. A hand-out is stored before
 * it is sent, an outcome before it is acknowledged, and after every fact the world is brought in line with the state, as
 * after a crash. What a state answers is decided by {@link JobState}; mailboxes, clocks and disks are the caller's.
 *
 * @param <W> where a worker can be reached
 * @param <R> what a handler gives back to whoever called it
 */
public final class JobProtocol<W, R> {

    private final ActionStep step;
    private final JobWorld<W> world;
    private final Journal<JobState, R> journal;
    private final Incarnation<JobState, R> life;
    private final Map<Long, WorkerId> watched = new HashMap<>();
    private boolean paused;

    public JobProtocol(ActionStep step, Journal<JobState, R> journal, JobWorld<W> world) {
        this.step = step;
        this.world = world;
        this.journal = journal;
        this.life = new Incarnation<>(journal, this::follow);
    }

    /** Whether commands may be answered. Until then they wait. */
    public boolean isAttached() {
        return life.isAttached();
    }

    // --- Commands ---------------------------------------------------------------------------------

    public R begin(Journaled<JobState> state, Instant now) {
        boolean over = state.state() instanceof ClosedJob;
        return life.begin(state, over ? Answer.nothing() : state.state().attach(now));
    }

    /** What comes often, and may be stored together with more of its kind. */
    public sealed interface News<W> {

        /** A worker, which people call by its name, takes at most so many tasks in one hand-out. */
        record Granted<W>(WorkerId worker, String name, W where, int most) implements News<W> {}

        /** Results of a hand-out, perhaps again. */
        record Reported<W>(long attempt, List<TaskOutcome> outcomes) implements News<W> {}
    }

    /** A worker, which people call by its name, takes at most so many tasks in one hand-out. */
    public R granted(Journaled<JobState> state, WorkerId worker, String name, W where, int most, Instant now) {
        return together(state, List.of(new News.Granted<>(worker, name, where, most)), now);
    }

    /** Results of a hand-out, perhaps again. */
    public R tasksReported(Journaled<JobState> state, long attempt, List<TaskOutcome> outcomes, Instant now) {
        return together(state, List.of(new News.Reported<>(attempt, outcomes)), now);
    }

    /** Answers all of this in its order and with one write: what a commit costs is shared by everything in it. */
    public R together(Journaled<JobState> state, List<News<W>> all, Instant now) {
        var events = new ArrayList<JobEvent>();
        var then = new ArrayList<Consumer<JobState>>();
        var at = state.state();
        for (var news : all) {
            var before = at;
            var next = events(answer(before, news, now));
            for (var event : next) {
                at = at.apply(event, step);
            }
            events.addAll(next);
            then.add(after -> carryOut(news, before, after, !next.isEmpty()));
        }
        return life.store(state, Answer.yes(events), after -> then.forEach(each -> each.accept(after)));
    }

    private Answer<JobEvent> answer(JobState state, News<W> news, Instant now) {
        if (!(state instanceof RunningJob running)) {
            return Answer.nothing();
        }
        if (news instanceof News.Granted<W> grant) {
            return paused ? Answer.nothing() : running.handOut(grant.worker(), grant.name(), grant.most(), now);
        }
        var reported = (News.Reported<W>) news;
        return running.tasksEnded(reported.attempt(), reported.outcomes(), step, now);
    }

    private void carryOut(News<W> news, JobState before, JobState after, boolean handedOut) {
        if (news instanceof News.Reported<W> reported) {
            acknowledge(reported.attempt(), reported.outcomes());
            return;
        }
        var grant = (News.Granted<W>) news;
        if (handedOut && after instanceof RunningJob running) {
            send(running, ((RunningJob) before).ledger().nextAttempt(), grant.where());
        } else {
            world.release(grant.worker());
        }
    }

    private static List<JobEvent> events(Answer<JobEvent> answer) {
        return ((Answer.Yes<JobEvent>) answer).events(); // a job refuses nothing
    }

    /**
     * A hand-out will bring nothing more.
     *
     * @param sealed what it left in the work area as its whole result; it counts as if the worker had reported it
     */
    public R attemptEnded(
            Journaled<JobState> state, long attempt, Loss loss, String reason, List<TaskOutcome> sealed, Instant now) {
        if (!(state.state() instanceof RunningJob running)) {
            return journal.nothing();
        }
        var events = new ArrayList<>(events(running.tasksEnded(attempt, sealed, step, now)));
        JobState at = running;
        for (var event : events) {
            at = at.apply(event, step);
        }
        if (at instanceof RunningJob rest && rest.ledger().open().containsKey(attempt)) {
            world.lost(attempt, reason);
            events.addAll(events(rest.attemptLost(attempt, loss, reason, step, now)));
        }
        return life.store(state, Answer.yes(events), after -> abandon(attempt));
    }

    public R planned(Journaled<JobState> state, List<UUID> files, Planned plan) {
        return state.state() instanceof JobState.Planning planning
                ? life.store(state, planning.planned(files, plan, step), after -> {})
                : journal.nothing();
    }

    /** No plan can ever be made. */
    public R unplannable(Journaled<JobState> state, String message, Instant now) {
        return state.state() instanceof JobState.Planning planning
                ? life.store(state, planning.failed(message, step, now), after -> {})
                : journal.nothing();
    }

    /** Comes to an end and begins nothing new. */
    public R stop(Journaled<JobState> state, Instant now) {
        if (state.state() instanceof JobState.Planning planning) {
            return life.store(state, planning.stop(now), after -> {});
        }
        return state.state() instanceof RunningJob running
                ? life.store(state, running.stop(now), after -> {})
                : journal.nothing();
    }

    /** A job that is begun, or begun anew, in a paused transfer. */
    public void beginPaused(boolean wanted) {
        paused = wanted;
    }

    /** Hands nothing new out while it is paused; what is handed out goes on. */
    public R pause(Journaled<JobState> state, boolean wanted) {
        paused = wanted;
        return life.resume(state);
    }

    /** Sees once more to what is due. */
    public R resume(Journaled<JobState> state) {
        return life.resume(state);
    }

    // --- What the state asks of the world: after every event, and again after a crash ---------------

    private void follow(Journaled<JobState> journaled) {
        world.advanced(journaled.sequence());
        if (journaled.state() instanceof JobState.Planning) {
            world.plan();
        } else if (journaled.state() instanceof RunningJob running) {
            follow(running);
        } else if (journaled.state() instanceof ClosedJob closed) {
            List.copyOf(watched.keySet()).forEach(this::abandon);
            world.demand(0);
            world.closed(closed, journaled.sequence(), journaled.head());
        }
    }

    private void follow(RunningJob job) {
        var open = job.ledger().open();
        List.copyOf(watched.keySet()).stream()
                .filter(attempt -> !open.containsKey(attempt))
                .forEach(this::finish);
        open.forEach((attempt, handOut) -> {
            if (!watched.containsKey(attempt)) {
                world.occupy(handOut.worker());
                watch(job, handOut, Optional.empty());
            }
        });
        world.demand(paused ? 0 : job.ledger().waiting());
    }

    // --- Hand-outs --------------------------------------------------------------------------------

    private void send(RunningJob job, long attempt, W worker) {
        watch(job, job.ledger().open().get(attempt), Optional.of(worker));
    }

    private void watch(RunningJob job, HandedOut handOut, Optional<W> worker) {
        watched.put(handOut.attempt(), handOut.worker());
        world.watch(job, handOut, worker);
    }

    private void acknowledge(long attempt, List<TaskOutcome> outcomes) {
        if (watched.containsKey(attempt)) {
            world.stored(
                    attempt,
                    Ordinals.of(outcomes.stream().mapToInt(TaskOutcome::ordinal).toArray()));
        }
    }

    private void finish(long attempt) {
        var worker = watched.remove(attempt);
        world.finish(attempt);
        world.release(worker);
    }

    private void abandon(long attempt) {
        var worker = watched.remove(attempt);
        if (worker != null) {
            world.abandon(attempt);
            world.release(worker);
        }
    }
}
