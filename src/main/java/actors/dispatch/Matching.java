package actors.dispatch;

import actors.dispatch.Dispatcher.Demand;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import workflow.ResourceClass;

/**
 * Who gets which worker next. Transfers take turns, so that a large one can't starve a small one; a worker is given a
 * little more than it has slots, so that none stands idle while results travel.
 */
final class Matching {

    /** Hand-outs that a worker holds for each slot: one at work and one waiting. */
    private static final int HAND_OUTS_PER_SLOT = 2;

    private static final int GROUP_MAX = 128;

    /** A hand-out that a job may make. */
    record Grant(ActorRef<JobActor.Command> job, WorkerId worker, ActorRef<WorkerActor.Command> ref, int most) {}

    private static final class Worker {
        private final ActorRef<WorkerActor.Command> ref;
        private final Map<ResourceClass, Integer> slots;

        Worker(ActorRef<WorkerActor.Command> ref, Map<ResourceClass, Integer> slots) {
            this.ref = ref;
            this.slots = slots;
        }
    }

    private record Use(WorkerId worker, ResourceClass resource) {}

    private final Map<WorkerId, Worker> workers = new LinkedHashMap<>();
    private final Map<ActorRef<JobActor.Command>, Demand> demands = new LinkedHashMap<>();
    private final Map<ActorRef<JobActor.Command>, List<Use>> uses = new HashMap<>();
    private final Map<Use, Integer> inUse = new HashMap<>();
    private final Map<ResourceClass, Deque<TransferId>> turns = new EnumMap<>(ResourceClass.class);

    boolean knows(ActorRef<WorkerActor.Command> ref) {
        return workers.values().stream().anyMatch(worker -> worker.ref.equals(ref));
    }

    boolean knowsJob(ActorRef<JobActor.Command> job) {
        return demands.containsKey(job);
    }

    Optional<ActorRef<WorkerActor.Command>> worker(WorkerId id) {
        return Optional.ofNullable(workers.get(id)).map(worker -> worker.ref);
    }

    void workerCame(WorkerId id, ActorRef<WorkerActor.Command> ref, Map<ResourceClass, Integer> slots) {
        workers.put(id, new Worker(ref, slots));
    }

    void workerGone(ActorRef<WorkerActor.Command> ref) {
        workers.values().removeIf(worker -> worker.ref.equals(ref));
    }

    void demand(Demand demand) {
        demands.put(demand.job(), demand);
        var turn = turns.computeIfAbsent(demand.resource(), missing -> new ArrayDeque<>());
        if (!turn.contains(demand.transfer())) {
            turn.addLast(demand.transfer());
        }
    }

    void take(ActorRef<JobActor.Command> job, WorkerId worker, ResourceClass resource) {
        var use = new Use(worker, resource);
        uses.computeIfAbsent(job, missing -> new ArrayList<>()).add(use);
        inUse.merge(use, 1, Integer::sum);
    }

    void release(ActorRef<JobActor.Command> job, WorkerId worker, ResourceClass resource) {
        var use = new Use(worker, resource);
        if (uses.getOrDefault(job, List.of()).contains(use)) {
            uses.get(job).remove(use);
            inUse.computeIfPresent(use, (key, count) -> count == 1 ? null : count - 1);
        }
    }

    void jobGone(ActorRef<JobActor.Command> job) {
        demands.remove(job);
        for (var use : List.copyOf(uses.getOrDefault(job, List.of()))) {
            release(job, use.worker(), use.resource());
        }
        uses.remove(job);
    }

    /** The hand-outs that can be made now. Each takes its worker's room until it is released. */
    List<Grant> match() {
        var grants = new ArrayList<Grant>();
        for (var resource : ResourceClass.values()) {
            for (var next = next(resource); next.isPresent(); next = next(resource)) {
                grants.add(next.get());
            }
        }
        return grants;
    }

    private Optional<Grant> next(ResourceClass resource) {
        var worker = freest(resource);
        if (worker.isEmpty()) {
            return Optional.empty();
        }
        var turn = turns.getOrDefault(resource, new ArrayDeque<>());
        for (int i = turn.size(); i > 0; i--) {
            var transfer = turn.removeFirst();
            var demand = demandOf(transfer, resource);
            if (demand.isPresent()) {
                turn.addLast(transfer);
                return Optional.of(grant(demand.get(), worker.get(), resource));
            }
        }
        return Optional.empty();
    }

    private Optional<Demand> demandOf(TransferId transfer, ResourceClass resource) {
        return demands.values().stream()
                .filter(demand ->
                        demand.transfer().equals(transfer) && demand.resource() == resource && demand.waiting() > 0)
                .findFirst();
    }

    private Grant grant(Demand demand, WorkerId id, ResourceClass resource) {
        int most = groupSize(demand.waiting(), resource);
        take(demand.job(), id, resource);
        demands.put(demand.job(), demand.less(most));
        return new Grant(demand.job(), id, workers.get(id).ref, most);
    }

    /** Large enough to be worth a write, small enough that all slots get their share of what waits. */
    private int groupSize(int waiting, ResourceClass resource) {
        int shares = workers.values().stream()
                        .mapToInt(worker -> worker.slots.getOrDefault(resource, 0))
                        .sum()
                * HAND_OUTS_PER_SLOT;
        return Math.min(waiting, Math.max(1, Math.min(GROUP_MAX, (waiting + shares - 1) / shares)));
    }

    private Optional<WorkerId> freest(ResourceClass resource) {
        return workers.keySet().stream()
                .filter(id -> free(id, resource) > 0)
                .max(Comparator.comparingInt(id -> free(id, resource)));
    }

    private int free(WorkerId id, ResourceClass resource) {
        int room = workers.get(id).slots.getOrDefault(resource, 0) * HAND_OUTS_PER_SLOT;
        return room - inUse.getOrDefault(new Use(id, resource), 0);
    }
}
