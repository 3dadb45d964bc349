package model;

import java.util.Locale;

/** Where a transfer stands, as people see it. */
public enum TransferStatus {
    /** Too many others are under way; its turn comes by itself. */
    QUEUED,
    PROCESSING,
    /** A choice point waits for a person. */
    WAITING,
    /** A person paused it; nothing new is begun until somebody resumes it. */
    PAUSED,
    /** The AIP is in the store. */
    STORED,
    FAILED,
    REJECTED,
    CANCELLED;

    public boolean isEnded() {
        return this == STORED || this == FAILED || this == REJECTED || this == CANCELLED;
    }

    /** Lower case, as the API and the command line write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
