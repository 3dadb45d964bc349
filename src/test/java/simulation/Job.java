package simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.JobId;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.TransferFacts;
import model.WorkerId;
import pipeline.job.ClosedJob;
import pipeline.job.JobEvent;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.Planned;
import pipeline.job.JobProtocol;
import pipeline.job.JobProtocol.News;
import pipeline.job.JobState;
import pipeline.job.JobWorld;
import pipeline.job.RunningJob;
import pipeline.job.Steering;
import pipeline.journal.Journaled;
import pipeline.transfer.ActiveTransfer;
import pipeline.transfer.TransferDue.RunJob;
import pipeline.transfer.TransferEvent;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import workflow.ActionStep;
import workflow.Scope;

/** One incarnation of a job on a coordinator: stands where {@code JobActor} and its world stand. */
final class Job implements JobWorld<Worker> {

    /** Told when the job has come to its end. */
    interface Closing {
        void closed(ClosedJob closed, long sequence, String head);
    }

    private final JobId id;
    private final ActiveTransfer transfer;
    private final ActionStep step;
    private final Coordinator home;
    private final Closing onClosed;
    private final Persistent<JobState> actor;
    private final JobProtocol<Worker, Boolean> protocol;
    private final Map<Long, Watch> watches = new HashMap<>();
    private final List<News<Worker>> gathered = new ArrayList<>();
    private final int carried;
    private Steering steering;
    private boolean planning;

    Job(JobId id, ActiveTransfer transfer, RunJob due, Coordinator home, Closing onClosed, Runnable onFailure) {
        this.id = id;
        this.transfer = transfer;
        this.step = (ActionStep) World.WORKFLOW.step(id.step()).orElseThrow();
        this.home = home;
        this.onClosed = onClosed;
        this.actor = new Persistent<>(
                home,
                id.persistenceId(),
                new Journaled<>(0, due.link(), JobState.initial()),
                (before, stored) -> before.apply((JobEvent) stored.event(), step),
                () -> {
                    stop();
                    onFailure.run();
                });
        this.protocol = new JobProtocol<>(step, actor, this);
        this.carried = due.retry().map(TransferEvent.Retry::carried).orElse(0);
        this.steering = due.steering();
        protocol.beginPaused(steering.paused());
        actor.recover(protocol::isAttached, state -> protocol.begin(state, home.instant()));
    }

    JobId id() {
        return id;
    }

    Object writer() {
        return actor;
    }

    int watchCount() {
        return watches.size();
    }

    void stop() {
        actor.stop();
        watches.values().forEach(Watch::stop);
        watches.clear();
        home.grants.jobGone(this);
    }

    // --- Commands ---------------------------------------------------------------------------------

    void grant(Worker worker, int most) {
        actor.tell(state -> gather(new News.Granted<>(worker.id, worker.name, worker, most)));
    }

    void results(long attempt, List<TaskOutcome> outcomes) {
        actor.tell(state -> gather(new News.Reported<>(attempt, outcomes)));
    }

    private void gather(News<Worker> news) {
        if (gathered.isEmpty()) {
            actor.tell(state -> {
                var all = List.copyOf(gathered);
                gathered.clear();
                protocol.together(state, all, home.instant());
            });
        }
        gathered.add(news);
    }

    void attemptEnded(long attempt, Loss loss, String reason) {
        var sealed = home.world.disk.sealed(new AttemptKey(id, attempt));
        actor.tell(state -> protocol.attemptEnded(state, attempt, loss, reason, sealed, home.instant()));
    }

    void steer(Steering wanted) {
        actor.tell(state -> {
            if (!wanted.equals(steering)) {
                steering = wanted;
                protocol.pause(state, wanted.paused());
            }
        });
    }

    void cancel() {
        actor.tell(state -> protocol.stop(state, home.instant()));
    }

    // --- What the job asks of the world -------------------------------------------------------------

    @Override
    public void advanced(long sequence) {}

    @Override
    public void plan() {
        if (planning) {
            return;
        }
        planning = true;
        home.later(
                home.world.dice.skewed(1_000_000, Timeline.seconds(2)),
                () -> actor.tell(state -> {
                    planning = false;
                    if (home.world.dice.chance(home.world.isCalm() ? 0 : 0.1)) { // the views are away
                        home.later(Timeline.seconds(1), () -> actor.tell(protocol::resume));
                        return;
                    }
                    var files = new ArrayList<UUID>();
                    if (step.scope() == Scope.FILE) {
                        for (int i = 0; i < home.world.files(id.transfer()); i++) {
                            files.add(new UUID(0, i));
                        }
                    }
                    var plan = new Planned(
                            step.scope() == Scope.FILE ? files.size() : 1, "facts", "00", home.instant(), carried);
                    protocol.planned(state, files, plan);
                }));
    }

    @Override
    public void demand(int waiting) {
        home.grants.demand(this, waiting);
    }

    @Override
    public void occupy(WorkerId worker) {
        home.grants.take(this, worker);
    }

    @Override
    public void release(WorkerId worker) {
        home.grants.release(this, worker);
    }

    @Override
    public void watch(RunningJob job, HandedOut handOut, Optional<Worker> worker) {
        var order = new AttemptOrder(
                new AttemptKey(id, handOut.attempt()),
                step.action(),
                Map.of(),
                facts(),
                FilePath.of("facts"),
                step.scope() == Scope.FILE,
                handOut.tasks(),
                step.timeLimit(),
                job.ledger().isSuspected(handOut.tasks()));
        watches.put(handOut.attempt(), new Watch(this, home, job.epoch(), order, handOut.worker(), worker));
    }

    private TransferFacts facts() {
        var submission = transfer.submission();
        return new TransferFacts(
                id.transfer(),
                submission.sip(),
                submission.name(),
                submission.type(),
                submission.accessionNumber(),
                submission.source(),
                submission.submittedBy(),
                submission.submittedAt(),
                transfer.choices(),
                transfer.products(),
                transfer.findings(),
                "00");
    }

    @Override
    public void stored(long attempt, Ordinals tasks) {
        watches.get(attempt).stored(tasks);
    }

    @Override
    public void finish(long attempt) {
        watches.remove(attempt).stop();
    }

    @Override
    public void abandon(long attempt) {
        watches.remove(attempt).abandon();
    }

    @Override
    public void lost(long attempt, String reason) {
        home.world.trace.say(home.name, () -> id.localName() + " attempt " + attempt + " LOST: " + reason);
    }

    @Override
    public void closed(ClosedJob job, long sequence, String head) {
        onClosed.closed(job, sequence, head);
    }
}
