package simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import model.Loss;
import model.Ordinals;
import model.TaskOutcome;
import model.WorkerId;
import pipeline.task.AttemptReport;
import pipeline.task.AttemptWatch;
import pipeline.task.WatchWorld;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import preservation.attempt.Followers;

/** One hand-out in flight on a coordinator: stands where {@code TaskActor} stands. */
final class Watch implements WatchWorld {

    private final Job job;
    private final Coordinator home;
    private final long epoch;
    private final AttemptOrder order;
    private final AttemptKey key;
    private final WorkerId workerId;
    private final AttemptWatch watch;
    private Optional<Worker> worker;
    private boolean stopped;

    Watch(Job job, Coordinator home, long epoch, AttemptOrder order, WorkerId workerId, Optional<Worker> worker) {
        this.job = job;
        this.home = home;
        this.epoch = epoch;
        this.order = order;
        this.key = order.key();
        this.workerId = workerId;
        this.worker = worker;
        this.watch = new AttemptWatch(World.LEASE, worker.isPresent(), home.nanos(), this);
        watch.seek();
        home.every(AttemptWatch.TICK.toNanos(), this::tick);
    }

    private boolean tick() {
        if (!stopped) {
            if (worker.isPresent() && home.grants.find(workerId).isEmpty()) {
                worker = Optional.empty(); // as a death watch would say, some time
                watch.unreachable();
            }
            watch.tick(home.nanos(), worker.isEmpty() && home.world.isProvenDead(workerId));
        }
        return !stopped;
    }

    void stop() {
        stopped = true;
    }

    void abandon() {
        watch.abandon();
        stopped = true;
    }

    void stored(Ordinals tasks) {
        watch.stored(tasks);
    }

    void report(Followers.Report<Watch> report) {
        if (!stopped) {
            var holding = report.holding();
            watch.report(
                    new AttemptReport(
                            report.number(),
                            holding.known(),
                            holding.running(),
                            holding.results(),
                            holding.trouble(),
                            holding.loss()),
                    home.nanos());
        }
    }

    @Override
    public String toString() {
        return World.brief(key) + " epoch " + epoch;
    }

    Coordinator home() {
        return home;
    }

    // --- What the watch asks of the world -----------------------------------------------------------

    @Override
    public void find() {
        home.later(10_000, () -> {
            if (!stopped) {
                worker = home.grants.find(workerId);
                worker.ifPresent(found -> watch.located());
            }
        });
    }

    @Override
    public void assign() {
        tell("Assign", to -> to.assign(epoch, order, this));
    }

    @Override
    public void attach() {
        tell("Attach", to -> to.attach(epoch, key, this));
    }

    @Override
    public void seen(long report, Ordinals stored) {
        tell("Seen " + stored.ranges(), to -> to.seen(epoch, key, report, stored));
    }

    @Override
    public void kill() {
        tell("Kill", to -> to.giveUp(epoch, key));
    }

    @Override
    public void results(List<TaskOutcome> results) {
        job.results(key.attempt(), results);
    }

    @Override
    public void lost(Loss loss, String reason) {
        job.attemptEnded(key.attempt(), loss, reason);
    }

    private void tell(String what, Consumer<Worker> message) {
        worker.ifPresent(to -> {
            home.world.checks.commanded(key, epoch, job.writer());
            home.world.network.send(home, to, () -> what + " " + World.brief(key) + " epoch " + epoch, () -> {
                home.world.trace.say(to.name, () -> "<- " + what + " " + World.brief(key) + " epoch " + epoch);
                message.accept(to);
            });
        });
    }
}
