package audit.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import model.Failure;
import model.JobCounts;
import model.JobId;
import model.TransferId;
import model.TransferStatus;
import pipeline.job.ClosedJob;
import pipeline.job.JobEvent;
import pipeline.job.JobState;
import pipeline.job.RunningJob;
import pipeline.job.Steering;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.EndedTransfer;
import pipeline.transfer.Orders;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferState;
import pipeline.transfer.Whereabouts;
import workflow.ActionStep;
import workflow.Step;

/** Makes the states of a transfer and its jobs anew from their events, by the code that the actors recover with. */
public final class Replay {

    private final TransferId transfer;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private TransferState state = TransferState.initial();
    private long number;
    private Optional<Instant> at = Optional.empty();

    /** A job and the step that it runs. */
    private record Job(ActionStep step, int turn, JobState state) {
        private Job after(JobEvent event) {
            return new Job(step, turn, state.apply(event, step));
        }
    }

    public Replay(TransferId transfer) {
        this.transfer = transfer;
    }

    /**
     * The next event.
     *
     * @param link its link in its chain
     */
    public void apply(String persistenceId, Object event, String link, Instant when) {
        if (event instanceof TransferEvent own) {
            state = state.apply(own, link);
            if (own instanceof TransferEvent.JobOpened opened) {
                open(opened);
            }
        } else if (event instanceof JobEvent of && jobs.containsKey(persistenceId)) {
            jobs.compute(persistenceId, (id, job) -> job.after(of));
        }
        number++;
        at = Optional.of(when);
    }

    private void open(TransferEvent.JobOpened opened) {
        var step = (ActionStep)
                active().orElseThrow().workflow().step(opened.step()).orElseThrow();
        var id = new JobId(transfer, opened.step(), opened.turn()).persistenceId();
        jobs.put(id, new Job(step, opened.turn(), JobState.initial()));
    }

    /** The step that a job runs which was opened. */
    ActionStep step(String job) {
        return jobs.get(job).step();
    }

    /** Takes the state of a job from whoever has made it of the job's events already. */
    void know(String job, JobState known) {
        jobs.computeIfPresent(job, (id, before) -> new Job(before.step(), before.turn(), known));
    }

    /**
     * Counts events of a job whose state is given by {@link #know}.
     *
     * @param when the last of them happened; empty where it says nothing about that
     */
    void pass(long events, Optional<Instant> when) {
        number += events;
        at = when.or(() -> at);
    }

    private Optional<ActiveTransfer> active() {
        if (state instanceof ActiveTransfer active) {
            return Optional.of(active);
        }
        return state instanceof EndedTransfer ended ? Optional.of(ended.before()) : Optional.empty();
    }

    /** The state of the transfer as its actor would have it. */
    public TransferState state() {
        return state;
    }

    /** The state of one of its jobs as its actor would have it. */
    public Optional<JobState> job(JobId id) {
        return Optional.ofNullable(jobs.get(id.persistenceId())).map(Job::state);
    }

    /** How it stands now, in words. */
    public TransferThen then() {
        var orders = active().map(ActiveTransfer::orders);
        return new TransferThen(
                transfer,
                number,
                at,
                status().map(TransferStatus::label),
                step(),
                state instanceof ActiveTransfer active && active.whereabouts() instanceof Whereabouts.AtChoice choice
                        ? Optional.of(title(active, choice.step()))
                        : Optional.empty(),
                orders.flatMap(Orders::paused).map(paused -> paused.mandate().by()),
                orders.flatMap(Orders::cancel).map(TransferEvent.CancelRequested::by),
                orders.map(Orders::priority).orElse(Steering.USUAL.priority()),
                state instanceof EndedTransfer ended ? ended.ended().failure().map(Failure::message) : Optional.empty(),
                jobs.values().stream().map(Replay::then).toList());
    }

    private Optional<TransferStatus> status() {
        if (state instanceof EndedTransfer ended) {
            return Optional.of(ended.ended().status());
        }
        if (!(state instanceof ActiveTransfer active)) {
            return Optional.empty();
        }
        if (active.orders().paused().isPresent()) {
            return Optional.of(TransferStatus.PAUSED);
        }
        var where = active.whereabouts();
        if (where instanceof Whereabouts.AtChoice) {
            return Optional.of(TransferStatus.WAITING);
        }
        boolean queued = where instanceof Whereabouts.InQueue || (where instanceof Whereabouts.InJob in && in.queued());
        return Optional.of(queued ? TransferStatus.QUEUED : TransferStatus.PROCESSING);
    }

    private Optional<String> step() {
        if (state instanceof ActiveTransfer active && active.whereabouts() instanceof Whereabouts.InJob in) {
            return Optional.of(title(active, in.job().step()));
        }
        return Optional.empty();
    }

    private static String title(ActiveTransfer active, String step) {
        return active.workflow().step(step).map(Step::title).orElse(step);
    }

    private static JobThen then(Job job) {
        var step = job.step();
        if (job.state() instanceof RunningJob running) {
            int waiting = running.ledger().waiting();
            var counts = running.tally().counts();
            return new JobThen(
                    step.name(),
                    job.turn(),
                    step.title(),
                    step.microservice(),
                    "working",
                    counts,
                    counts.tasks() - counts.ended() - waiting,
                    waiting,
                    Optional.empty());
        }
        if (job.state() instanceof ClosedJob closed) {
            var ended = closed.closed();
            return new JobThen(
                    step.name(),
                    job.turn(),
                    step.title(),
                    step.microservice(),
                    ended.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    ended.counts(),
                    0,
                    0,
                    ended.failure().map(Failure::message));
        }
        return new JobThen(
                step.name(),
                job.turn(),
                step.title(),
                step.microservice(),
                "planning",
                JobCounts.NONE,
                0,
                0,
                Optional.empty());
    }
}
