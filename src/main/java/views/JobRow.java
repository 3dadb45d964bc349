package views;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.Failure;
import model.JobCounts;
import model.JobId;

/**
 * One job at a glance.
 *
 * @param position its place in the order in which the transfer's jobs were opened, from 0
 * @param title the job's name as archivists know it
 * @param link the id of Archivematica's link that does the same, where there is one
 * @param took from opened to closed; empty while it runs
 * @param failure why it failed; empty when it did not
 * @param retry who had failed tasks of an earlier turn tried again in this one; empty in a first turn
 */
public record JobRow(
        JobId id,
        int position,
        String title,
        String microservice,
        Optional<UUID> link,
        JobStatus status,
        JobCounts counts,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<Duration> took,
        Optional<Failure> failure,
        Optional<Retry> retry) {

    /** Who, and why. */
    public record Retry(String by, String reason) {}
}
