package audit.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/** Reads the history of a transfer from the journal, event by event; nothing is held but its open job's plan. */
public final class ReadHistory {

    private static final int FETCH = 200;

    private final DataSource source;
    private final FileNames names;

    public ReadHistory(DataSource source, FileNames names) {
        this.source = source;
        this.names = names;
    }

    /** Whoever is told the events. */
    public interface Listener {

        /** Answers false to hear no more. */
        boolean event(HistoryEvent event);
    }

    /** Tells the whole history, oldest first; nothing where there is no such transfer. */
    public void tell(TransferId transfer, Listener listener) throws SQLException {
        read(transfer, (told, event) -> listener.event(told));
    }

    /**
     * How the transfer stood after the last event that is wanted.
     *
     * @param wanted false for the first event that is later; times of several machines may not be in order, numbers are
     * @return empty where there is no such transfer, or nothing of it is wanted
     */
    public Optional<TransferThen> then(TransferId transfer, Predicate<HistoryEvent> wanted) throws SQLException {
        var replay = new Replay(transfer);
        read(transfer, (told, event) -> {
            if (wanted.test(told)) {
                replay.apply(told.persistenceId(), event.event(), event.link(), told.at());
                return true;
            }
            return false;
        });
        return Optional.of(replay.then()).filter(then -> then.number() > 0);
    }

    private interface Reader {
        boolean next(HistoryEvent told, ChainedEvent event);
    }

    private void read(TransferId transfer, Reader reader) throws SQLException {
        try (var connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false); // or the driver fetches all rows at once
            try (var statement = rows(connection, transfer);
                    var rows = statement.executeQuery()) {
                read(transfer, rows, reader);
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        }
    }

    private void read(TransferId transfer, ResultSet rows, Reader reader) throws SQLException {
        var sentences = new TransferSentences(transfer, names);
        var last = Instant.EPOCH;
        boolean more = true;
        for (long number = 1; more && rows.next(); number++) {
            var id = rows.getString(1);
            var event = ChainedEvent.read(rows.getString(2), rows.getBytes(3));
            last = EventTime.of(event.event()).orElse(last);
            var told = new HistoryEvent(
                    number,
                    last,
                    id,
                    event.sequence(),
                    event.name(),
                    TransferSentences.by(event.event()),
                    sentences.tell(id, event.event()));
            more = reader.next(told, event);
        }
    }

    private static PreparedStatement rows(Connection connection, TransferId transfer) throws SQLException {
        var statement = connection.prepareStatement(
                """
                SELECT persistence_id, event_ser_manifest, event_payload FROM event_journal
                WHERE persistence_id = ? OR persistence_id LIKE ? ORDER BY ordering""");
        statement.setFetchSize(FETCH);
        statement.setString(1, "transfer|" + transfer);
        statement.setString(2, "job|" + transfer + "|%");
        return statement;
    }
}
