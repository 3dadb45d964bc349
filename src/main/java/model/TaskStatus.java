package model;

/** How a task ended. */
public enum TaskStatus {
    /** The action was carried out; what it found, good or bad, is in its findings. */
    COMPLETED,
    /** The action could not be carried out because something that is optional is not installed; never shown as a pass. */
    NOT_DONE,
    /** The action was tried and failed, or found what must stop the transfer. */
    FAILED
}
