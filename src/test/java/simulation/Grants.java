package simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.WorkerId;

/** A coordinator's dispatcher, made small: who may hand out to whom. It is told levels and is not durable. */
final class Grants {

    private static final int HAND_OUTS = 3;
    private static final long FORGET_NANOS = Timeline.seconds(8);

    private record Seen(Worker worker, long at) {}

    private final Coordinator home;
    private final Map<WorkerId, Seen> workers = new LinkedHashMap<>();
    private final Map<Job, Integer> demands = new LinkedHashMap<>();
    private final Map<Job, List<WorkerId>> uses = new LinkedHashMap<>();

    Grants(Coordinator home) {
        this.home = home;
        home.every(Timeline.seconds(1), this::tick);
    }

    private boolean tick() {
        long now = home.nanos();
        workers.values().removeIf(seen -> now - seen.at() > FORGET_NANOS);
        match();
        return true;
    }

    void hello(Worker worker) {
        workers.put(worker.id, new Seen(worker, home.nanos()));
        match();
    }

    Optional<Worker> find(WorkerId id) {
        return Optional.ofNullable(workers.get(id)).map(Seen::worker);
    }

    void demand(Job job, int waiting) {
        demands.put(job, waiting);
        match();
    }

    void take(Job job, WorkerId worker) {
        uses.computeIfAbsent(job, missing -> new ArrayList<>()).add(worker);
    }

    void release(Job job, WorkerId worker) {
        uses.getOrDefault(job, new ArrayList<>()).remove(worker);
        match();
    }

    void jobGone(Job job) {
        demands.remove(job);
        uses.remove(job);
        match();
    }

    private void match() {
        for (var demand : demands.entrySet()) {
            for (var free = free(); demand.getValue() > 0 && !free.isEmpty(); free = free()) {
                var worker = home.world.dice.oneOf(free);
                int most = home.world.dice.count(1, Math.min(4, demand.getValue()));
                demand.setValue(demand.getValue() - most);
                take(demand.getKey(), worker.id);
                demand.getKey().grant(worker, most);
            }
        }
    }

    private List<Worker> free() {
        var free = new ArrayList<Worker>();
        for (var seen : workers.values()) {
            long used = uses.values().stream()
                    .flatMap(List::stream)
                    .filter(seen.worker().id::equals)
                    .count();
            if (used < HAND_OUTS) {
                free.add(seen.worker());
            }
        }
        return free;
    }
}
