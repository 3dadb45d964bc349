package simulation;

import database.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/** What a simulated run wrote: real events of the product's own rules, with kills, losses and retries among them. */
public final class SimulatedJournal {

    private static final String INSERT =
            """
            INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
                event_payload) VALUES (?, ?, 'test', 770001, ?, ?)""";

    private final World world;

    /** One row. */
    public record Row(String persistenceId, ChainedEvent event) {}

    private SimulatedJournal(World world) {
        this.world = world;
    }

    /** The same seed writes the same. */
    public static SimulatedJournal of(long seed) {
        var world = new World(seed, false);
        Run.run(world);
        return new SimulatedJournal(world);
    }

    public List<TransferId> transfers() {
        return world.transfers();
    }

    /** The rows of a transfer and its jobs, in the order in which they were stored. */
    public List<Row> rows(TransferId transfer) {
        var rows = new ArrayList<Row>();
        for (var row : world.database.all()) {
            if (row.journal().contains(transfer.toString())) {
                rows.add(new Row(row.journal(), row.event()));
            }
        }
        return rows;
    }

    /** Puts all of it into a real journal. */
    public void writeTo(Database database) throws SQLException {
        try (var connection = database.connect();
                var insert = connection.prepareStatement(INSERT)) {
            for (var row : world.database.all()) {
                insert.setString(1, row.journal());
                insert.setLong(2, row.event().sequence());
                insert.setString(3, row.event().name());
                insert.setBytes(4, row.event().toBytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
