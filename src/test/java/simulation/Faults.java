package simulation;

import java.util.List;
import java.util.stream.Stream;

/** What goes wrong in a run, when, and for how long. From a certain moment on, nothing does any more. */
final class Faults {

    private static final int MOST = 8;
    private static final int KINDS = 11;

    /**
     * Some bugs show only where two kinds of fault meet, which among all kinds is rare. So each run has kinds that it prefers: "swarm
     * testing", Groce and others, ISSTA 2012.
     */
    private static final int PREFERRED = 3;

    private static final double PREFERENCE = 0.7;
    private static final long CALM_AFTER = Timeline.seconds(90);
    private static final long FAILOVER_MAX = Timeline.seconds(12);

    /**
     * How long an old incarnation of a transfer may live beside its successor; cluster membership bounds it. A quarter of
     * the lease is what a job waits longer than its worker does.
     */
    private static final long TWIN_MAX = World.LEASE.toNanos() / 10;

    private final World world;
    private final List<Integer> preferred;
    private boolean over;

    Faults(World world) {
        this.world = world;
        this.preferred = Stream.generate(() -> world.dice.count(0, KINDS - 1))
                .limit(PREFERRED)
                .toList();
    }

    boolean areOver() {
        return over;
    }

    void plan() {
        int count = world.dice.count(0, MOST);
        for (int i = 0; i < count; i++) {
            world.time.after(world.dice.skewed(0, CALM_AFTER), this::oneOfThem);
        }
        world.time.after(CALM_AFTER, this::end);
    }

    private void end() {
        over = true;
        world.trace.say("faults", () -> "ARE OVER");
        world.network.heal();
        world.database.heal();
        world.coordinators().forEach(Machine::goOn);
        world.workers().forEach(Machine::goOn);
    }

    private void oneOfThem() {
        if (over) {
            return;
        }
        var dice = world.dice;
        var coordinator = dice.oneOf(world.coordinators());
        var worker = dice.oneOf(world.workers());
        long lasting = dice.skewed(Timeline.millis(100), Timeline.seconds(60));
        switch (dice.chance(PREFERENCE) ? dice.oneOf(preferred) : dice.count(0, KINDS - 1)) {
            case 0, 1 -> crash(coordinator);
            case 2 -> crash(worker, "killed");
            case 3 -> losePower(worker);
            case 4 -> suspendUnderASlowJournal(worker, lasting);
            case 5 -> suspend(coordinator, Math.min(lasting, TWIN_MAX));
            case 6 -> cut(coordinator, worker, lasting);
            case 7 -> database(lasting, true);
            case 8 -> database(lasting, false);
            case 9 -> twin(coordinator);
            default -> jump(dice.chance(0.5) ? coordinator : worker);
        }
    }

    private void crash(Coordinator coordinator) {
        if (!coordinator.isAlive()) {
            return;
        }
        world.trace.say(coordinator.name, () -> "IS KILLED");
        coordinator.kill();
        var orphans = world.transfersAt(coordinator);
        long restart = world.dice.skewed(Timeline.seconds(1), Timeline.seconds(30));
        world.time.after(restart, () -> world.start(new Coordinator(coordinator.name, world)));
        if (world.desk().home() == coordinator) {
            world.time.after(world.dice.between(0, FAILOVER_MAX), this::moveDesk);
        }
        orphans.forEach(id -> world.time.after(world.dice.between(0, FAILOVER_MAX), () -> rehome(id)));
    }

    private void moveDesk() {
        var live = world.coordinators().stream()
                .filter(other -> other.isAlive() && !other.isSuspended())
                .toList();
        if (live.isEmpty()) {
            world.time.after(Timeline.seconds(1), this::moveDesk);
        } else {
            world.moveDesk(live.get(0));
        }
    }

    /** To any live coordinator, once there is one. */
    private void rehome(model.TransferId id) {
        var live = world.coordinators().stream()
                .filter(other -> other.isAlive() && !other.isSuspended())
                .toList();
        if (live.isEmpty()) {
            world.time.after(Timeline.seconds(1), () -> rehome(id));
        } else if (!world.home(id).isAlive()) {
            world.move(id, world.dice.oneOf(live));
        }
    }

    void crash(Worker worker, String how) {
        if (!worker.isAlive()) {
            return;
        }
        world.trace.say(worker.name, () -> "DIES, " + how);
        worker.kill();
        world.checks.died(worker);
        world.time.after(
                world.dice.skewed(Timeline.millis(500), Timeline.seconds(20)),
                () -> world.start(new Worker(worker.name, world)));
    }

    private void losePower(Worker worker) {
        crash(worker, "its machine loses power");
        world.disk.losePower(worker);
        world.checks.powerLost();
    }

    private void suspend(Machine machine, long nanos) {
        world.trace.say(machine.name, () -> "IS SUSPENDED for " + nanos / 1e9);
        machine.suspend();
        world.time.after(nanos, () -> {
            world.trace.say(machine.name, () -> "GOES ON");
            machine.goOn();
        });
    }

    /** A loss takes a while to be stored, and the worker may come back in the middle of that. */
    private void suspendUnderASlowJournal(Worker worker, long nanos) {
        suspend(worker, nanos);
        if (world.dice.chance(0.3)) {
            world.time.after(Math.max(0, nanos - Timeline.seconds(5)), () -> database(Timeline.seconds(10), false));
        }
    }

    private void cut(Coordinator coordinator, Worker worker, long nanos) {
        boolean there = world.dice.chance(0.7);
        boolean back = !there || world.dice.chance(0.5);
        world.trace.say(
                "faults",
                () -> "CUT " + coordinator + (back ? "<" : "-") + (there ? ">" : "-") + worker + " for " + nanos / 1e9);
        if (there) {
            world.network.cut(coordinator.name, worker.name, nanos);
        }
        if (back) {
            world.network.cut(worker.name, coordinator.name, nanos);
        }
    }

    private void database(long nanos, boolean away) {
        world.trace.say("db", () -> (away ? "IS AWAY" : "IS SLOW") + " for " + nanos / 1e9);
        world.database.away(away);
        world.database.slow(!away);
        world.time.after(nanos, () -> {
            world.database.away(false);
            world.database.slow(false);
        });
    }

    /** Sharding begins a coordinator's transfers elsewhere while it lives on for a while and does not know. */
    private void twin(Coordinator old) {
        var others = world.coordinators().stream()
                .filter(other -> other != old && other.isAlive() && !other.isSuspended())
                .toList();
        if (others.isEmpty() || !old.isAlive()) {
            return;
        }
        for (var id : List.copyOf(world.transfersAt(old))) {
            world.trace.say(old.name, () -> "HAS A TWIN of " + id);
            world.move(id, world.dice.oneOf(others));
            old.later(world.dice.between(0, TWIN_MAX), () -> {
                if (world.home(id) != old) {
                    old.leave(id);
                }
            });
        }
    }

    private void jump(Machine machine) {
        long nanos = world.dice.between(-Timeline.seconds(3600), Timeline.seconds(3600));
        world.trace.say(machine.name, () -> "WALL CLOCK JUMPS by " + nanos / 1e9);
        machine.jumpWallClock(nanos);
    }
}
