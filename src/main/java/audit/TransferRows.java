package audit;

import codec.Json;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import model.TransferId;

/** All rows of one transfer and its jobs in the database, on their way to a file or from it. */
final class TransferRows {

    private static final int FETCH = 500;
    private static final String OF_TRANSFER = "(persistence_id = ? OR persistence_id LIKE ?)";

    private final Connection connection;
    private final TransferId transfer;

    /** @param connection in a transaction of the caller */
    TransferRows(Connection connection, TransferId transfer) {
        this.connection = connection;
        this.transfer = transfer;
    }

    /**
     * What was written, or read.
     *
     * @param sha256 of all columns of all rows
     */
    record Written(long rows, String sha256) {}

    /** Writes them to a file that is not there yet, and forces it. */
    Written writeTo(Path path) throws SQLException, IOException {
        var digest = new RowDigest();
        var lines = Json.text().writerFor(ArchivedRow.class);
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var zip = new ZipOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), StandardCharsets.UTF_8)) {
            for (var id : ids()) {
                zip.putNextEntry(new ZipEntry(id));
                write(id, lines, zip, digest);
                zip.closeEntry();
            }
            zip.finish();
            zip.flush();
            channel.force(true);
        }
        return digest.written();
    }

    private List<String> ids() throws SQLException {
        var ids = new ArrayList<String>();
        try (var query = ofTransfer("SELECT DISTINCT persistence_id FROM event_journal WHERE " + OF_TRANSFER
                        + " ORDER BY persistence_id");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        ids.sort(null); // the database's order may be another
        return ids;
    }

    private void write(String id, ObjectWriter lines, OutputStream to, RowDigest digest)
            throws SQLException, IOException {
        try (var query = connection.prepareStatement(
                """
                SELECT sequence_number, ordering, event_ser_manifest, event_payload, event_ser_id, writer,
                    write_timestamp, adapter_manifest FROM event_journal WHERE persistence_id = ? ORDER BY sequence_number""")) {
            query.setFetchSize(FETCH);
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var row = row(rows);
                    digest.add(id, row);
                    to.write(lines.writeValueAsBytes(row));
                    to.write('\n');
                }
            }
        }
    }

    private static ArchivedRow row(ResultSet rows) throws SQLException {
        return new ArchivedRow(
                rows.getLong(1),
                rows.getLong(2),
                rows.getString(3),
                ArchivedRow.text(rows.getBytes(4)),
                rows.getInt(5),
                rows.getString(6),
                Optional.ofNullable(rows.getObject(7, Long.class)),
                Optional.ofNullable(rows.getString(8)));
    }

    /** The same of a file. */
    static Written digestOf(ArchivedJournal file) throws IOException {
        var digest = new RowDigest();
        for (var id : file.ids()) {
            try (var rows = file.rows(id)) {
                rows.forEach(row -> digest.add(id, row));
            }
        }
        return digest.written();
    }

    /** Deletes them, and notes that they are in a file; fails where there are not exactly as many. */
    void delete(long expected) throws SQLException {
        mark("INSERT INTO moved_journal (persistence_id) VALUES (?)");
        try (var delete = ofTransfer("DELETE FROM event_journal WHERE " + OF_TRANSFER)) {
            long deleted = delete.executeUpdate();
            if (deleted != expected) {
                throw new SQLException("the journal of transfer " + transfer + " has " + deleted + " rows, and "
                        + expected + " were written to its file; nothing was deleted");
            }
        }
    }

    private void mark(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, "transfer|" + transfer);
            statement.executeUpdate();
        }
    }

    /** Puts the rows of a file back as they were. */
    void insert(ArchivedJournal file) throws SQLException, IOException {
        mark("DELETE FROM moved_journal WHERE persistence_id = ?");
        try (var insert = connection.prepareStatement(
                """
                INSERT INTO event_journal (persistence_id, sequence_number, ordering, event_ser_manifest, event_payload,
                    event_ser_id, writer, write_timestamp, deleted, adapter_manifest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?)""")) {
            for (var id : file.ids()) {
                try (var rows = file.rows(id)) {
                    int batch = 0;
                    for (var each = rows.iterator(); each.hasNext(); ) {
                        add(insert, id, each.next());
                        if (++batch % FETCH == 0) {
                            insert.executeBatch();
                        }
                    }
                }
                insert.executeBatch();
            }
        }
    }

    private static void add(PreparedStatement insert, String id, ArchivedRow row) throws SQLException {
        insert.setString(1, id);
        insert.setLong(2, row.sequence());
        insert.setLong(3, row.ordering());
        insert.setString(4, row.name());
        insert.setBytes(5, row.stored());
        insert.setInt(6, row.serializer());
        insert.setString(7, row.writer());
        insert.setObject(8, row.written().orElse(null), Types.BIGINT);
        insert.setString(9, row.adapter().orElse(null));
        insert.addBatch();
    }

    private PreparedStatement ofTransfer(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(1, "transfer|" + transfer);
        statement.setString(2, "job|" + transfer + "|%");
        return statement;
    }

    private static final class RowDigest {
        private final MessageDigest sha256;
        private long rows;

        RowDigest() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible); // every Java platform must have SHA-256
            }
        }

        void add(String id, ArchivedRow row) {
            rows++;
            for (var text : List.of(
                    id, row.name(), row.writer(), row.payload(), row.adapter().orElse("\0"))) {
                sha256.update(text.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            sha256.update(ByteBuffer.allocate(Long.BYTES * 4)
                    .putLong(row.sequence())
                    .putLong(row.ordering())
                    .putLong(row.serializer())
                    .putLong(row.written().orElse(-1L))
                    .array());
        }

        Written written() {
            return new Written(rows, HexFormat.of().formatHex(sha256.digest()));
        }
    }
}
