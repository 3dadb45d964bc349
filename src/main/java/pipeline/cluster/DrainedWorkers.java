package pipeline.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import model.Mandate;
import pipeline.Answer;
import pipeline.cluster.ClusterEvent.WorkerDrained;
import pipeline.cluster.ClusterEvent.WorkerUndrained;

/**
 * Which workers are to take nothing new. It knows names only: whether such a worker is there at the moment is none of its
 * business, so that one which is away finds it so when it comes back.
 *
 * @param drained by name, with who asked and why
 * @param commands the ids of the latest commands that were carried out, oldest first
 */
public record DrainedWorkers(Map<String, WorkerDrained> drained, List<String> commands) {

    public static final DrainedWorkers NONE = new DrainedWorkers(Map.of(), List.of());

    /** A command that is repeated after so many others counts as a new one. */
    private static final int COMMANDS_MAX = 200;

    /** Names that are drained and never come back shall not fill the memory. */
    private static final int DRAINED_MAX = 1000;

    /** Draining twice is draining once: the first reason stays. */
    public Answer<ClusterEvent> drain(String worker, Mandate mandate, Instant now) {
        if (drained.containsKey(worker) || commands.contains(mandate.commandId())) {
            return Answer.nothing();
        }
        if (drained.size() >= DRAINED_MAX) {
            return Answer.no(DRAINED_MAX + " workers are draining already; undrain those that are gone for good");
        }
        return Answer.yes(List.of(new WorkerDrained(worker, mandate, now)));
    }

    public Answer<ClusterEvent> undrain(String worker, Mandate mandate, Instant now) {
        if (!drained.containsKey(worker) || commands.contains(mandate.commandId())) {
            return Answer.nothing();
        }
        return Answer.yes(List.of(new WorkerUndrained(worker, mandate, now)));
    }

    public DrainedWorkers apply(ClusterEvent event) {
        var after = new TreeMap<>(drained);
        if (event instanceof WorkerDrained begun) {
            after.put(begun.worker(), begun);
            return new DrainedWorkers(after, with(begun.mandate()));
        }
        var ended = (WorkerUndrained) event;
        after.remove(ended.worker());
        return new DrainedWorkers(after, with(ended.mandate()));
    }

    private List<String> with(Mandate mandate) {
        var more = new ArrayList<>(commands);
        more.add(mandate.commandId());
        return List.copyOf(more.subList(Math.max(0, more.size() - COMMANDS_MAX), more.size()));
    }
}
