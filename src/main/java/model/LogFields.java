package model;

import java.util.Map;

/** What a log line is about, under the names by which {@code logback.xml} prints it. It writes no lines. */
public final class LogFields {

    private static final String TRANSFER = "transfer";
    private static final String JOB = "job";
    private static final String TASK = "task";

    private LogFields() {}

    public static Map<String, String> of(TransferId transfer) {
        return Map.of(TRANSFER, transfer.toString());
    }

    public static Map<String, String> of(JobId job) {
        return Map.of(TRANSFER, job.transfer().toString(), JOB, job.localName());
    }

    /** For the tasks of one hand-out, which are worked on together. */
    public static Map<String, String> of(JobId job, Ordinals tasks) {
        return Map.of(TRANSFER, job.transfer().toString(), JOB, job.localName(), TASK, tasks.ranges());
    }

    /** For a journal, by its persistence id; nothing for one that is neither a transfer's nor a job's. */
    public static Map<String, String> ofJournal(String persistenceId) {
        var parts = persistenceId.split("\\|", -1);
        if (parts.length == 2 && parts[0].equals(TRANSFER)) {
            return Map.of(TRANSFER, parts[1]);
        }
        return parts.length == 4 && parts[0].equals(JOB)
                ? Map.of(TRANSFER, parts[1], JOB, parts[2] + "-" + parts[3])
                : Map.of();
    }
}
