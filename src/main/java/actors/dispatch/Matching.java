package actors.dispatch;

import actors.dispatch.Dispatcher.Demand;
import actors.dispatch.Dispatcher.WorkerHello;
import actors.job.JobActor;
import actors.worker.WorkerActor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import model.TransferId;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import workflow.ResourceClass;

/**
 * Who gets which worker next. Transfers have fair shares, so that a large one can't starve a small one. A worker is given
 * a little more than it has slots, so that none stands idle while results travel; what it is given ahead is measured in
 * time, so that whoever comes next need not wait long.
 */
final class Matching {

    /** Hand-outs that a worker holds for each slot: one at work and one waiting. */
    private static final int HAND_OUTS_PER_SLOT = 2;

    /** Room beyond that, for small transfers alone. */
    private static final int KEPT_FOR_SMALL = 2;

    /** How long a hand-out shall take. */
    private static final long GROUP_MICROS = 250_000;

    private static final int GROUP_MAX = 512;

    /** Of tasks that nobody has measured yet. */
    private static final int GROUP_UNKNOWN = 8;

    private static final long TASK_MICROS_UNKNOWN = 10_000;

    /** A hand-out that a job may make. */
    record Grant(
            ActorRef<JobActor.Command> job,
            WorkerId worker,
            String name,
            ActorRef<WorkerActor.Command> ref,
            int most) {}

    private record Use(WorkerId worker, ResourceClass resource) {}

    private final Map<WorkerId, WorkerHello> workers = new LinkedHashMap<>();
    private final Map<ActorRef<JobActor.Command>, Demand> demands = new LinkedHashMap<>();
    private final Map<ActorRef<JobActor.Command>, List<Use>> uses = new HashMap<>();
    private final Map<Use, Integer> inUse = new HashMap<>();
    private final Map<ResourceClass, FairShare> shares = new EnumMap<>(ResourceClass.class);
    private Set<String> draining = Set.of();

    /** Workers of these names get nothing from now on; all others do again. */
    void drain(Set<String> names) {
        draining = names;
    }

    boolean isDraining(String name) {
        return draining.contains(name);
    }

    Collection<WorkerHello> workers() {
        return List.copyOf(workers.values());
    }

    Collection<Demand> demands() {
        return List.copyOf(demands.values());
    }

    boolean knows(ActorRef<WorkerActor.Command> ref) {
        return workers.values().stream().anyMatch(worker -> worker.ref().equals(ref));
    }

    boolean knowsJob(ActorRef<JobActor.Command> job) {
        return demands.containsKey(job);
    }

    Optional<ActorRef<WorkerActor.Command>> worker(WorkerId id) {
        return Optional.ofNullable(workers.get(id)).map(WorkerHello::ref);
    }

    void workerCame(WorkerHello hello) {
        workers.put(hello.worker(), hello);
    }

    void workerGone(ActorRef<WorkerActor.Command> ref) {
        workers.values().removeIf(worker -> worker.ref().equals(ref));
    }

    void demand(Demand demand) {
        demands.put(demand.job(), demand);
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
            var share = shares.computeIfAbsent(resource, missing -> new FairShare());
            share.wanting(wanting(resource).keySet());
            for (var next = next(resource, share); next.isPresent(); next = next(resource, share)) {
                grants.add(next.get());
            }
        }
        return grants;
    }

    private Map<TransferId, Demand> wanting(ResourceClass resource) {
        return demands.values().stream()
                .filter(demand -> demand.work().resource() == resource && demand.waiting() > 0)
                .collect(Collectors.toMap(
                        demand -> demand.work().transfer(),
                        demand -> demand,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private Optional<Grant> next(ResourceClass resource, FairShare share) {
        var able = wanting(resource);
        able.values().removeIf(demand -> freest(demand).isEmpty());
        return share.next(able.keySet()).map(transfer -> {
            var grant = grant(able.get(transfer));
            var work = able.get(transfer).work();
            share.serve(transfer, grant.most() * taskMicros(work), work.priority());
            return grant;
        });
    }

    private static long taskMicros(Dispatcher.Work work) {
        return work.taskMicros() == 0 ? TASK_MICROS_UNKNOWN : work.taskMicros();
    }

    private Grant grant(Demand demand) {
        var worker = workers.get(freest(demand).orElseThrow());
        int most = groupSize(demand);
        take(demand.job(), worker.worker(), demand.work().resource());
        demands.put(demand.job(), demand.less(most));
        return new Grant(demand.job(), worker.worker(), worker.name(), worker.ref(), most);
    }

    /** Large enough to be worth a write, short enough to be waited for, and all slots get their share of what waits. */
    private int groupSize(Demand demand) {
        int slots = workers.values().stream()
                .mapToInt(worker -> slots(worker, demand.work().resource()))
                .sum();
        int shares = Math.max(1, slots * HAND_OUTS_PER_SLOT);
        long micros = demand.work().taskMicros();
        long inTime = micros == 0 ? GROUP_UNKNOWN : Math.max(1, Math.min(GROUP_MAX, GROUP_MICROS / micros));
        return (int) Math.min(inTime, (demand.waiting() + shares - 1) / shares);
    }

    private Optional<WorkerId> freest(Demand demand) {
        return workers.keySet().stream()
                .filter(id -> free(id, demand.work()) > 0)
                .max(Comparator.comparingInt(id -> free(id, demand.work())));
    }

    private int free(WorkerId id, Dispatcher.Work work) {
        var worker = workers.get(id);
        int slots = slots(worker, work.resource());
        int limit = worker.limits().getOrDefault(work.action(), Integer.MAX_VALUE);
        if (slots == 0 || handOuts(id, work.action()) >= limit) {
            return 0;
        }
        int room = slots * HAND_OUTS_PER_SLOT + (work.small() ? KEPT_FOR_SMALL : 0);
        return room - inUse.getOrDefault(new Use(id, work.resource()), 0);
    }

    private long handOuts(WorkerId worker, String action) {
        return uses.entrySet().stream()
                .filter(entry -> Objects.equals(actionOf(entry.getKey()), action))
                .flatMap(entry -> entry.getValue().stream())
                .filter(use -> use.worker().equals(worker))
                .count();
    }

    private String actionOf(ActorRef<JobActor.Command> job) {
        return demands.containsKey(job) ? demands.get(job).work().action() : null;
    }

    private int slots(WorkerHello worker, ResourceClass resource) {
        return draining.contains(worker.name()) ? 0 : worker.slots().getOrDefault(resource, 0);
    }
}
