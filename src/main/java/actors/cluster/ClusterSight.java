package actors.cluster;

import actors.dispatch.QueueSight;
import actors.worker.WorkerSight;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.Address;

/**
 * The cluster's workers and queues at a moment, as far as they answered.
 *
 * @param orders what people want of workers; empty when no coordinator said so
 * @param silent the addresses of workers and dispatchers that did not answer in time
 */
public record ClusterSight(
        List<SeenWorker> workers, List<SeenQueue> queues, Optional<WorkerOrders.Orders> orders, List<String> silent) {

    /** A worker, and the node it is on. */
    public record SeenWorker(String address, WorkerSight sight) {}

    /** What waits at a coordinator, and its address. */
    public record SeenQueue(String address, QueueSight sight) {}

    /** As it is written in settings. */
    public static String hostPort(Address address) {
        var host = address.getHost().orElse("");
        return (host.contains(":") ? "[" + host + "]" : host) + ":"
                + address.getPort().orElse(0);
    }
}
