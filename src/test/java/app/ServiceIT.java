package app;

import static org.assertj.core.api.Assertions.assertThat;

import codec.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import packaging.bagit.BagValidator;
import testing.LentServer;
import testing.PostgresExtension;
import testing.UntouchedRecord;

/**
 * Goal: a person can bring a transfer from its submission to a stored AIP through the service alone, across a restart in the
 * middle, and a listener misses nothing and hears nothing twice. Method: the real service as a process, on a new data
 * directory; ended by SIGTERM after the first job, and started again.
 */
@Tag("slow")
class ServiceIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_transfer_goes_through_the_service_to_a_stored_aip_across_a_restart() throws Exception {
        var box = Files.createDirectories(directory.resolve("papers/box/objects"));
        Files.writeString(box.resolve("letter.txt"), "Dear Ada,");
        Files.writeString(box.resolve("größe.txt"), "12 cm");
        var data = directory.resolve("data");
        LentServer.to(data);
        String transfer;
        Listening before;
        try (var service = ServeProcess.start(data, directory.resolve("papers"))) {
            transfer = service.command(0, "submit", "papers:box", "--name", "Ein Karton")
                    .strip();
            before = new Listening(service.url(), transfer, 0);
            before.await(event -> event.name().equals("choice-awaited"));
            assertThat(service.command(0, "show", transfer))
                    .contains("choose " + transfer + " approve-transfer approve");
            assertThat(choose(service.url(), transfer, "key")).isEqualTo(200);
            assertThat(choose(service.url(), transfer, "key")).isEqualTo(200);
            assertThat(choose(service.url(), transfer, "another key")).isEqualTo(409);
            before.await(event -> event.name().equals("job-closed"));

            rebuild(data); // while the service runs
            assertThat(service.terminate()).isZero();
            assertThat(service.said()).containsPattern("muniment ends; (nothing is|1 transfer) left to the next start");
            before.awaitEnd();
        }
        var last = before.heard.get(before.heard.size() - 1).id();
        Listening after;
        try (var service = ServeProcess.start(data, directory.resolve("papers"))) {
            after = new Listening(service.url(), transfer, last);
            after.await(event ->
                    event.name().equals("choice-awaited") && event.data().contains("approve-storage"));
            service.command(0, "choose", transfer, "approve-storage", "store");
            service.command(1, "choose", transfer, "approve-storage", "store");
            after.await(event -> event.name().equals("transfer-ended"));
            stored(service, transfer);
            assertThat(service.terminate()).isZero();
        }
        eachWasHeardOnce(before, after);
        UntouchedRecord.require(data);
        var live = views(data);
        rebuild(data);
        assertThat(views(data)).as("rebuilt views").isEqualTo(live);
    }

    private void rebuild(Path data) throws Exception {
        var run = CommandRun.of(directory, List.of("views", "rebuild", "--data", data.toString()), Map.of());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 transfer rebuilt");
        assertThat(run.err()).contains("1 of 1: transfer ");
    }

    /** A digest of all rows of each view. */
    private static List<String> views(Path data) throws Exception {
        var digests = new ArrayList<String>();
        var settings = Settings.of(Map.of()).in(Optional.of(data), Optional.empty());
        try (var database = AtDatabase.open(settings, "a test");
                var connection = database.source().getConnection();
                var statement = connection.createStatement()) {
            for (var table : List.of(
                    "transfer",
                    "extent",
                    "choice",
                    "job",
                    "plan_chunk",
                    "hand_out",
                    "task_outcome",
                    "entry",
                    "finding")) {
                try (var rows = statement.executeQuery("SELECT count(*) || ' ' || md5(string_agg(t::text, '|' ORDER BY"
                        + " t::text)) FROM views." + table + " t")) {
                    rows.next();
                    digests.add(table + " " + rows.getString(1));
                }
            }
        }
        return digests;
    }

    private static int choose(String url, String transfer, String key) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create(url + "/api/v1/transfers/" + transfer + "/choices/approve-transfer"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.replace(' ', '-'))
                .POST(HttpRequest.BodyPublishers.ofString("{\"option\": \"approve\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static void stored(ServeProcess service, String transfer) throws Exception {
        var shown = Json.text().readTree(service.command(0, "show", transfer, "--json"));
        assertThat(shown.path("status").asText()).isEqualTo("stored");
        var aip = Path.of(URI.create(shown.path("aip").path("location").asText()));
        assertThat(BagValidator.validate(aip).problems()).isEmpty();
        assertThat(service.command(0, "list")).contains("Ein Karton").contains("stored");
        assertThat(service.command(0, "jobs", transfer))
                .contains("Store the AIP")
                .doesNotContain(" processing  ");
        assertThat(service.command(0, "tasks", transfer, "--job", "receive-0")).contains("größe.txt");
        assertThat(service.command(0, "tasks", transfer, "--failed").lines()).hasSize(1);
    }

    private static void eachWasHeardOnce(Listening before, Listening after) {
        var all = Stream.concat(before.heard.stream(), after.heard.stream()).toList();
        assertThat(all).extracting(Listening.Event::id).isSorted().doesNotHaveDuplicates();
        var coarse = new ArrayList<String>();
        all.stream()
                .filter(event -> !event.name().equals("job-progress"))
                .forEach(event ->
                        coarse.add(event.name() + event.data().replaceAll(".*\"step\":\"([^\"]*)\".*", " $1")));
        assertThat(coarse).doesNotHaveDuplicates();
        assertThat(coarse.get(0)).startsWith("transfer-submitted");
        assertThat(all.get(all.size() - 1).name()).isIn("transfer-ended", "job-progress");
    }
}
