package simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pipeline.journal.ChainedEvent;

/**
 * The journal. Its key is persistence id and sequence number. What a process writes at about the same time is one
 * transaction, so one duplicate key fails it all; and whoever waits may be told of a failure though it was written, or
 * though it will be.
 */
final class Database {

    /** One row: who wrote it is known to the checks only. */
    record Row(String journal, ChainedEvent event, Object writer) {}

    /** What one incarnation wants to store. */
    record Write(String journal, Object writer, List<ChainedEvent> events, Runnable stored, Runnable failed) {}

    private static final long BATCH_NANOS = Timeline.millis(1);

    private final World world;
    private final double failures;
    private final Map<String, List<Row>> journals = new HashMap<>();
    private final List<Row> all = new ArrayList<>();
    private final Map<Machine, List<Write>> batches = new HashMap<>();
    private boolean away;
    private boolean slow;
    private boolean healthy;
    private boolean belated;

    Database(World world) {
        this.world = world;
        this.failures = world.dice.chance(0.5) ? world.dice.between(0, 80) / 1000.0 : 0;
    }

    List<Row> rows(String journal) {
        return journals.getOrDefault(journal, List.of());
    }

    /** Every row, in the order in which they were stored. */
    List<Row> all() {
        return all;
    }

    Map<String, List<Row>> journals() {
        return journals;
    }

    /** Whether what is being stored was reported as failed, so that nobody can know of it. */
    boolean isBelated() {
        return belated;
    }

    void write(Machine from, Write write) {
        var batch = batches.computeIfAbsent(from, missing -> new ArrayList<>());
        batch.add(write);
        if (batch.size() == 1) {
            world.time.after(BATCH_NANOS, () -> send(from, batches.remove(from)));
        }
    }

    private void send(Machine from, List<Write> batch) {
        long latency = slow ? world.dice.between(0, Timeline.seconds(4)) : world.dice.between(100_000, 3_000_000);
        if (away || (!healthy && world.dice.chance(failures))) {
            fail(from, batch, latency);
            if (!away && world.dice.chance(0.6)) { // written all the same, before or after anybody replays
                world.time.after(world.dice.skewed(0, Timeline.seconds(10)), () -> {
                    belated = true;
                    commit(batch);
                    belated = false;
                });
            }
            return;
        }
        world.time.after(latency, () -> {
            if (commit(batch)) {
                batch.forEach(write -> from.later(100_000, write.stored()));
            } else {
                fail(from, batch, 100_000);
            }
        });
    }

    private void fail(Machine from, List<Write> batch, long after) {
        batch.forEach(write -> {
            world.trace.say(from.name, () -> "WRITE FAILS " + write.journal());
            from.later(after, write.failed());
        });
    }

    private boolean commit(List<Write> batch) {
        for (var write : batch) {
            if (write.events().get(0).sequence() <= rows(write.journal()).size()) {
                world.trace.say(
                        "db",
                        () -> "DUPLICATE KEY in " + write.journal() + ": "
                                + write.events().get(0).sequence());
                return false;
            }
        }
        for (var write : batch) {
            var rows = journals.computeIfAbsent(write.journal(), missing -> new ArrayList<>());
            for (var event : write.events()) {
                var row = new Row(write.journal(), event, write.writer());
                rows.add(row);
                all.add(row);
                world.trace.say("db", () -> write.journal() + " " + event);
                world.checks.stored(row);
            }
        }
        return true;
    }

    void away(boolean is) {
        away = is;
    }

    void slow(boolean is) {
        slow = is;
    }

    void heal() {
        healthy = true;
        away = false;
        slow = false;
    }
}
