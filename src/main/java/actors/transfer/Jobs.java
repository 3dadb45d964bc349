package actors.transfer;

import actors.job.JobActor;
import actors.job.JobSetup;
import actors.job.JobSurroundings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import model.JobId;
import model.TransferFacts;
import model.TransferId;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.TransferDue.RunJob;
import workflow.ActionStep;
import workflow.StepParameters;

/** The one job actor that a transfer has at a time. */
final class Jobs {

    private record Child(JobId id, ActorRef<JobActor.Command> ref) {}

    private final TransferId transfer;
    private final JobSurroundings around;
    private final Consumer<JobActor.Report> onClosed;
    private final Function<ActorRef<JobActor.Command>, TransferActor.Command> onStopped;
    private final ActorContext<TransferActor.Command> ctx;
    private Optional<Child> child = Optional.empty();

    Jobs(
            TransferId transfer,
            JobSurroundings around,
            Consumer<JobActor.Report> onClosed,
            Function<ActorRef<JobActor.Command>, TransferActor.Command> onStopped,
            ActorContext<TransferActor.Command> ctx) {
        this.transfer = transfer;
        this.around = around;
        this.onClosed = onClosed;
        this.onStopped = onStopped;
        this.ctx = ctx;
    }

    /** Sees to it that this job is under way. Its name is derived, so starting it twice is starting it once. */
    void run(ActiveTransfer state, RunJob job, long sequence) {
        var id = new JobId(transfer, job.step(), job.turn());
        if (child.isEmpty() || !child.get().id().equals(id)) {
            none();
            var behavior = JobActor.create(setup(id, state, job, sequence), around, onClosed);
            var ref = ctx.spawn(behavior, id.localName());
            ctx.watchWith(ref, onStopped.apply(ref));
            child = Optional.of(new Child(id, ref));
        }
        child.get().ref().tell(new JobActor.Steer(job.steering()));
        if (job.stopping()) {
            child.get().ref().tell(new JobActor.Stop());
        }
    }

    /** A job's actor is gone. True when it was the open one, which {@link #run} now starts anew. */
    boolean lost(ActorRef<JobActor.Command> ref) {
        boolean open = child.filter(lost -> lost.ref().equals(ref)).isPresent();
        if (open) {
            child = Optional.empty();
        }
        return open;
    }

    /** No job is open any more. */
    void none() {
        child.ifPresent(old -> {
            ctx.unwatch(old.ref());
            ctx.stop(old.ref());
        });
        child = Optional.empty();
    }

    private JobSetup setup(JobId id, ActiveTransfer state, RunJob job, long sequence) {
        var step = (ActionStep) state.workflow().step(job.step()).orElseThrow();
        var choices = state.choices();
        var parameters = new StepParameters(state.workflow(), state.submission().parameters(), choices).of(step);
        var after = new HashMap<String, Long>(Map.of("transfer|" + transfer, sequence));
        state.lastClosed()
                .ifPresent(closed -> after.put(
                        new JobId(transfer, closed.step(), closed.turn()).persistenceId(), closed.sequence()));
        state.failed().ifPresent(failed -> failed.sequences()
                .forEach((turn, closing) ->
                        after.put(new JobId(transfer, failed.step(), turn).persistenceId(), closing)));
        return new JobSetup(
                id,
                step,
                parameters,
                facts(state, choices, job.link()),
                job.link(),
                after,
                job.steering(),
                job.retry());
    }

    private TransferFacts facts(ActiveTransfer state, Map<String, String> choices, String chainHead) {
        var submission = state.submission();
        return new TransferFacts(
                transfer,
                submission.sip(),
                submission.name(),
                submission.type(),
                submission.accessionNumber(),
                submission.source(),
                submission.submittedBy(),
                submission.submittedAt(),
                choices,
                state.products(),
                state.findings(),
                chainHead);
    }
}
