package http.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The cluster at a moment, as the API gives it.
 *
 * @param draining names whose workers take nothing new, whether such a worker is there or not
 * @param silent addresses where somebody did not answer in time; what they know is missing here
 */
public record ClusterView(
        List<Node> nodes, List<Worker> workers, List<Draining> draining, Queue queue, List<String> silent) {

    /**
     * A process of the cluster.
     *
     * @param state up, joining, leaving, unreachable and the like
     */
    public record Node(String name, String address, List<String> roles, String state) {}

    /**
     * A worker process.
     *
     * @param node its address in the cluster
     * @param slots by resource class
     * @param ending true once it was told to end
     * @param closed why it takes nothing at the moment of its own accord, such as a full disk
     * @param openTasks tasks of the hand-outs at work that have brought nothing yet
     * @param holds the oldest of the hand-outs that it has
     * @param held how many it has
     */
    public record Worker(
            String name,
            UUID id,
            String node,
            Map<String, Slots> slots,
            boolean draining,
            boolean ending,
            Optional<String> closed,
            int openTasks,
            List<Hold> holds,
            int held) {}

    /** Hand-outs that can be at work at once, and those that are. */
    public record Slots(int count, int used) {}

    /**
     * Some tasks of a job that a worker was given at once.
     *
     * @param tasks their numbers, as ranges
     * @param open tasks that have brought nothing yet
     * @param kept results that are not stored yet
     * @param since when it was taken on
     * @param leaseSecondsLeft until the worker gives it up unless its coordinator is heard of
     */
    public record Hold(
            UUID transfer,
            String job,
            String action,
            String resource,
            long attempt,
            String tasks,
            int open,
            int kept,
            boolean atWork,
            Instant since,
            long leaseSecondsLeft) {}

    /** Who wants that a worker takes nothing new, and why. */
    public record Draining(String worker, String by, String reason, Instant since) {}

    /**
     * What waits for workers.
     *
     * @param tasks how many, by resource class
     * @param jobs those of which most waits
     */
    public record Queue(SortedMap<String, Long> tasks, List<Waiting> jobs) {}

    /** A job whose tasks wait. */
    public record Waiting(UUID transfer, String job, String action, String resource, int priority, int tasks) {}
}
