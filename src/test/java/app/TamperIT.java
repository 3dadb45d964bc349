package app;

import static org.assertj.core.api.Assertions.assertThat;

import audit.Anchor;
import audit.Anchors;
import audit.Discrepancy;
import audit.JournalArchive;
import audit.MoveJournals;
import audit.OutsideHeads;
import audit.Report;
import audit.VerifyJournal;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipeline.transfer.TransferEvent.Submitted;
import storage.AipStore;
import testing.UntouchedRecord;

/**
 * Goal: whoever tampers with the record of a real transfer is found, and the place is named. Method: the product makes an AIP
 * of the example; then its journal, its stored output, its AIP are changed, one at a time, and put back.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

    /** What is known from outside of the database. */
    enum Outside {
        HEADS,
        RECEIPT,
        AIP
    }

    private static final Path EXAMPLE = Path.of("examples", "first-transfer");

    private Path directory;
    private Settings settings;
    private AtDatabase database;
    private TransferId transfer;
    private Path aip;
    private List<Anchor> heads;

    @BeforeAll
    void process(@TempDir Path temporary) throws Exception {
        directory = temporary;
        var data = directory.resolve("data");
        var run = CommandRun.of(
                directory, List.of("process", EXAMPLE.toString(), "--json", "--data", data.toString()), Map.of());
        assertThat(run.exit()).as(run.err()).isZero();
        var processed = new ObjectMapper().readTree(run.out());
        transfer = TransferId.of(processed.path("transfer").asText());
        aip = Path.of(processed.path("path").asText());
        UntouchedRecord.require(data);
        settings = Settings.of(Map.of()).in(Optional.of(data), Optional.empty());
        database = AtDatabase.open(settings, "a test");
        heads = new ArrayList<>();
        journal(Anchors.NONE).all(heads);
        execute("CREATE TABLE saved AS SELECT * FROM event_journal");
    }

    @AfterAll
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @BeforeEach
    void restore() throws SQLException {
        execute("TRUNCATE event_journal, moved_journal CASCADE");
        execute("INSERT INTO event_journal SELECT * FROM saved ORDER BY ordering");
    }

    @Test
    void an_untouched_record_agrees_with_everything() throws Exception {
        var report = journal(new Anchors(outside(Outside.RECEIPT)))
                .with(new AipStore(settings.store()))
                .all();
        assertThat(report.discrepancies()).isEmpty();
        assertThat(report.aips()).isEqualTo(1);
        assertThat(report.premisEvents()).isGreaterThan(20);
        assertThat(verify(Outside.HEADS).isClean()).isTrue();
        assertThat(verify(Outside.AIP).isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer", "job"})
    void changed_deleted_put_in_and_swapped_events_are_found_and_named(String kind) throws Exception {
        var id = id(kind);
        execute("UPDATE event_journal SET event_payload = set_byte(event_payload, length(event_payload) - 1,"
                + " get_byte(event_payload, length(event_payload) - 1) # 1)" + at(id, 2));
        assertThat(places()).as("changed").contains(id + " 2");

        restore();
        execute("DELETE FROM event_journal" + at(id, 2));
        assertThat(places()).as("deleted").contains(id + " 2");

        restore();
        shiftFrom(id, 3);
        execute("INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,"
                + " event_payload) SELECT persistence_id, 3, writer, event_ser_id, event_ser_manifest, event_payload"
                + " FROM event_journal" + at(id, 2));
        assertThat(places()).as("put in").contains(id + " 3");

        restore();
        execute("UPDATE event_journal SET sequence_number = 1000000" + at(id, 2));
        execute("UPDATE event_journal SET sequence_number = 2" + at(id, 3));
        execute("UPDATE event_journal SET sequence_number = 3" + at(id, 1_000_000));
        assertThat(places()).as("swapped").contains(id + " 2", id + " 3");
    }

    @ParameterizedTest
    @EnumSource(Outside.class)
    void a_cut_off_tail_is_found(Outside known) throws Exception {
        // The AIP knows the journal up to its bagging, so that is where it is cut.
        execute("DELETE FROM event_journal WHERE persistence_id = 'transfer|" + transfer + "' AND sequence_number > 9");
        assertThat(verify(known).discrepancies()).anyMatch(found -> of(found, known));
    }

    @ParameterizedTest
    @EnumSource(Outside.class)
    void a_transfer_that_is_gone_is_found(Outside known) throws Exception {
        execute("DELETE FROM event_journal WHERE persistence_id LIKE '%|" + transfer + "%'");
        assertThat(journal(Anchors.NONE).all().discrepancies()).isEmpty();
        assertThat(verify(known).discrepancies()).anyMatch(found -> of(found, known));
    }

    @ParameterizedTest
    @EnumSource(Outside.class)
    void a_journal_that_was_written_anew_from_one_event_on_is_found(Outside known) throws Exception {
        try (var connection = database.source().getConnection()) {
            Rewriting.of(
                    connection,
                    transfer,
                    event -> event instanceof Submitted submitted
                            ? new Submitted(
                                    submitted.submission(),
                                    submitted.workflowText(),
                                    submitted.commandId(),
                                    "another node")
                            : event);
        }
        assertThat(journal(Anchors.NONE).all().discrepancies())
                .as("it agrees with itself")
                .isEmpty();
        assertThat(verify(known).discrepancies()).anyMatch(found -> of(found, known));
    }

    @Test
    void stored_output_that_was_replaced_is_found() throws Exception {
        Path segment;
        try (var all = Files.list(settings.blobs())) {
            segment = all.filter(file -> file.toFile().length() > 0).findFirst().orElseThrow();
        }
        byte before;
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            before = file.readByte();
            file.seek(0);
            file.writeByte(before ^ 1);
        }
        try {
            assertThat(journal(Anchors.NONE).all().discrepancies())
                    .anyMatch(found -> found.message().startsWith("stored output is not what it was")
                            && found.persistenceId().startsWith("job|" + transfer)
                            && found.sequence() > 0);
        } finally {
            try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.writeByte(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"time", "kind", "outcome", "lacking", "doubled", "head"})
    void premis_events_that_say_another_thing_are_found(String what) throws Exception {
        var copy = directory.resolve("copy-" + what).resolve(aip.getFileName());
        try (var all = Files.walk(aip)) {
            for (var file : all.toList()) {
                var to = copy.resolve(aip.relativize(file));
                Files.createDirectories(to.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to);
                }
            }
        }
        var mets = mets(copy);
        Files.writeString(mets, tampered(Files.readString(mets), what));

        var found = journal(Anchors.NONE).aips(List.of(copy)).discrepancies();

        assertThat(found).isNotEmpty().allMatch(each -> each.message().contains("METS"));
        if (!what.equals("doubled") && !what.equals("head")) {
            assertThat(found)
                    .anyMatch(each -> each.persistenceId().startsWith("job|" + transfer)
                            && each.sequence() > 0
                            && !each.expected().isEmpty());
        }
    }

    private static String tampered(String mets, String what) {
        int from = mets.lastIndexOf("<premis:event ", mets.indexOf("virus check"));
        int to = mets.indexOf("</premis:event>", from) + "</premis:event>".length();
        var event = mets.substring(from, to);
        var other =
                switch (what) {
                    case "time" -> event.replaceFirst("<premis:eventDateTime>20", "<premis:eventDateTime>19");
                    case "kind" -> event.replaceFirst("<premis:eventType>[^<]*", "<premis:eventType>validation");
                    case "outcome" -> event.replaceFirst("<premis:eventOutcome>[^<]*", "<premis:eventOutcome>Other");
                    case "lacking" -> "";
                    case "doubled" -> event + event;
                    default -> event;
                };
        var text = mets.substring(0, from) + other + mets.substring(to);
        return what.equals("head") ? text.replaceFirst("(event chain head\">)[0-9a-f]{4}", "$10000") : text;
    }

    @Test
    void a_file_that_is_no_aip_is_told_and_no_exception() throws Exception {
        var strange = Files.createDirectories(directory.resolve("strange"));
        Files.writeString(strange.resolve("bag-info.txt"), "Muniment-Journal-Head: " + "0".repeat(64) + "\n");
        Files.createDirectories(strange.resolve("data"));
        Files.writeString(strange.resolve("data/METS." + transfer + ".xml"), "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a");

        assertThat(journal(Anchors.NONE)
                        .aips(List.of(strange, directory.resolve("nothing")))
                        .discrepancies())
                .hasSize(2)
                .allMatch(found -> found.message().startsWith("the AIP can't be read"));
    }

    @Test
    void a_journal_that_was_moved_to_a_file_agrees_with_all_that_is_known_outside() throws Exception {
        var moves = new MoveJournals(database.source(), new JournalArchive(settings.journals()));
        assertThat(moves.move(transfer)).isEqualTo(new MoveJournals.Moved(true, List.of()));
        try {
            for (var known : Outside.values()) {
                var report = verify(known);
                assertThat(report.discrepancies()).isEmpty();
                assertThat(report.events()).isPositive();
            }
        } finally {
            Files.delete(new JournalArchive(settings.journals()).fileOf(transfer));
        }
    }

    // --- What is asked ----------------------------------------------------------------------------

    private List<Anchor> outside(Outside known) throws IOException {
        return switch (known) {
            case HEADS -> heads;
            case RECEIPT -> OutsideHeads.ofStore(new AipStore(settings.store()));
            case AIP -> List.of();
        };
    }

    private VerifyJournal journal(Anchors anchors) throws IOException {
        return new VerifyJournal(
                        database.source(), anchors, Optional.of(settings.blobs().toRealPath()))
                .with(new JournalArchive(settings.journals()));
    }

    private Report verify(Outside known) throws Exception {
        var verify = journal(new Anchors(outside(known)));
        return known == Outside.AIP ? verify.aips(List.of(aip)) : verify.all();
    }

    private boolean of(Discrepancy found, Outside known) {
        var source =
                switch (known) {
                    case HEADS -> "the exported head";
                    case RECEIPT -> "the receipt of AIP";
                    case AIP -> "of AIP";
                };
        return found.persistenceId().equals("transfer|" + transfer)
                && (found.message().contains(source) || found.message().contains("nothing of this transfer"));
    }

    private List<String> places() throws Exception {
        return journal(Anchors.NONE).all().discrepancies().stream()
                .map(found -> found.persistenceId() + " " + found.sequence())
                .toList();
    }

    private String id(String kind) throws SQLException {
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT persistence_id FROM saved WHERE persistence_id LIKE '" + kind
                        + "|%' GROUP BY 1 HAVING count(*) > 3 ORDER BY 1 LIMIT 1")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String at(String id, int sequence) {
        return " WHERE persistence_id = '" + id + "' AND sequence_number = " + sequence;
    }

    private void shiftFrom(String id, int sequence) throws SQLException {
        var of = " WHERE persistence_id = '" + id + "' AND ";
        execute("UPDATE event_journal SET sequence_number = -sequence_number - 1" + of + "sequence_number >= "
                + sequence);
        execute("UPDATE event_journal SET sequence_number = -sequence_number" + of + "sequence_number < 0");
    }

    private static Path mets(Path aip) throws IOException {
        try (var files = Files.list(aip.resolve("data"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("METS."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
