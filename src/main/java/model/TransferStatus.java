package model;

import java.util.Locale;

/** Where a transfer stands, as people see it. */
public enum TransferStatus {
    PROCESSING,
    /** A choice point waits for a person. */
    WAITING,
    /** The AIP is in the store. */
    STORED,
    FAILED,
    REJECTED,
    CANCELLED;

    public boolean isEnded() {
        return this != PROCESSING && this != WAITING;
    }

    /** Lower case, as the API and the command line write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
