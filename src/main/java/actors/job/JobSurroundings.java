package actors.job;

import actors.dispatch.Dispatcher;
import actors.journal.JournalWatch;
import actors.projection.ProjectionActor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the jobs of a node work with.
 *
 * @param journal told how the writes of jobs and transfers get on
 * @param blocking where planning may block
 * @param lease how long a worker goes on without an answer
 * @param certainlyDead true only where it is proven that a worker's process is gone
 */
public record JobSurroundings(
        ActorRef<Dispatcher.Command> dispatcher,
        ActorRef<ProjectionActor.Command> projection,
        Planner planner,
        JournalWatch journal,
        Executor blocking,
        InstantSource clock,
        Duration lease,
        Predicate<WorkerId> certainlyDead) {}
