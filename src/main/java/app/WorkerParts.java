package app;

import actors.worker.SlotsForSmall;
import actors.worker.WorkerActor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import model.Time;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.attempt.Actions;
import preservation.attempt.Room;
import preservation.attempt.RoomKeeper;
import preservation.attempt.WorkArea;
import preservation.attempt.Workbench;
import storage.Blobs;
import storage.WorkerPresence;
import workflow.ResourceClass;

/**
 * The worker of this process: its attempts and the results that nobody has stored yet. It outlives the actor systems in
 * which it is asked for work.
 */
final class WorkerParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerParts.class);
    private static final int STOP_SECONDS = 10;
    private static final int LOOK_SECONDS = 2;
    private static final Duration GIVING_BACK = Duration.ofSeconds(3);

    private final WorkerId id = new WorkerId(UUID.randomUUID());
    private final String name;
    private final AttachedMark mark;
    private final WorkerPresence presence;
    private final Blobs blobs;
    private final Workbench bench;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "room");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<ResourceClass, WorkerActor.Slots> slots = new EnumMap<>(ResourceClass.class);

    private final Map<String, Integer> limits;

    WorkerParts(Settings settings, WorkArea area, Actions actions, Clock clock) throws IOException {
        name = settings.node().name();
        mark = new AttachedMark(settings.data(), Time.of(clock));
        presence = WorkerPresence.announce(settings.workers(), id);
        blobs = new Blobs(area.blobs(), id.toString());
        bench = new Workbench(area, actions, blobs, clock, settings.lease());
        var keeper = new RoomKeeper(bench, new Room(area, Time.of(clock)), Time.of(clock));
        var unused = looking.scheduleWithFixedDelay(keeper::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        limits = settings.node().limits();
        settings.node().slots().forEach((resource, count) -> slots.put(resource, slots(resource, count)));
    }

    private static WorkerActor.Slots slots(ResourceClass resource, int count) {
        var everybodys = threads(resource, count);
        return new WorkerActor.Slots(count, everybodys, new SlotsForSmall(everybodys, threads(resource, 1)));
    }

    private static ExecutorService threads(ResourceClass resource, int count) {
        return Executors.newFixedThreadPool(count, work -> {
            var thread = new Thread(work, "slot-" + resource.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        });
    }

    WorkerActor.Person person() {
        return new WorkerActor.Person(id, name, bench, mark::heard);
    }

    Workbench bench() {
        return bench;
    }

    Map<ResourceClass, WorkerActor.Slots> slots() {
        return slots;
    }

    /** What is to be seen to about once a second, in a cluster or not. */
    void care() {
        bench.sweep();
        mark.keep();
    }

    /** How many hand-outs of an action at once, where that is less than the slots. */
    Map<String, Integer> limits() {
        return limits;
    }

    /**
     * Lets what is at work come to its end and its results be stored; after the limit it is given back.
     *
     * @param actor the mailbox in the present actor system
     */
    void drain(ActorRef<WorkerActor.Command> actor, Duration limit) throws InterruptedException {
        actor.tell(new WorkerActor.Drain());
        awaitEmpty(limit);
        bench.drain(true);
        awaitEmpty(GIVING_BACK);
        if (!bench.keys().isEmpty()) {
            LOG.warn(
                    "{} hand-outs could not be given back in order; they are taken back when this worker is missed",
                    bench.keys().size());
        }
    }

    private void awaitEmpty(Duration limit) throws InterruptedException {
        long began = System.nanoTime();
        while (!bench.keys().isEmpty() && System.nanoTime() - began < limit.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() throws IOException {
        mark.remove();
        looking.shutdownNow();
        slots.values().forEach(of -> {
            of.forSmall().shutdownNow();
            of.threads().shutdownNow();
        });
        try {
            for (var of : slots.values()) {
                of.threads().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
                of.forSmall().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        blobs.close();
        presence.close();
    }
}
