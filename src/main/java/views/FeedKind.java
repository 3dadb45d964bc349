package views;

import java.util.Locale;

/** What a row of the feed says has happened. */
public enum FeedKind {
    TRANSFER_SUBMITTED,
    /** It waits for a place among the active transfers. */
    TRANSFER_QUEUED,
    /** It got one. */
    TRANSFER_ADMITTED,
    JOB_OPENED,
    /** Some tasks of a job have ended. At most about two a second for each job. */
    JOB_PROGRESS,
    JOB_CLOSED,
    CHOICE_AWAITED,
    CHOICE_MADE,
    CANCEL_REQUESTED,
    TRANSFER_PAUSED,
    /** It was paused, or had failed, and goes on. */
    TRANSFER_RESUMED,
    PRIORITY_CHANGED,
    TASKS_SKIPPED,
    TRANSFER_ENDED;

    /** Lower case with hyphens, as live updates name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
