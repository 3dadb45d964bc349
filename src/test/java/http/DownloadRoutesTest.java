package http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class DownloadRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @AfterEach
    void mend() {
        API.packages.empty = false;
        API.packages.broken = false;
    }

    @Test
    void a_packed_aip_comes_whole_under_a_name_that_does_no_harm() {
        var reply = API.client.get(aip());

        assertThat(reply.text()).isEqualTo(StubPackages.BYTES);
        assertThat(reply.header("Content-Length")).isEqualTo("" + StubPackages.BYTES.length());
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-7z-compressed");
        assertThat(reply.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"__a_b___X__y__.7z\";"
                        + " filename*=UTF-8''.._a%22b%3B%0D%0AX%3A%20y%E2%80%AE%C3%84.7z");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("ETag")).isEqualTo("\"ab\"");
        assertThat(reply.header("X")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, bytes 0-9/200000, 10",
        "bytes=199990-, bytes 199990-199999/200000, 10",
        "bytes=100000-999999999, bytes 100000-199999/200000, 100000",
        "bytes=-5, bytes 199995-199999/200000, 5",
        "bytes=-999999999, bytes 0-199999/200000, 200000",
        "bytes=65535-65537, bytes 65535-65537/200000, 3"
    })
    void a_part_is_exactly_that_part(String asked, String range, int length) {
        var reply = ranged(asked);

        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.header("Content-Range")).isEqualTo(range);
        int first = Integer.parseInt(range.substring(6, range.indexOf('-')));
        assertThat(reply.text()).isEqualTo(StubPackages.BYTES.substring(first, first + length));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=200000-, 416",
        "bytes=-0, 416",
        "bytes=9-3, 200",
        "'bytes=0-1,5-6', 200",
        "lines=1-2, 200",
        "bytes=-, 200"
    })
    void what_is_no_part_is_refused_or_answered_with_the_whole(String asked, int status) {
        assertThat(ranged(asked).status()).isEqualTo(status);
    }

    @Test
    void a_part_of_another_file_is_not_given() {
        var request = API.client.builder(aip()).header("Range", "bytes=5-").header("If-Range", "\"another\"");

        assertThat(API.client.send(aip(), request).status()).isEqualTo(200);
        request.setHeader("If-Range", "\"ab\"");
        assertThat(API.client.send(aip(), request).status()).isEqualTo(206);
    }

    @Test
    void what_is_made_on_the_way_comes_whole() {
        var reply = API.client.get(mets());

        assertThat(reply.text()).isEqualTo(StubPackages.BYTES);
        assertThat(reply.header("Content-Disposition")).contains("attachment; filename=\"METS.");
    }

    @Test
    void what_breaks_on_the_way_does_not_look_like_the_whole() {
        API.packages.broken = true;

        assertThatThrownBy(() -> API.client.get(mets())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_not_stored_is_not_there_and_the_reason_is_told() {
        var waiting = API.client.badGet("/api/v1/transfers/" + API.story.waiting() + "/aip");
        assertThat(waiting.status()).isEqualTo(404);
        assertThat(waiting.json().path("detail").asText()).contains("no AIP", "\"waiting\"");
        var unknown = API.client.badGet("/api/v1/transfers/" + UUID.randomUUID() + "/mets");
        assertThat(unknown.problem()).isEqualTo("not-found");
        API.packages.empty = true;
        assertThat(API.client.badGet(aip()).json().path("detail").asText()).contains("MUNIMENT_STORE");
    }

    @Test
    void the_log_says_who_took_what() {
        var log = (Logger) LoggerFactory.getLogger("downloads");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.INFO); // as logback.xml has it
        log.addAppender(lines);
        try {
            API.client.get(mets());
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getFormattedMessage())
                .startsWith("unauthenticated takes the METS file of the transfer " + API.story.stored());
    }

    @Test
    void the_page_of_a_stored_transfer_has_the_links() {
        var page = API.client.raw("GET", "/transfers/" + API.story.stored()).text();

        assertThat(page).contains("href=\"" + aip() + "\"", "href=\"" + mets() + "\"");
        assertThat(API.client.raw("GET", "/transfers/" + API.story.waiting()).text())
                .doesNotContain("/mets\"");
    }

    private static ApiClient.Reply ranged(String range) {
        return API.client.send(aip(), API.client.builder(aip()).header("Range", range));
    }

    private static String aip() {
        return "/api/v1/transfers/" + API.story.stored() + "/aip";
    }

    private static String mets() {
        return "/api/v1/transfers/" + API.story.stored() + "/mets";
    }
}
