package model;

/** How a job ended. */
public enum JobOutcome {
    COMPLETED,
    /** Some tasks failed, and the workflow says that the transfer goes on all the same. */
    COMPLETED_WITH_FAILURES,
    FAILED,
    CANCELLED
}
