package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import model.TransferId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String EVENTS = "/api/v1/events";

    private final List<Stream> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var stream : open) {
            stream.lines.close();
        }
    }

    @Test
    void all_that_has_happened_can_be_heard_again() throws Exception {
        var stream = listen(EVENTS + "?after=0");

        var first = stream.next();
        assertThat(first.name).isEqualTo("transfer-submitted");
        assertThat(first.data).contains("\"transfer\":\"" + API.story.waiting() + "\"");
        assertThat(stream.next().name).isEqualTo("choice-awaited");
    }

    @Test
    void a_listener_hears_what_happens_from_now_on() throws Exception {
        var stream = listen(EVENTS);
        stream.begun();
        var transfer = new TransferId(UUID.randomUUID());
        API.story.submit(transfer, "fresh");

        var event = stream.next();

        assertThat(event.name).isEqualTo("transfer-submitted");
        assertThat(event.data).contains(transfer.toString()).contains("fresh");
    }

    @Test
    void who_was_cut_off_goes_on_behind_the_last_event() throws Exception {
        var first = listen(EVENTS + "?after=0");
        var seen = first.next();
        var missed = first.next();
        first.lines.close();

        var again = listen(EVENTS, "Last-Event-ID", seen.id);

        assertThat(again.next()).isEqualTo(missed);
    }

    @Test
    void a_stream_can_be_about_one_transfer() throws Exception {
        var stream = listen(EVENTS + "?after=0&transfer=" + API.story.stored());

        for (int i = 0; i < 5; i++) {
            assertThat(stream.next().data).contains(API.story.stored().toString());
        }
    }

    @Test
    void the_page_of_a_transfer_is_sent_its_parts_and_all_jobs_where_a_microservice_is_new() throws Exception {
        var page = listen("/live?after=0&transfer=" + API.story.stored());

        assertThat(page.next().name).isEqualTo("standing");
        assertThat(namesUpTo("decisions", page)).containsExactly("files", "size", "jobs", "changed", "decisions");
    }

    @Test
    void the_page_of_a_transfer_is_sent_only_the_microservice_that_changed() throws Exception {
        var stream = listen(EVENTS + "?after=0&transfer=" + API.story.stored());
        var before = "";
        var last = stream.next();
        while (!last.name.equals("transfer-ended")) {
            var event = stream.next();
            before = event.name.equals("job-closed") ? last.id : before;
            last = event;
        }

        var page = listen("/live?transfer=" + API.story.stored(), "Last-Event-ID", before);

        assertThat(namesUpTo("changed", page))
                .contains("standing")
                .doesNotContain("jobs")
                .anyMatch(name -> name.startsWith("microservice-"));
    }

    private static List<String> namesUpTo(String last, Stream stream) throws Exception {
        var names = new ArrayList<String>();
        do {
            names.add(stream.next().name);
        } while (!names.get(names.size() - 1).equals(last));
        return names;
    }

    @Test
    void an_id_from_another_database_means_all() throws Exception {
        var stream = listen(EVENTS, "Last-Event-ID", "999999999");

        assertThat(stream.next().name).isEqualTo("transfer-submitted");
    }

    @Test
    void many_listeners_hear_the_same() throws Exception {
        var streams = new ArrayList<Stream>();
        for (int i = 0; i < 20; i++) {
            streams.add(listen(EVENTS));
            streams.get(i).begun();
        }
        var transfer = new TransferId(UUID.randomUUID());
        API.story.submit(transfer, "for all");
        API.story.cancelRequested(transfer);

        for (var stream : streams) {
            assertThat(stream.next().data).contains("for all");
            assertThat(stream.next().name).isEqualTo("cancel-requested");
        }
    }

    @Test
    void whoever_heard_of_it_reads_who_cancels_a_transfer_and_why() throws Exception {
        var stream = listen(EVENTS);
        stream.begun();
        var transfer = new TransferId(UUID.randomUUID());
        API.story.submit(transfer, "too many");
        API.story.cancelRequested(transfer);
        while (!stream.next().name.equals("cancel-requested")) {
            // what others were told of comes before
        }

        var shown = API.client.get("/api/v1/transfers/" + transfer).json();

        assertThat(shown.path("cancelledBy").asText()).isEqualTo("ada");
        assertThat(shown.path("cancelReason").asText()).isEqualTo("no more");
        assertThat(shown.has("pausedBy") || shown.has("pauseReason")).isFalse();
    }

    @Test
    void when_the_server_ends_streams_end_and_go_on_at_the_next_one() throws Exception {
        var streams = new ArrayList<Stream>();
        for (int i = 0; i < 20; i++) {
            streams.add(listen(EVENTS + "?after=0"));
        }
        var seen = streams.get(0).next();

        API.restart();

        for (var stream : streams) {
            assertThat(stream.rest().get(20, TimeUnit.SECONDS)).isNotEmpty(); // and not cut off in the middle
        }
        assertThat(Long.parseLong(listen(EVENTS, "Last-Event-ID", seen.id).next().id))
                .isGreaterThan(Long.parseLong(seen.id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=-1", "?after=x", "?transfer=x", "?since=0"})
    void a_parameter_that_cannot_be_used_is_refused(String query) {
        assertThat(API.client.badGet(EVENTS + query).problem()).isEqualTo("bad-parameter");
    }

    @Test
    void a_last_event_id_that_is_none_is_refused() {
        var reply = API.client.send(EVENTS, API.client.builder(EVENTS).header("Last-Event-ID", "x"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("bad-parameter");
    }

    private record Event(String id, String name, String data) {}

    private record Stream(BufferedReader lines) {

        /** Returns when the server has begun to speak. */
        void begun() throws Exception {
            assertThat(line()).isEqualTo("retry: 2000");
        }

        Event next() throws Exception {
            var line = line();
            while (!line.startsWith("id: ")) {
                line = line();
            }
            return new Event(line.substring(4), line().substring(7), line().substring(6));
        }

        /** Completes with what comes until the end. */
        CompletableFuture<List<String>> rest() {
            return CompletableFuture.supplyAsync(() -> lines.lines().toList());
        }

        private String line() throws Exception {
            return CompletableFuture.supplyAsync(() -> {
                        try {
                            return lines.readLine();
                        } catch (IOException cut) {
                            throw new IllegalStateException(cut);
                        }
                    })
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private Stream listen(String target, String... headers) throws Exception {
        var request = API.client.builder(target);
        var answer = HttpClient.newHttpClient()
                .send(
                        (headers.length == 0 ? request : request.headers(headers)).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        var stream = new Stream(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
        open.add(stream);
        return stream;
    }
}
