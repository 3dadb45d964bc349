package actors.dispatch;

import actors.WireMessage;
import actors.dispatch.Dispatcher.Demand;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import model.TransferId;
import workflow.ResourceClass;

/**
 * What waits at one dispatcher.
 *
 * @param jobs some of those that want something, those of which most waits first
 * @param tasks how many tasks wait in all, by resource class
 */
public record QueueSight(List<Waiting> jobs, Map<ResourceClass, Long> tasks) implements WireMessage {

    private static final int JOBS_MAX = 200;

    /** A job whose tasks wait for a worker. */
    public record Waiting(
            TransferId transfer, String job, String action, ResourceClass resource, int priority, int tasks) {}

    static QueueSight of(Collection<Demand> demands) {
        var tasks = new EnumMap<ResourceClass, Long>(ResourceClass.class);
        for (var resource : ResourceClass.values()) {
            tasks.put(resource, 0L);
        }
        demands.forEach(
                demand -> tasks.merge(demand.work().resource(), (long) Math.max(0, demand.waiting()), Long::sum));
        var jobs = demands.stream()
                .filter(demand -> demand.waiting() > 0)
                .sorted((a, b) -> Integer.compare(b.waiting(), a.waiting()))
                .limit(JOBS_MAX)
                .map(QueueSight::waiting)
                .toList();
        return new QueueSight(jobs, tasks);
    }

    private static Waiting waiting(Demand demand) {
        var work = demand.work();
        return new Waiting(
                work.transfer(),
                demand.job().path().name(),
                work.action(),
                work.resource(),
                work.priority(),
                demand.waiting());
    }
}
