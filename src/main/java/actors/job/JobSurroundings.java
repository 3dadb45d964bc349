package actors.job;

import actors.dispatch.Dispatcher;
import actors.journal.JournalWatch;
import actors.projection.ProjectionActor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import model.TaskOutcome;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorRef;
import preservation.attempt.AttemptKey;

/**
 * What the jobs of a node work with.
 *
 * @param journal told how the writes of jobs and transfers get on
 * @param sealed what an attempt left in the work area as its whole result; may block
 * @param blocking where planning may block
 * @param lease how long a worker goes on without an answer
 * @param certainlyDead true only where it is proven that a worker's process is gone
 */
public record JobSurroundings(
        ActorRef<Dispatcher.Command> dispatcher,
        ActorRef<ProjectionActor.Command> projection,
        Planner planner,
        JournalWatch journal,
        Sealed sealed,
        Executor blocking,
        InstantSource clock,
        Duration lease,
        Predicate<WorkerId> certainlyDead) {

    /** Reads what an attempt has sealed; nothing when it has not, or when that can't be read now. */
    @FunctionalInterface
    public interface Sealed {
        List<TaskOutcome> read(AttemptKey attempt);
    }
}
