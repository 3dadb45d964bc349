package simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Carries messages between processes: loses, doubles, delays and so reorders some, and can be cut one way. */
final class Network {

    private record Way(String from, String to) {}

    private final World world;
    private final double loss;
    private final double doubling;
    private final double lateness;
    private final Set<Way> cuts = new HashSet<>();
    private final Map<Way, Long> cutCounts = new HashMap<>();
    private boolean healthy;

    Network(World world) {
        this.world = world;
        this.loss = world.dice.chance(0.5) ? world.dice.between(0, 200) / 1000.0 : 0;
        this.doubling = world.dice.chance(0.5) ? world.dice.between(0, 100) / 1000.0 : 0;
        this.lateness = world.dice.chance(0.5) ? world.dice.between(0, 100) / 1000.0 : 0;
    }

    /** To a process as it is when the message arrives: one that was restarted meanwhile is another. */
    void send(Machine from, Machine to, Supplier<String> what, Runnable arrival) {
        if (from == to) {
            to.later(world.dice.between(1_000, 20_000), arrival);
            return;
        }
        if (cuts.contains(new Way(from.name, to.name)) || (!healthy && world.dice.chance(loss))) {
            world.trace.say(from.name, () -> "LOST to " + to + ": " + what.get());
            return;
        }
        deliver(to, arrival);
        if (!healthy && world.dice.chance(doubling)) {
            world.trace.say(from.name, () -> "DOUBLED to " + to + ": " + what.get());
            deliver(to, arrival);
        }
    }

    private void deliver(Machine to, Runnable arrival) {
        boolean late = !healthy && world.dice.chance(lateness);
        to.later(
                late
                        ? world.dice.skewed(0, 3 * World.LEASE.toNanos())
                        : world.dice.between(Timeline.millis(1) / 10, Timeline.millis(3)),
                arrival);
    }

    void cut(String from, String to, long nanos) {
        var way = new Way(from, to);
        cuts.add(way);
        long count = cutCounts.merge(way, 1L, Long::sum);
        world.time.after(nanos, () -> {
            if (cutCounts.get(way) == count) {
                cuts.remove(way);
            }
        });
    }

    /** From now on everything arrives once and soon. */
    void heal() {
        healthy = true;
        cuts.clear();
    }
}
