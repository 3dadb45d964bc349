package app;

import static org.assertj.core.api.Assertions.assertThat;

import audit.JournalArchive;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.TransferId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;

/** An auditor at the command line: what happened, how it stood, is it true; then somebody tampers with it. */
@Tag("slow")
class AuditIT {

    private static final Path EXAMPLE = Path.of("examples", "first-transfer");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void the_record_of_a_transfer_is_told_replayed_and_proven() throws Exception {
        var processed = JSON.readTree(process());
        var transfer = processed.path("transfer").asText();
        var aip = processed.path("path").asText();

        tell(transfer);
        var mistaken = run("audit", "verify", "3f0c2a1e-0000-4000-8000-000000000009", "--data", data());
        assertThat(mistaken.exit()).isEqualTo(2);
        assertThat(mistaken.err()).contains("there is no transfer 3f0c2a1e", "--aip PATH");
        var key = directory.resolve("key").toString();
        ok("audit", "key", key);
        var heads = directory.resolve("heads").toString();
        assertThat(ok("audit", "heads", heads, "--key", key, "--data", data())).contains("1 head added");
        assertThat(ok("audit", "heads", heads, "--key", key, "--data", data())).contains("has every head");
        assertThat(ok("audit", "verify", "--data", data(), "--against", heads, "--public", key + ".pub"))
                .contains("everything agrees: 1 transfer,")
                .contains("5 heads known from outside, 1 AIP with");
        assertThat(ok("audit", "verify", "--data", data(), "--aip", aip)).contains("everything agrees");
        whatIsNotThereIsNeitherRightNorWrong();

        assertThat(ok("audit", "archive", "--older-than", "0", "--data", data()))
                .contains("1 of 1 journal moved");
        assertThat(ok("audit", "verify", "--data", data(), "--against", heads, "--public", key + ".pub"))
                .contains("everything agrees: 1 transfer,")
                .contains("5 heads known from outside, 1 AIP with");
        assertThat(ok("views", "rebuild", "--data", data())).contains("1 transfer rebuilt");
        tell(transfer); // which brings it back

        tamper("UPDATE event_journal SET event_payload = set_byte(event_payload, 60, 0)"
                + " WHERE persistence_id LIKE 'transfer|%' AND sequence_number = 3");
        var found = run("audit", "verify", transfer, "--data", data());
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("transfer " + transfer + ", event 3: ").contains("1 thing does NOT agree");

        tamper("DELETE FROM event_journal");
        assertThat(run("audit", "verify", "--data", data()).out())
                .as("an older file is not taken for it")
                .contains("the database lost the journal");
        Files.delete(new JournalArchive(Path.of(data(), "journals")).fileOf(TransferId.of(transfer)));
        assertThat(run("audit", "verify", "--data", data()).out())
                .as("the receipt knows it")
                .contains("the whole journal is gone: the receipt of AIP");
    }

    private void whatIsNotThereIsNeitherRightNorWrong() throws Exception {
        var blobs = Path.of(data(), "blobs");
        var aside = Files.move(blobs, directory.resolve("aside"));
        var elsewhere = run("audit", "verify", "--data", data());
        Files.move(aside, blobs);
        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.out()).isEmpty();
        assertThat(elsewhere.err())
                .contains("Stored output was not compared, for there is no directory " + blobs)
                .contains("MUNIMENT_BLOBS says where it is");
    }

    private void tell(String transfer) throws Exception {
        var text = ok("audit", transfer, "--data", data());
        assertThat(text)
                .contains(" submitted \"first-transfer\" from ")
                .contains(" was given attempt 1 of ")
                .contains("the transfer ended: stored")
                .contains("the transfer is stored");
        var lines = new ArrayList<JsonNode>();
        for (var line :
                ok("audit", transfer, "--json", "--data", data()).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        var state = lines.remove(lines.size() - 1);
        assertThat(state.path("status").asText()).isEqualTo("stored");
        assertThat(lines)
                .allMatch(line -> line.path("number").asInt() > 0
                        && !line.path("text").asText().isEmpty());
        var middle = lines.get(lines.size() / 2);
        var until = JSON.readTree(last(
                ok("audit", transfer, "--json", "--until", middle.path("number").asText(), "--data", data())));
        assertThat(until.path("status").asText()).isEqualTo("processing");
        assertThat(Instant.parse(until.path("at").asText()))
                .isEqualTo(Instant.parse(middle.path("at").asText()));
        var never = run("audit", transfer, "--until", "2000-01-01T00:00:00Z", "--data", data());
        assertThat(never.exit()).isEqualTo(1);
        assertThat(never.err()).contains("nothing of it until");
    }

    private void tamper(String sql) throws Exception {
        var settings = Settings.of(Map.of()).in(Optional.of(Path.of(data())), Optional.empty());
        try (var database = AtDatabase.open(settings, "a test");
                var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static String last(String lines) {
        var all = lines.lines().toList();
        return all.get(all.size() - 1);
    }

    private String process() throws Exception {
        var arguments = List.of("process", EXAMPLE.toString(), "--json", "--data", data());
        LentServer.to(Path.of(data()));
        var run = CommandRun.of(Files.createDirectories(directory), arguments, Map.of());
        assertThat(run.exit()).as(run::err).isZero();
        return run.out();
    }

    private static String ok(String... arguments) {
        var run = run(arguments);
        assertThat(run.exit()).as(() -> run.out() + run.err()).isZero();
        return run.out();
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.here(List.of(arguments));
    }
}
