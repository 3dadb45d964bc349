package simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import model.JobId;
import model.Ordinals;
import model.WorkerId;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import preservation.attempt.Followers;
import preservation.attempt.Workbench;

/** A worker process: stands where {@code WorkerActor} stands, with a real workbench. */
final class Worker extends Machine {

    final WorkerId id;
    final Workbench bench;
    final int keptMax;
    final Attempts attempts;
    private final Followers<Watch> followers;
    private final Map<JobId, Long> highest = new HashMap<>();

    Worker(String name, World world) {
        super(name, world);
        this.id = new WorkerId(new UUID(world.dice.between(1, Long.MAX_VALUE), 7));
        this.attempts = new Attempts(this, world.dice.count(1, 3));
        this.keptMax = world.dice.count(1, 40);
        this.bench = new Workbench(attempts, this, World.LEASE, keptMax);
        this.followers = new Followers<>(bench, this::report);
        bench.onNews(key -> later(world.dice.between(1_000, 50_000), () -> {
            followers.news(key);
            world.checks.benchChanged(this);
        }));
        every(Timeline.seconds(1), this::tick);
    }

    private boolean tick() {
        followers.tick();
        world.checks.benchChanged(this);
        for (var coordinator : world.coordinators()) {
            world.network.send(this, coordinator, () -> "Hello", () -> coordinator.grants.hello(this));
        }
        return true;
    }

    void assign(long epoch, AttemptOrder order, Watch follower) {
        obey(epoch, order.key(), () -> followers.assign(epoch, order, null, follower));
    }

    void attach(long epoch, AttemptKey key, Watch follower) {
        obey(epoch, key, () -> followers.attach(epoch, key, follower));
    }

    void seen(long epoch, AttemptKey key, long report, Ordinals stored) {
        attempts.answered(key, momentOf(report));
        obey(epoch, key, () -> followers.seen(epoch, key, report, stored));
    }

    void giveUp(long epoch, AttemptKey key) {
        obey(epoch, key, () -> followers.kill(epoch, key));
    }

    private void obey(long epoch, AttemptKey key, Runnable command) {
        boolean stale = epoch < highest.merge(key.job(), epoch, Math::max);
        var before = stale ? holdings() : "";
        command.run();
        world.checks.obeyed(this, key, stale, before, stale ? holdings() : "");
        world.checks.benchChanged(this);
    }

    /** What is held, as text; asking about what is not held would be a promise. */
    private String holdings() {
        var all = new StringBuilder();
        bench.keys()
                .forEach(key ->
                        all.append(World.brief(key)).append(bench.holding(key)).append('\n'));
        return all.toString();
    }

    private void report(Followers.Report<Watch> report) {
        var to = report.follower();
        var holding = report.holding();
        world.network.send(
                this,
                to.home(),
                () -> "Report " + to + (holding.known() ? "" : " unknown") + (holding.running() ? " running" : "") + " "
                        + holding.results().size() + " " + holding.trouble(),
                () -> {
                    world.trace.say(
                            to.home().name,
                            () -> "<- Report " + to + (holding.known() ? "" : " unknown")
                                    + (holding.running() ? " running" : "") + " "
                                    + holding.results().size() + " "
                                    + holding.trouble());
                    to.report(report);
                });
    }
}
