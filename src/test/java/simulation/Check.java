package simulation;

import java.util.List;
import model.Ordinals;
import model.TaskOutcome;
import model.TransferId;
import preservation.attempt.AttemptKey;

/** Looks at everything that happens in a run, and breaks it off where a promise is broken. It changes nothing. */
interface Check {

    /** A row is in the journal. */
    default void stored(Database.Row row) {}

    /** An incarnation has this state now, after an event that it stored or replayed. */
    default void became(String journal, long sequence, Object state) {}

    /** A worker took an attempt on; {@code before} is the same one taken on earlier, null when it was not. */
    default void started(Attempts.Attempt attempt, Attempts.Attempt before) {}

    /** An attempt's action begins. */
    default void begins(Attempts.Attempt attempt, Ordinals tasks) {}

    default void begins(Attempts.Attempt attempt, int ordinal) {}

    /** An attempt gave outcomes to its workbench. */
    default void brought(Worker worker, AttemptKey key, List<TaskOutcome> outcomes) {}

    /** A workbench may hold something else than before. */
    default void benchChanged(Worker worker) {}

    /** A task that is not alone ends its worker's process. */
    default void endsItsWorker(Attempts.Attempt attempt, int ordinal) {}

    default void died(Worker worker) {}

    default void powerLost() {}

    /** A message leaves for a worker, from an incarnation of the attempt's job. */
    default void commanded(AttemptKey key, long epoch, Object incarnation) {}

    /** A worker has dealt with a message; what it held before and after is given for stale ones. */
    default void obeyed(Worker worker, AttemptKey key, boolean stale, String before, String after) {}

    default void acknowledged(TransferId transfer, String command) {}

    default void storedAip(String name, String content, String there) {}

    /** All faults are long over. */
    default void atTheEnd() {}

    default void broken(String what) {
        throw new Violation(getClass().getSimpleName(), what);
    }
}
