package actors.projection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import model.LogFields;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.pattern.StatusReply;
import views.ViewsUnavailable;

/**
 * Keeps the views of this node's transfers up with the journal: actors tell it how far their journals go, and it reads
 * them by persistence id, a few at a time, each in order. A journal that can't be projected holds up nothing else.
 */
public final class ProjectionActor extends AbstractBehavior<ProjectionActor.Command> {

    /** How many journals are read at once; each takes a database connection. */
    private static final int READERS = 3;

    /** How long a database that is away is left alone. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** Somebody may look at a page: what takes no longer than this is read without a rest. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    /** For each second beyond that, of a journal that nobody waits for, the seconds that are left to the work itself. */
    private static final int REST = 3;

    private static final Duration REST_MAX = Duration.ofSeconds(2);

    // --- Protocol -----------------------------------------------------------------------------

    public sealed interface Command {}

    /** This journal now goes up to this sequence number. */
    public record Advance(String persistenceId, long upTo) implements Command {}

    /** Answers when the views hold everything up to this sequence number; with an error when they can't. */
    public record AwaitCaughtUp(String persistenceId, long sequence, ActorRef<StatusReply<Done>> replyTo)
            implements Command {}

    private record Advanced(String persistenceId, long applied, Duration took, Throwable failure) implements Command {}

    private record Retry(String persistenceId) implements Command {}

    private record Rested(String persistenceId) implements Command {}

    /** Applies what follows in one journal, up to a sequence number at least, and says how far it came. May block. */
    @FunctionalInterface
    public interface Projector {
        long advance(String persistenceId, long upTo) throws Exception;
    }

    // --- Birth --------------------------------------------------------------------------------

    public static Behavior<Command> create(Projector projector, Executor blocking) {
        return Behaviors.withMdc(
                Command.class,
                command ->
                        command instanceof Advanced advanced ? LogFields.ofJournal(advanced.persistenceId()) : Map.of(),
                Behaviors.setup(ctx -> new ProjectionActor(projector, blocking, ctx)));
    }

    private final Projector projector;
    private final Executor blocking;
    private final Map<String, Long> wanted = new HashMap<>();
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<String, List<AwaitCaughtUp>> waiting = new HashMap<>();
    private final Queue<String> queue = new ArrayDeque<>();
    private final Set<String> resting = new HashSet<>();
    private int readers;

    private ProjectionActor(Projector projector, Executor blocking, ActorContext<Command> ctx) {
        super(ctx);
        this.projector = projector;
        this.blocking = blocking;
    }

    // --- Commands -----------------------------------------------------------------------------

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Advance.class, this::onAdvance)
                .onMessage(AwaitCaughtUp.class, this::onAwait)
                .onMessage(Advanced.class, this::onAdvanced)
                .onMessage(Retry.class, this::onRetry)
                .onMessage(Rested.class, this::onRested)
                .build();
    }

    private Behavior<Command> onAdvance(Advance command) {
        want(command.persistenceId(), command.upTo());
        return this;
    }

    private Behavior<Command> onAwait(AwaitCaughtUp command) {
        if (reached.getOrDefault(command.persistenceId(), 0L) >= command.sequence()) {
            command.replyTo().tell(StatusReply.ack());
        } else {
            waiting.computeIfAbsent(command.persistenceId(), id -> new ArrayList<>())
                    .add(command);
            want(command.persistenceId(), command.sequence());
            wakeUp(command.persistenceId());
        }
        return this;
    }

    private Behavior<Command> onAdvanced(Advanced command) {
        readers--;
        var id = command.persistenceId();
        if (unwrapped(command.failure()) instanceof ViewsUnavailable away) {
            getContext().getLog().warn("the views wait for the database ({}); trying again", away.getMessage());
            getContext().scheduleOnce(RETRY_DELAY, getContext().getSelf(), new Retry(id));
        } else if (command.failure() != null) {
            getContext()
                    .getLog()
                    .error("the views can't follow {}; whoever waits for it is told", id, command.failure());
            wanted.remove(id);
            answer(id, StatusReply.error("the views can't follow the journal " + id + ": " + command.failure()));
        } else {
            arrived(id, command.applied(), command.took());
        }
        readNext();
        return this;
    }

    private Behavior<Command> onRetry(Retry command) {
        queue.add(command.persistenceId());
        readNext();
        return this;
    }

    private Behavior<Command> onRested(Rested command) {
        wakeUp(command.persistenceId());
        return this;
    }

    private void wakeUp(String id) {
        if (resting.remove(id)) {
            queue.add(id);
            readNext();
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void arrived(String id, long applied, Duration took) {
        reached.merge(id, applied, Math::max);
        var ready = waiting.getOrDefault(id, List.of()).stream()
                .filter(await -> await.sequence() <= applied)
                .toList();
        ready.forEach(await -> await.replyTo().tell(StatusReply.ack()));
        waiting.computeIfPresent(id, (key, all) -> {
            all.removeAll(ready);
            return all.isEmpty() ? null : all;
        });
        if (wanted.getOrDefault(id, 0L) > applied) {
            goOn(id, took);
        } else {
            wanted.remove(id);
            reached.remove(id); // asked again, the database knows
        }
    }

    /** Rows for pages must not take the database from the tasks that they are about, unless somebody waits for them. */
    private void goOn(String id, Duration took) {
        if (waiting.containsKey(id) || took.compareTo(AT_ONCE) <= 0) {
            queue.add(id);
            return;
        }
        resting.add(id);
        var rest = took.minus(AT_ONCE).multipliedBy(REST);
        getContext()
                .scheduleOnce(
                        rest.compareTo(REST_MAX) < 0 ? rest : REST_MAX,
                        getContext().getSelf(),
                        new Rested(id));
    }

    private void answer(String id, StatusReply<Done> reply) {
        var all = waiting.remove(id);
        if (all != null) {
            all.forEach(await -> await.replyTo().tell(reply));
        }
    }

    private void want(String id, long upTo) {
        boolean idle = !wanted.containsKey(id);
        wanted.merge(id, upTo, Math::max);
        if (idle) {
            queue.add(id);
            readNext();
        }
    }

    private void readNext() {
        while (readers < READERS && !queue.isEmpty()) {
            var id = queue.remove();
            long upTo = wanted.get(id);
            readers++;
            long began = System.nanoTime();
            getContext()
                    .pipeToSelf(
                            CompletableFuture.supplyAsync(() -> advance(id, upTo), blocking),
                            (applied, failure) -> new Advanced(
                                    id,
                                    applied == null ? 0 : applied,
                                    Duration.ofNanos(System.nanoTime() - began),
                                    failure));
        }
    }

    private long advance(String id, long upTo) {
        try {
            return projector.advance(id, upTo);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
