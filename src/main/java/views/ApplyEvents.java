package views;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;

/** Applies a run of events of one persistence id within the transaction of its caller, who also writes the offset. */
final class ApplyEvents {

    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(500);

    private final Connection connection;
    private final BlobSource blobs;

    ApplyEvents(Connection connection, BlobSource blobs) {
        this.connection = connection;
        this.blobs = blobs;
    }

    /**
     * Applies them.
     *
     * @param told when progress was announced last
     * @return when progress was announced last, now
     */
    Optional<Instant> of(ProjectedId id, List<ChainedEvent> events, Announcements news, Optional<Instant> told)
            throws SQLException, IOException {
        if (id.jobId().isEmpty()) {
            var transfer = new ProjectTransfer(connection, id.transfer().value(), news);
            for (var event : events) {
                transfer.apply((TransferEvent) event.event());
            }
            return told;
        }
        var job = id.jobId().get();
        var outcomes = new ProjectOutcomes(connection, job, blobs);
        var view = new ProjectJob(connection, job, outcomes);
        for (var event : events) {
            view.apply(event.sequence(), (JobEvent) event.event());
        }
        outcomes.flush();
        return announce(id, outcomes.latest(), news, told);
    }

    private static Optional<Instant> announce(
            ProjectedId id, Optional<Instant> latest, Announcements news, Optional<Instant> told) {
        boolean worthIt = latest.isPresent()
                && (told.isEmpty() || !latest.get().isBefore(told.get().plus(BETWEEN_PROGRESS)));
        if (!worthIt) {
            return told;
        }
        var job = id.jobId().orElseThrow();
        news.ofJob(FeedKind.JOB_PROGRESS, job.step(), job.turn(), latest.get(), Map.of());
        return latest;
    }
}
