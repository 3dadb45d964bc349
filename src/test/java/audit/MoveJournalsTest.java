package audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

/** A journal is in the database, in its file, or in both; it is verified in either, and whoever writes to it loses nothing. */
class MoveJournalsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Instant LATE = WrittenTransfer.BEGIN.plus(Duration.ofDays(1));

    @TempDir
    Path directory;

    private Database database;
    private HikariDataSource source;
    private JournalArchive archive;
    private MoveJournals moves;
    private WrittenTransfer first;
    private WrittenTransfer second;

    @BeforeEach
    void write() throws Exception {
        database = POSTGRES.fresh();
        source = database.pool("audit", 4, Duration.ZERO);
        archive = new JournalArchive(directory.resolve("journals"));
        moves = new MoveJournals(source, archive);
        first = WrittenTransfer.of(database, blobs(), 1);
        second = WrittenTransfer.of(database, blobs(), 2);
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void a_moved_journal_is_verified_in_its_file_against_the_same_heads() throws Exception {
        var heads = new ArrayList<Anchor>();
        var before = verify(Anchors.NONE).all(heads);
        assertThat(moves.ended(LATE)).containsExactlyInAnyOrder(first.id, second.id);
        assertThat(moves.ended(WrittenTransfer.BEGIN)).isEmpty();

        assertThat(moves.move(first.id).done()).isTrue();

        assertThat(rows(first)).isEmpty();
        assertThat(verify(new Anchors(heads)).all())
                .isEqualTo(new Report(
                        before.transfers(),
                        before.journals(),
                        before.events(),
                        before.bytes(),
                        before.blobs(),
                        2,
                        0,
                        0,
                        0,
                        List.of()));
        assertThat(verify(Anchors.NONE).transfer(first.id).events()).isEqualTo(17);
        assertThat(moves.ended(LATE)).containsExactly(second.id);
        assertThat(moves.move(first.id).done()).as("again").isFalse();
    }

    @Test
    void a_recalled_journal_is_the_same_row_by_row_and_can_be_moved_again() throws Exception {
        var before = rows(first);

        moves.move(first.id);
        moves.recall(first.id);
        assertThat(rows(first)).isEqualTo(before);
        moves.recall(first.id);
        assertThat(rows(first)).as("again").isEqualTo(before);
        assertThat(moves.move(first.id).done()).isTrue();
        moves.recall(first.id);

        assertThat(rows(first)).isEqualTo(before);
    }

    @Test
    void a_file_that_was_tampered_with_is_found_and_not_brought_back() throws Exception {
        moves.move(first.id);
        var file = archive.fileOf(first.id);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), channel.size() / 2);
        }

        assertThat(verify(Anchors.NONE).all().isClean()).isFalse();
        assertThatThrownBy(() -> moves.recall(first.id)).isInstanceOfAny(IOException.class, RuntimeException.class);
        assertThat(rows(first)).isEmpty();
    }

    @Test
    void a_file_that_is_gone_is_found_and_its_transfer_does_not_begin_again() throws Exception {
        moves.move(first.id);
        Files.delete(archive.fileOf(first.id));

        assertThat(verify(Anchors.NONE).all().discrepancies())
                .extracting(Discrepancy::persistenceId, Discrepancy::message)
                .containsExactly(tuple(first.own(), "the journal was moved to a file, and there is none"));
        var again = ChainedEvent.seal(1, ChainedEvent.GENESIS, new TransferEvent.Tidied(Instant.EPOCH));
        assertThatThrownBy(() -> WrittenTransfer.write(database, first.own(), List.of(again)))
                .hasMessageContaining("was moved to a file");
    }

    @Test
    void a_file_that_is_gone_is_found_against_heads() throws Exception {
        var heads = new ArrayList<Anchor>();
        verify(Anchors.NONE).all(heads);
        moves.move(first.id);
        Files.delete(archive.fileOf(first.id));

        assertThat(verify(new Anchors(heads)).all().discrepancies())
                .extracting(Discrepancy::persistenceId)
                .containsExactly(first.own(), first.own());
    }

    @Test
    void a_journal_that_was_brought_back_and_deleted_is_not_replaced_by_its_old_file() throws Exception {
        moves.move(first.id);
        moves.recall(first.id);
        execute("DELETE FROM event_journal WHERE persistence_id LIKE '%" + first.id + "%'");

        assertThat(verify(Anchors.NONE).all().discrepancies())
                .extracting(Discrepancy::persistenceId, Discrepancy::message)
                .containsExactly(tuple(first.own(), "the database lost the journal, which lies in an older file only"));
    }

    @Test
    void a_journal_that_does_not_agree_stays() throws Exception {
        execute("UPDATE event_journal SET event_payload = set_byte(event_payload, 50, 0) WHERE persistence_id = '"
                + first.job("scan") + "' AND sequence_number = 3");

        var moved = moves.move(first.id);

        assertThat(moved.done()).isFalse();
        assertThat(moved.discrepancies()).isNotEmpty();
        assertThat(rows(first)).hasSize(17);
        assertThat(archive.holds(first.id)).isFalse();
    }

    @Test
    void what_a_move_left_that_was_killed_counts_for_nothing() throws Exception {
        var file = archive.fileOf(first.id);
        Files.createDirectories(file.getParent());
        var partial = Files.writeString(file.resolveSibling(".partial-" + file.getFileName() + "-1"), "half a file");

        assertThat(verify(Anchors.NONE).all().isClean()).isTrue();
        assertThat(moves.move(first.id).done()).isTrue();

        assertThat(partial).doesNotExist();
        assertThat(verify(Anchors.NONE).all().events()).isEqualTo(34);
    }

    /** As after a kill between the file's name and the commit. */
    @Test
    void a_journal_in_both_counts_once_and_goes_on_in_the_database() throws Exception {
        moves.move(first.id);
        moves.recall(first.id);

        assertThat(verify(Anchors.NONE).all().events()).isEqualTo(34);
        WrittenTransfer.write(database, first.own(), List.of(next(first)));
        assertThat(verify(Anchors.NONE).all().events()).isEqualTo(35);
    }

    @Test
    void whoever_read_a_journal_before_it_was_moved_can_t_go_on_with_it() throws Exception {
        moves.move(first.id);

        assertThatThrownBy(() -> WrittenTransfer.write(database, first.own(), List.of(next(first))))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("was moved to a file");
        assertThat(rows(first)).isEmpty();
    }

    @Test
    void whoever_writes_while_it_is_moved_waits_and_is_refused() throws Exception {
        try (var moving = database.connect()) {
            moving.setAutoCommit(false);
            try (var lock = moving.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('" + first.own() + "', 0))");
                lock.execute("INSERT INTO moved_journal (persistence_id) VALUES ('" + first.own() + "')");
                lock.execute("DELETE FROM event_journal WHERE persistence_id LIKE '%" + first.id + "%'");
            }
            var writing = CompletableFuture.supplyAsync(() -> refusal(next(first)));
            assertThat(writing.copy()
                            .completeOnTimeout("waits", 300, TimeUnit.MILLISECONDS)
                            .get())
                    .isEqualTo("waits");
            moving.commit();
            assertThat(writing.get(30, TimeUnit.SECONDS)).contains("was moved to a file");
        }
    }

    private String refusal(ChainedEvent event) {
        try {
            WrittenTransfer.write(database, first.own(), List.of(event));
            return "written";
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }

    private static ChainedEvent next(WrittenTransfer transfer) {
        return ChainedEvent.seal(8, transfer.head(transfer.own()), new TransferEvent.Tidied(Instant.EPOCH));
    }

    private Path blobs() {
        return directory.resolve("blobs");
    }

    private VerifyJournal verify(Anchors anchors) {
        return new VerifyJournal(source, anchors, Optional.of(blobs())).with(archive);
    }

    private List<String> rows(WrittenTransfer transfer) throws SQLException {
        var all = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT j::text FROM event_journal j WHERE persistence_id LIKE '%"
                        + transfer.id + "%' ORDER BY ordering")) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
