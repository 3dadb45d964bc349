package simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import model.Time;

/**
 * One start of one process, with clocks of its own. It can be killed, and suspended: then its clocks go on and all it would
 * do waits. A restarted process is another one.
 */
class Machine implements Time {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    final String name;
    final World world;
    private final long monotonicStart;
    private long wallOffset;
    private boolean alive = true;
    private boolean suspended;
    private final Queue<Runnable> missed = new ArrayDeque<>();

    Machine(String name, World world) {
        this.name = name;
        this.world = world;
        this.monotonicStart = world.dice.between(0, Timeline.seconds(1_000_000));
        this.wallOffset = world.dice.between(-Timeline.seconds(100), Timeline.seconds(100));
    }

    boolean isAlive() {
        return alive;
    }

    boolean isSuspended() {
        return suspended;
    }

    /** Nothing that was under way here ever happens. */
    void kill() {
        alive = false;
        missed.clear();
    }

    void suspend() {
        suspended = true;
    }

    void goOn() {
        suspended = false;
        while (alive && !suspended && !missed.isEmpty()) {
            missed.remove().run();
        }
    }

    /** Does this after a while, unless the process is gone by then. */
    void later(long nanos, Runnable action) {
        world.time.after(nanos, () -> now(action));
    }

    /** About as often as this, until it says no. */
    void every(long nanos, BooleanSupplier action) {
        later(nanos, () -> {
            if (action.getAsBoolean()) {
                every(nanos, action);
            }
        });
    }

    private void now(Runnable action) {
        if (!alive) {
            return;
        }
        if (suspended) {
            missed.add(action);
        } else {
            action.run();
        }
    }

    void jumpWallClock(long nanos) {
        wallOffset += nanos;
    }

    /** The moment of the run that a reading of this process's monotonic clock was taken at. */
    long momentOf(long nanos) {
        return nanos - monotonicStart;
    }

    @Override
    public long nanos() {
        return monotonicStart + world.time.now();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(world.time.now() + wallOffset);
    }

    @Override
    public String toString() {
        return name;
    }
}
