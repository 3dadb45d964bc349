package http.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.Failure;
import model.JobCounts;
import views.JobRow;

/**
 * A job, as the API gives it.
 *
 * @param name its name in URLs
 * @param link the id of Archivematica's link that does the same
 */
public record JobJson(
        String name,
        String step,
        int turn,
        int position,
        String title,
        String microservice,
        Optional<UUID> link,
        String status,
        JobCounts counts,
        Instant openedAt,
        Optional<Instant> closedAt,
        Optional<Double> seconds,
        Optional<Failure> failure,
        Optional<JobRow.Retry> retry) {

    public static JobJson of(JobRow row) {
        return new JobJson(
                row.id().localName(),
                row.id().step(),
                row.id().turn(),
                row.position(),
                row.title(),
                row.microservice(),
                row.link(),
                row.status().label(),
                row.counts(),
                row.openedAt(),
                row.closedAt(),
                row.took().map(JobJson::seconds),
                row.failure(),
                row.retry());
    }

    /** To the millisecond. */
    public static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
