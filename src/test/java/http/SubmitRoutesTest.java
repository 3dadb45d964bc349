package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String HERE = "/api/v1/transfers";
    private static final String BOX = "{\"source\": \"papers:2026/box-1\"}";

    @Test
    void a_submission_is_accepted_with_the_place_where_it_can_be_followed() throws IOException {
        var reply = API.client.post(
                HERE,
                "{\"source\": \"papers:2026/box-1\", \"name\": \"Größe\", \"type\": \"standard\","
                        + " \"configuration\": \"automated\", \"accessionNumber\": \"2026-7\"}");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.header("Location")).isEqualTo(reply.json().path("url").asText());
        assertThat(API.client.get(reply.header("Location")).json().path("name").asText())
                .isEqualTo("Größe");
        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.source())
                .isEqualTo(API.source.resolve("2026/box-1").toRealPath());
        assertThat(submitted.sourceName()).isEqualTo("papers:2026/box-1");
        assertThat(submitted.configuration()).isEqualTo("automated");
        assertThat(submitted.accessionNumber()).contains("2026-7");
    }

    @Test
    void what_is_not_said_is_the_default() {
        API.client.post(HERE, "{\"source\": \"papers:2026//box-1/\", \"accessionNumber\": null}");

        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.name()).isEqualTo("box-1");
        assertThat(submitted.type()).isEqualTo("standard");
        assertThat(submitted.configuration()).isEqualTo("default");
        assertThat(submitted.sourceName()).isEqualTo("papers:2026/box-1");
    }

    @Test
    void two_submissions_without_a_key_are_two_transfers() {
        var first = API.client.post(HERE, BOX).json().path("id");

        assertThat(API.client.post(HERE, BOX).json().path("id")).isNotEqualTo(first);
    }

    @Test
    void the_same_key_has_the_same_answer_and_one_transfer() {
        var first = API.client.post(HERE, BOX, "Idempotency-Key", "key-1");
        int transfers = API.door.submitted.size();

        var again = API.client.post(HERE, BOX + "  ", "Idempotency-Key", "\"key-1\"");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(API.door.submitted).hasSize(transfers);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        API.client.post(HERE, BOX, "Idempotency-Key", "key-2");

        var other = API.client.badPost(
                HERE, "{\"source\": \"papers:2026/box-1\", \"name\": \"other\"}", "Idempotency-Key", "key-2");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void the_same_key_has_the_same_answer_when_the_source_is_gone() throws IOException {
        var box = Files.createDirectory(API.source.resolve("short-lived"));
        var body = "{\"source\": \"papers:short-lived\"}";
        var first = API.client.post(HERE, body, "Idempotency-Key", "key-3");
        Files.delete(box);

        assertThat(API.client.post(HERE, body, "Idempotency-Key", "key-3").text())
                .isEqualTo(first.text());
        assertThat(API.client.badPost(HERE, body).problem()).isEqualTo("source-not-found");
    }

    @Test
    void a_time_out_says_that_nobody_knows_and_what_to_do() {
        API.door.keepSilent();

        var reply = API.client.badPost(HERE, BOX);

        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.problem()).isEqualTo("unknown-outcome");
        assertThat(reply.json().path("detail").asText()).contains("same Idempotency-Key");
    }

    @Test
    void a_link_that_leads_out_of_the_source_is_refused() throws IOException {
        Files.createSymbolicLink(
                API.source.resolve("out"), Files.createDirectory(API.source.resolveSibling("elsewhere")));
        Files.createSymbolicLink(API.source.resolve("self"), API.source);
        Files.createSymbolicLink(API.source.resolve("within"), API.source.resolve("2026"));

        assertThat(API.client.badPost(HERE, "{\"source\": \"papers:out\"}").problem())
                .isEqualTo("source-outside");
        assertThat(API.client.badPost(HERE, "{\"source\": \"papers:self\"}").problem())
                .isEqualTo("source-outside");
        API.client.post(HERE, "{\"source\": \"papers:within\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"source\": \"papers:../secret\"}                        | 422 | source-outside",
                "{\"source\": \"papers:2026/../../secret\"}                | 422 | source-outside",
                "{\"source\": \"papers:./2026\"}                           | 422 | source-outside",
                "{\"source\": \"papers:/etc\"}                             | 422 | source-outside",
                "{\"source\": \"papers:2026/nowhere\"}                     | 422 | source-not-found",
                "{\"source\": \"letters:2026\"}                            | 422 | unknown-source",
                "{\"source\": \"papers:\"}                                 | 422 | invalid-body",
                "{\"source\": \"papers:///\"}                              | 422 | source-outside",
                "{\"source\": \"/etc/passwd\"}                             | 422 | invalid-body",
                "{\"source\": \":x\"}                                      | 422 | invalid-body",
                "{\"source\": \"\"}                                        | 422 | invalid-body",
                "{\"source\": 7}                                           | 422 | invalid-body",
                "{\"source\": \"papers:a\\u0000b\"}                        | 422 | invalid-body",
                "{\"source\": \"papers:a\\nb\"}                            | 422 | invalid-body",
                "{\"source\": \"papers:a\\ud800b\"}                        | 422 | invalid-body",
                "{\"source\": \"papers:2026\", \"name\": \"\\u001b[2J\"}   | 422 | invalid-body",
                "{\"source\": \"papers:2026\", \"sauce\": \"\"}            | 422 | invalid-body",
                "{\"source\": \"papers:2026\", \"type\": \"zipfile\"}      | 422 | unsupported-transfer-type",
                "{\"source\": \"papers:2026\", \"configuration\": \"x\"}   | 422 | unknown-configuration",
                "{\"source\": \"papers:2026\", \"source\": \"papers:x\"}   | 400 | malformed-body",
                "{\"source\": \"papers:2026\"} x                           | 400 | malformed-body",
                "{\"source\":                                              | 400 | malformed-body",
                "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]                  | 400 | malformed-body",
                "[]                                                        | 400 | malformed-body",
                "null                                                      | 400 | malformed-body",
            })
    void a_body_that_cannot_be_used_is_refused(String body, int status, String problem) {
        int before = API.door.submitted.size();

        var reply = API.client.badPost(HERE, body);

        assertThat(reply.problem()).isEqualTo(problem);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(API.door.submitted).hasSize(before);
    }

    @Test
    void texts_are_bounded() {
        var name = "x".repeat(256);

        assertThat(API.client
                        .badPost(HERE, "{\"source\": \"papers:2026\", \"name\": \"" + name + "\"}")
                        .problem())
                .isEqualTo("invalid-body");
        assertThat(API.client
                        .badPost(HERE, "{\"source\": \"papers:" + "x/".repeat(2048) + "\"}")
                        .problem())
                .isEqualTo("invalid-body");
    }

    @Test
    void a_key_that_cannot_be_one_is_refused() {
        assertThat(API.client.badPost(HERE, BOX, "Idempotency-Key", "a b").problem())
                .isEqualTo("bad-parameter");
        assertThat(API.client
                        .badPost(HERE, BOX, "Idempotency-Key", "k".repeat(256))
                        .problem())
                .isEqualTo("bad-parameter");
    }
}
