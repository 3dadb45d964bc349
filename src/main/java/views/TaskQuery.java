package views;

import java.util.Optional;
import model.JobId;

/**
 * Which tasks of a job are asked for.
 *
 * @param state only those that stand so; all when empty
 * @param file only those about a file whose path, as received or now, has this text in it, whatever the case of its
 *     unaccented letters; all when empty
 */
public record TaskQuery(JobId job, Optional<TaskState> state, String file, Paging paging) {

    /** All tasks in the plan's order. */
    public static TaskQuery all(JobId job, Paging paging) {
        return new TaskQuery(job, Optional.empty(), "", paging);
    }
}
