package views;

import java.util.Locale;

/** Where a task stands, as people see it. */
public enum TaskState {
    /** Nobody has it: it is to be handed out, or handed out again. */
    WAITING,
    /** A worker has it. */
    RUNNING,
    COMPLETED,
    /** All or a part of it was left out, such as for want of an optional program; never shown as a pass. */
    NOT_DONE,
    FAILED,
    /** Its job was closed before it ended. */
    CANCELLED;

    /** True when the task has an outcome. */
    boolean hasOutcome() {
        return this == COMPLETED || this == NOT_DONE || this == FAILED;
    }

    /** Lower case with hyphens, as the API and the command line write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
