package views;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import model.TransferId;

/**
 * Brings the views up to the journal, one persistence id at a time and in the order of its sequence numbers. May be called
 * by any number of threads and processes at once, and be killed at any moment. It does not watch the journal: whoever
 * writes there says how far.
 *
 * <p>All methods throw {@link ViewsUnavailable} when the database fails or the transfer is being rebuilt, and {@link java.io.UncheckedIOException} when a
 * blob can't be read; what was committed before stays, and a later call goes on from there.
 */
public final class Projection {

    private final DataSource source;
    private final BlobSource blobs;
    private final MovedJournals moved;

    /** @param blobs where the findings lie that were too many for an event */
    public Projection(DataSource source, BlobSource blobs) {
        this(source, blobs, MovedJournals.NONE);
    }

    /** @param moved where journals are that the database no longer holds */
    public Projection(DataSource source, BlobSource blobs, MovedJournals moved) {
        this.source = source;
        this.blobs = blobs;
        this.moved = moved;
    }

    /**
     * Applies the events of a persistence id that are not applied yet, up to and including a sequence number.
     *
     * @return the last sequence number that is applied now: less than {@code upTo} when the journal ends before it, more
     *     when another call was faster
     * @throws JournalGap if a sequence number is missing; what stands before it is applied
     */
    public long advance(String persistenceId, long upTo) {
        var id = ProjectedId.of(persistenceId);
        while (true) {
            var step = Transact.writing(source, connection -> step(connection, id, upTo));
            if (step.gap() != 0) {
                throw new JournalGap(persistenceId, step.now() + 1, step.gap());
            }
            if (step.now() >= upTo || step.now() == step.before()) {
                return step.now();
            }
        }
    }

    /**
     * Drops the views of a transfer and makes them again from the journal, up to where they stood, in one transaction:
     * readers see them as before until it is done, and who would add to them is sent away. Says nothing in the feed.
     *
     * @throws JournalGap if a sequence number is missing; the views stay as they were
     */
    public void rebuild(TransferId transfer) {
        Transact.writing(source, connection -> {
            new Rebuild(connection, transfer, blobs, moved).run();
            return null;
        });
    }

    /**
     * The persistence ids whose events are not all applied, with the journal's highest sequence number of each: what a
     * start has to catch up with. Transfers that have ended for good and are tidied are past all change and not looked at.
     */
    public Map<String, Long> behind() {
        return Transact.reading(source, Behind::in);
    }

    /** Every transfer that the views know of, in no order. */
    public List<TransferId> known() {
        return Transact.reading(
                source, connection -> Sql.of("SELECT transfer FROM views.projected UNION SELECT id FROM views.transfer")
                        .list(connection, row -> new TransferId(row.getObject(1, UUID.class))));
    }

    /** The transfers of {@link #behind}: their journals must stay where they are read. */
    public Set<TransferId> transfersBehind() {
        return behind().keySet().stream()
                .map(id -> ProjectedId.of(id).transfer())
                .collect(Collectors.toSet());
    }

    private record Step(long before, long now, long gap) {}

    private Step step(Connection connection, ProjectedId id, long upTo) throws SQLException, IOException {
        RebuildLock.share(connection, id.transfer());
        var offset = lock(connection, id);
        if (offset.sequence() >= upTo) {
            return new Step(offset.sequence(), offset.sequence(), 0);
        }
        var chunk = ReadJournal.after(connection, id.text(), offset.sequence(), upTo);
        if (!chunk.events().isEmpty()) {
            var news = Announcements.of(id.transfer().value());
            var told = new ApplyEvents(connection, blobs).of(id, chunk.events(), news, offset.announcedAt());
            Sql.of(
                            "UPDATE views.projected SET sequence = ?, announced_at = ? WHERE persistence_id = ?",
                            offset.sequence() + chunk.events().size(),
                            told,
                            id.text())
                    .update(connection);
            news.write(connection);
        }
        return new Step(offset.sequence(), offset.sequence() + chunk.events().size(), chunk.gap());
    }

    private record Offset(long sequence, Optional<Instant> announcedAt) {}

    // The row is the lock: two calls for one id take turns, and the second finds the work done.
    private static Offset lock(Connection connection, ProjectedId id) throws SQLException {
        Sql.of(
                        """
                        INSERT INTO views.projected (persistence_id, transfer, sequence) VALUES (?, ?, 0)
                        ON CONFLICT DO NOTHING""",
                        id.text(),
                        id.transfer().value())
                .update(connection);
        return Sql.of(
                        "SELECT sequence, announced_at FROM views.projected WHERE persistence_id = ? FOR UPDATE",
                        id.text())
                .first(connection, row -> new Offset(row.getLong("sequence"), Stored.time(row, "announced_at")))
                .orElseThrow();
    }
}
