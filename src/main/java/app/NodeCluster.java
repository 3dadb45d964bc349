package app;

import actors.cluster.ClusterSight;
import actors.cluster.Survey;
import actors.cluster.WorkerOrders;
import actors.dispatch.Dispatcher;
import actors.dispatch.QueueSight;
import actors.transfer.Admission;
import actors.worker.WorkerSight;
import app.settings.Role;
import http.cluster.ClusterDoor;
import http.cluster.ClusterView;
import http.cluster.TransferPlaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import model.Mandate;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import workflow.ResourceClass;

/** The API's way to the cluster that a node is in. */
final class NodeCluster implements ClusterDoor {

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private final NodeActors.Overview overview;
    private final Optional<NodeActors.Coordinating> coordinating;
    private final ActorSystem<?> system;
    private final InstantSource clock;

    NodeCluster(NodeActors actors, ActorSystem<?> system, InstantSource clock) {
        this.overview = actors.overview().orElseThrow();
        this.coordinating = actors.coordinating();
        this.system = system;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ClusterView> look() {
        return AskPattern.<Survey.Command, ClusterSight>ask(
                        overview.survey(), Survey.Look::new, LOOK_LIMIT, system.scheduler())
                .thenApply(this::view);
    }

    @Override
    public CompletionStage<SortedMap<String, Long>> waitingHere() {
        if (coordinating.isEmpty()) {
            return CompletableFuture.completedFuture(new TreeMap<>());
        }
        return AskPattern.<Dispatcher.Command, QueueSight>ask(
                        coordinating.get().dispatcher(), Dispatcher.Describe::new, LOOK_LIMIT, system.scheduler())
                .thenApply(sight -> queue(List.of(sight)).tasks());
    }

    @Override
    public CompletionStage<Optional<TransferPlaces>> places() {
        if (coordinating.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return AskPattern.<Admission.Command, Admission.Sight>ask(
                        coordinating.get().admission(), Admission.Describe::new, LOOK_LIMIT, system.scheduler())
                .thenApply(sight -> Optional.of(new TransferPlaces(sight.places(), sight.taken(), sight.waiting())))
                .exceptionally(silence -> Optional.empty());
    }

    @Override
    public CompletionStage<Done> drain(String worker, Mandate mandate) {
        return AskPattern.askWithStatus(
                overview.orders(),
                replyTo -> new WorkerOrders.Drain(worker, mandate, replyTo),
                ANSWER_LIMIT,
                system.scheduler());
    }

    @Override
    public CompletionStage<Done> undrain(String worker, Mandate mandate) {
        return AskPattern.askWithStatus(
                overview.orders(),
                replyTo -> new WorkerOrders.Undrain(worker, mandate, replyTo),
                ANSWER_LIMIT,
                system.scheduler());
    }

    private ClusterView view(ClusterSight sight) {
        var draining = sight.orders().map(WorkerOrders.Orders::draining).orElse(List.of());
        var queued = sight.queues().stream().map(ClusterSight.SeenQueue::sight).toList();
        return new ClusterView(
                nodes(),
                sight.workers().stream()
                        .map(each -> worker(each, draining))
                        .sorted(Comparator.comparing(ClusterView.Worker::name).thenComparing(ClusterView.Worker::node))
                        .toList(),
                draining.stream()
                        .map(each -> new ClusterView.Draining(each.worker(), each.by(), each.reason(), each.since()))
                        .toList(),
                queue(queued),
                sight.silent());
    }

    private List<ClusterView.Node> nodes() {
        var state = Cluster.get(system).state();
        return StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> node(member, state.getUnreachable().contains(member)))
                .sorted(Comparator.comparing(ClusterView.Node::name).thenComparing(ClusterView.Node::address))
                .toList();
    }

    private static ClusterView.Node node(Member member, boolean unreachable) {
        var roles = member.getRoles().stream().sorted().toList();
        var name = roles.stream()
                .filter(role -> role.startsWith(NodeConfig.NAME_ROLE))
                .map(role -> role.substring(NodeConfig.NAME_ROLE.length()))
                .findFirst()
                .orElse("");
        return new ClusterView.Node(
                name,
                ClusterSight.hostPort(member.address()),
                roles.stream()
                        .filter(role -> Stream.of(Role.values())
                                .anyMatch(known -> known.label().equals(role)))
                        .toList(),
                unreachable ? "unreachable" : member.status().toString().toLowerCase(Locale.ROOT));
    }

    private ClusterView.Worker worker(ClusterSight.SeenWorker seen, List<WorkerOrders.Draining> draining) {
        var sight = seen.sight();
        var now = clock.instant();
        var slots = new TreeMap<String, ClusterView.Slots>();
        sight.slots()
                .forEach((resource, room) ->
                        slots.put(label(resource), new ClusterView.Slots(room.count(), room.used())));
        return new ClusterView.Worker(
                sight.name(),
                sight.id().value(),
                seen.address(),
                slots,
                sight.draining()
                        || draining.stream().anyMatch(each -> each.worker().equals(sight.name())),
                sight.ending(),
                Optional.of(sight.closed()).filter(why -> !why.isEmpty()),
                sight.openTasks(),
                sight.holds().stream().map(hold -> hold(hold, now)).toList(),
                sight.held());
    }

    private static ClusterView.Hold hold(WorkerSight.Hold hold, Instant now) {
        return new ClusterView.Hold(
                hold.transfer().value(),
                hold.job(),
                hold.action(),
                label(hold.resource()),
                hold.attempt(),
                hold.tasks(),
                hold.open(),
                hold.kept(),
                hold.atWork(),
                now.minusMillis(hold.heldMillis()),
                Math.max(0, hold.leaseLeftMillis() / 1000));
    }

    private static ClusterView.Queue queue(List<QueueSight> queues) {
        var tasks = new TreeMap<String, Long>();
        for (var resource : ResourceClass.values()) {
            tasks.put(label(resource), 0L);
        }
        queues.forEach(
                each -> each.tasks().forEach((resource, count) -> tasks.merge(label(resource), count, Long::sum)));
        var jobs = queues.stream()
                .flatMap(each -> each.jobs().stream())
                .sorted(Comparator.comparingInt(QueueSight.Waiting::tasks).reversed())
                .map(each -> new ClusterView.Waiting(
                        each.transfer().value(),
                        each.job(),
                        each.action(),
                        label(each.resource()),
                        each.priority(),
                        each.tasks()))
                .toList();
        return new ClusterView.Queue(tasks, jobs);
    }

    private static String label(ResourceClass resource) {
        return resource.name().toLowerCase(Locale.ROOT);
    }
}
