package audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipeline.job.JobEvent;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent;
import testing.PostgresExtension;

/** Whoever tampers with a journal, by SQL or on disk, is found, and the place is named. */
class VerifyJournalTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path blobs;

    private static Database database;
    private static HikariDataSource source;
    private WrittenTransfer first;
    private WrittenTransfer second;

    @BeforeAll
    static void open() {
        database = POSTGRES.database();
        source = database.pool("audit", 2, Duration.ZERO);
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @BeforeEach
    void write() throws Exception {
        execute("TRUNCATE event_journal CASCADE");
        first = WrittenTransfer.of(database, blobs, 1);
        second = WrittenTransfer.of(database, blobs, 2);
    }

    @Test
    void an_untouched_journal_agrees() throws Exception {
        var heads = new ArrayList<Anchor>();
        var report = verify(Anchors.NONE).all(heads);

        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.transfers()).isEqualTo(2);
        assertThat(report.journals()).isEqualTo(6);
        assertThat(report.events()).isEqualTo(2 * (7 + 2 * 5));
        assertThat(report.blobs()).isEqualTo(4);
        assertThat(heads).extracting(Anchor::persistenceId).containsExactlyInAnyOrder(first.own(), second.own());
        assertThat(heads).extracting(Anchor::head).contains(first.head(first.own()));
        assertThat(verify(new Anchors(heads)).all().discrepancies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void a_changed_event_of_a_transfer(int sequence) throws Exception {
        var heads = heads();
        change(first.own(), sequence);
        assertThat(places(new Anchors(heads))).contains(first.own() + " " + sequence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void a_changed_event_of_a_job(int sequence) throws Exception {
        change(first.job("scan"), sequence);
        assertThat(places(Anchors.NONE)).contains(first.job("scan") + " " + sequence);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void a_removed_event(int sequence) throws Exception {
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.job("scan") + "' AND sequence_number = "
                + sequence);
        assertThat(places(Anchors.NONE)).contains(first.job("scan") + " " + sequence);
    }

    @Test
    void an_event_that_is_another_kind_now() throws Exception {
        execute("UPDATE event_journal SET event_ser_manifest = 'transfer.tidied' WHERE persistence_id = '" + first.own()
                + "' AND sequence_number = 6");
        assertThat(places(Anchors.NONE)).contains(first.own() + " 6");
    }

    @Test
    void an_event_that_is_put_in() throws Exception {
        execute("UPDATE event_journal SET sequence_number = -sequence_number - 1 WHERE persistence_id = '" + first.own()
                + "' AND sequence_number >= 4");
        execute("UPDATE event_journal SET sequence_number = -sequence_number WHERE persistence_id = '" + first.own()
                + "' AND sequence_number < 0");
        execute("INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,"
                + " event_payload) SELECT persistence_id, 4, writer, event_ser_id, event_ser_manifest, event_payload"
                + " FROM event_journal WHERE persistence_id = '" + first.own() + "' AND sequence_number = 3");
        assertThat(places(Anchors.NONE)).contains(first.own() + " 4", first.own() + " 5");
    }

    @Test
    void two_events_that_changed_places() throws Exception {
        for (var step : List.of(
                "= 100 WHERE sequence_number = 2",
                "= 2 WHERE sequence_number = 3",
                "= 3 WHERE sequence_number = 100")) {
            execute("UPDATE event_journal SET sequence_number " + step + " AND persistence_id = '" + first.job("scan")
                    + "'");
        }
        assertThat(places(Anchors.NONE)).contains(first.job("scan") + " 2", first.job("scan") + " 3");
    }

    @Test
    void a_job_that_lost_its_end() throws Exception {
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.job("scan") + "' AND sequence_number > 3");
        assertThat(places(Anchors.NONE)).containsExactly(first.job("scan") + " 4");
    }

    @Test
    void a_transfer_that_lost_its_end_is_found_against_heads() throws Exception {
        var heads = heads();
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.own() + "' AND sequence_number > 5");
        assertThat(places(Anchors.NONE)).isEmpty();
        assertThat(places(new Anchors(heads))).containsExactly(first.own() + " 6");
    }

    @Test
    void a_transfer_that_lost_its_end_is_found_against_a_receipt() throws Exception {
        var receipt =
                new Anchor(first.own(), OptionalLong.empty(), first.head(first.own()), "the receipt beside its AIP");
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.own() + "' AND sequence_number > 5");
        assertThat(places(new Anchors(List.of(receipt)))).containsExactly(first.own() + " 0");
    }

    @Test
    void a_job_that_lost_its_journal() throws Exception {
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.job("scan") + "'");
        assertThat(places(Anchors.NONE)).containsExactly(first.job("scan") + " 1");
    }

    @Test
    void a_job_that_nobody_opened() throws Exception {
        WrittenTransfer.write(
                database,
                "job|" + first.id + "|invented|0",
                List.of(ChainedEvent.seal(1, ChainedEvent.GENESIS, new JobEvent.Attached(1, Instant.EPOCH))));
        assertThat(places(Anchors.NONE)).containsExactly("job|" + first.id + "|invented|0 0");
    }

    @Test
    void jobs_whose_transfer_is_gone() throws Exception {
        execute("DELETE FROM event_journal WHERE persistence_id = '" + first.own() + "'");
        assertThat(places(Anchors.NONE))
                .containsExactlyInAnyOrder(first.job("scan") + " 0", first.job("receive") + " 0");
    }

    @Test
    void a_whole_transfer_that_is_gone_is_found_against_heads() throws Exception {
        var heads = heads();
        execute("DELETE FROM event_journal WHERE persistence_id LIKE '%" + first.id + "%'");
        assertThat(places(Anchors.NONE)).isEmpty();
        assertThat(places(new Anchors(heads))).containsExactly(first.own() + " 1");
    }

    @Test
    void a_chain_that_was_made_anew_is_found_against_heads() throws Exception {
        var heads = heads();
        rewrite(first.own(), 6);
        assertThat(places(Anchors.NONE)).isEmpty();
        assertThat(places(new Anchors(heads))).containsExactly(first.own() + " 7");
    }

    @Test
    void output_that_was_replaced() throws Exception {
        Files.write(first.segment(blobs), "TEN".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
        assertThat(places(Anchors.NONE))
                .containsExactlyInAnyOrder(first.job("receive") + " 4", first.job("scan") + " 4");
    }

    @Test
    void output_that_is_gone() throws Exception {
        Files.delete(first.segment(blobs));
        assertThat(places(Anchors.NONE))
                .containsExactlyInAnyOrder(first.job("receive") + " 4", first.job("scan") + " 4");
    }

    @Test
    void a_cut_off_event() throws Exception {
        execute("UPDATE event_journal SET event_payload = '\\x00' WHERE persistence_id = '" + first.job("scan")
                + "' AND sequence_number = 4");
        assertThat(places(Anchors.NONE)).contains(first.job("scan") + " 4");
    }

    @Test
    void one_transfer_alone() throws Exception {
        change(first.own(), 2);
        assertThat(verify(Anchors.NONE).transfer(second.id).discrepancies()).isEmpty();
        assertThat(verify(Anchors.NONE).transfer(first.id).isClean()).isFalse();
        execute("DELETE FROM event_journal WHERE persistence_id LIKE '%" + second.id + "%'");
        assertThat(verify(Anchors.NONE).transfer(second.id).discrepancies())
                .extracting(Discrepancy::message)
                .containsExactly("the journal has nothing of this transfer");
    }

    private List<Anchor> heads() throws SQLException, IOException {
        var heads = new ArrayList<Anchor>();
        verify(Anchors.NONE).all(heads);
        return heads;
    }

    private VerifyJournal verify(Anchors anchors) {
        return new VerifyJournal(source, anchors, Optional.of(blobs));
    }

    private List<String> places(Anchors anchors) throws SQLException, IOException {
        return verify(anchors).all().discrepancies().stream()
                .map(found -> found.persistenceId() + " " + found.sequence())
                .distinct()
                .toList();
    }

    /** Turns the last byte of an event. */
    private static void change(String persistenceId, int sequence) throws SQLException {
        execute("UPDATE event_journal SET event_payload = set_byte(event_payload, length(event_payload) - 1,"
                + " get_byte(event_payload, length(event_payload) - 1) # 1) WHERE persistence_id = '" + persistenceId
                + "' AND sequence_number = " + sequence);
    }

    /** What a database owner can do who knows the product: another event, and all later links made anew. */
    private static void rewrite(String persistenceId, long from) throws SQLException {
        var events = new ArrayList<ChainedEvent>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal WHERE persistence_id = '"
                                + persistenceId + "' ORDER BY sequence_number")) {
            var link = ChainedEvent.GENESIS;
            while (rows.next()) {
                var payload = rows.getBytes(3);
                var read = ChainedEvent.read(rows.getString(2), Arrays.copyOf(payload, payload.length));
                long sequence = rows.getLong(1);
                var event = sequence == from ? new TransferEvent.Admitted(Instant.EPOCH) : read.event();
                var sealed = ChainedEvent.seal(sequence, link, event);
                events.add(sealed);
                link = sealed.link();
            }
        }
        execute("DELETE FROM event_journal WHERE persistence_id = '" + persistenceId + "'");
        WrittenTransfer.write(database, persistenceId, events);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
