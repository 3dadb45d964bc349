package model;

/**
 * One step being run for one transfer.
 *
 * @param turn 0 for the first time the step is opened, counting up where the workflow comes back to it
 */
public record JobId(TransferId transfer, String step, int turn) {

    /** The persistence id of the job's journal. */
    public String persistenceId() {
        return "job|" + transfer + "|" + step + "|" + turn;
    }

    /** The name that is unique within the transfer, as it appears in URLs and directory names. */
    public String localName() {
        return step + "-" + turn;
    }
}
