package http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e";

    @Test
    void the_list_shows_transfers_with_status_size_and_links() {
        var page = get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
        assertThat(page.text())
                .contains("Ein Karton", "A box that waits", "Waiting for you", "Stored")
                .contains("href=\"/transfers/" + API.story.stored() + "\"")
                .contains("sse-swap=\"line-" + API.story.waiting() + "\"");
    }

    @Test
    void the_list_is_filtered_searched_sorted_and_paged_by_the_server() {
        assertThat(get("/?status=waiting").text()).contains("A box that waits").doesNotContain("Ein Karton");
        assertThat(get("/?text=KARTON").text()).contains("Ein Karton").doesNotContain("A box that waits");
        assertThat(get("/?text=" + API.story.waiting()).text())
                .contains("A box that waits")
                .doesNotContain("Karton");
        assertThat(get("/?text=nothing").text()).contains("No transfer is like that");
        var byName = get("/?sort=name").text();
        assertThat(byName.indexOf("A box that waits")).isLessThan(byName.indexOf("Ein Karton"));
        assertThat(byName).contains("aria-sort=\"ascending\"").contains("href=\"/?sort=-name\"");
        var second = get("/?sort=name&limit=1&offset=1").text();
        assertThat(second)
                .contains("Ein Karton")
                .doesNotContain("A box that waits")
                .contains("rel=\"prev\"");
        assertThat(get("/?sort=name&limit=1").text()).contains("href=\"/?sort=name&amp;limit=1&amp;offset=1\"");
    }

    @Test
    void the_list_is_limited_to_a_type_and_to_days() {
        var first = API.client
                .get("/api/v1/transfers/" + API.story.stored())
                .json()
                .path("submittedAt")
                .asText();
        var day = java.time.LocalDate.ofInstant(java.time.Instant.parse(first), java.time.ZoneId.systemDefault());

        assertThat(get("/?type=standard").text()).contains("Ein Karton", "A box that waits");
        assertThat(get("/?type=dspace").text()).contains("No transfer is like that");
        assertThat(get("/?from=" + day + "&to=" + day).text()).contains("Ein Karton");
        assertThat(get("/?to=" + day.minusDays(1)).text()).doesNotContain("Ein Karton");
        assertThat(get("/?from=" + day.plusDays(1)).text()).doesNotContain("Ein Karton");
        assertThat(get("/?from=" + day + "&sort=name&limit=1").text())
                .contains("from=" + day)
                .contains("value=\"" + day + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?status=gone",
                "/?limit=0",
                "/?colour=red",
                "/?text=%00",
                "/?from=yesterday",
                "/?to=2026-13-01",
                "/?to=-0001-01-01",
                "/?to=%2B99999-01-01"
            })
    void what_cannot_be_asked_is_a_page_that_says_so(String target) {
        var page = get(target);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("A parameter can't be used").contains("role=\"alert\"");
    }

    @Test
    void a_page_that_is_not_there_is_a_page_for_people_and_a_problem_for_programs() {
        var person = API.client.send("/nothing", API.client.builder("/nothing").header("Accept", "text/html"));

        assertThat(person.status()).isEqualTo(404);
        assertThat(person.text()).contains("There is no page at this address");
        assertThat(API.client.raw("GET", "/nothing").problem()).isEqualTo("not-found");
        assertThat(get("/transfers/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(get("/transfers/x").text()).contains("There is no transfer of this id");
    }

    @Test
    void a_transfer_is_shown_with_its_jobs_and_where_it_stands() {
        var page = get("/transfers/" + API.story.stored()).text();

        assertThat(page)
                .contains("<h1><bdi>Ein Karton</bdi></h1>")
                .contains("Scan for viruses", "3 of 3 tasks", "1 failed", "1 not done")
                .contains("file:///store/aip")
                .doesNotContain("Change its course");
    }

    @Test
    void a_choice_that_waits_has_a_button_for_each_option() {
        var page = get("/transfers/" + API.story.waiting()).text();

        assertThat(page)
                .contains("action=\"/transfers/" + API.story.waiting() + "/choices/approve\"")
                .contains("name=\"option\" value=\"yes-please\"", "name=\"option\" value=\"no-thanks\"");
    }

    @Test
    void an_answer_and_an_order_are_carried_out_as_those_of_the_api_are() {
        var waiting = "/transfers/" + API.story.waiting();

        assertThat(post(waiting + "/choices/approve", "option=yes-please").header("Location"))
                .isEqualTo(waiting);
        assertThat(lastCommand()).startsWith("choose " + API.story.waiting() + " approve yes-please ");
        assertThat(post(waiting + "/cancel", "reason=a+mistake").status()).isEqualTo(303);
        assertThat(lastCommand()).startsWith("cancel " + API.story.waiting() + " a mistake ");
        assertThat(post(waiting + "/retry", "reason=again&job=scan-0&task=2&task=1")
                        .status())
                .isEqualTo(303);
        assertThat(lastCommand()).startsWith("retry " + API.story.waiting() + " scan-0[1-2] again ");
        assertThat(post(waiting + "/skip", "reason=x").status()).isEqualTo(303);
        assertThat(post(waiting + "/pause", "reason=x").status()).isEqualTo(303);
        assertThat(post(waiting + "/resume", "reason=x").status()).isEqualTo(303);
        assertThat(post(waiting + "/priority", "reason=x&priority=70").status()).isEqualTo(303);
        assertThat(lastCommand()).startsWith("prioritize " + API.story.waiting() + " 70 x ");
    }

    @Test
    void what_is_refused_is_shown_with_its_reason() {
        API.door.refuse("the transfer has ended: stored");

        var page = post("/transfers/" + API.story.stored() + "/pause", "reason=x");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text())
                .contains("The transfer has ended: stored.")
                .as("the way to everything else stays")
                .contains("href=\"/submit\"", "href=\"/cluster\"");
        assertThat(post("/transfers/" + API.story.waiting() + "/pause", "reason=+")
                        .status())
                .isEqualTo(422);
        assertThat(post("/transfers/" + API.story.waiting() + "/priority", "reason=x&priority=high")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_form_without_the_token_of_its_browser_does_nothing() {
        var target = "/transfers/" + API.story.waiting() + "/cancel";
        int before = API.door.commands.size();
        var visit = visit();

        assertThat(send(target, "reason=x", "Cookie", visit.cookie()).status()).isEqualTo(403);
        assertThat(send(target, "reason=x&token=" + visit.token()).status()).isEqualTo(403);
        assertThat(send(target, "reason=x&token=" + visit().token(), "Cookie", visit.cookie())
                        .status())
                .isEqualTo(403);
        assertThat(send(target, "reason=x&token=", "Cookie", "muniment-form=").status())
                .isEqualTo(403);
        assertThat(API.door.commands).hasSize(before);
    }

    @Test
    void a_form_from_another_site_does_nothing_even_with_the_token() {
        var target = "/transfers/" + API.story.waiting() + "/cancel";
        int before = API.door.commands.size();
        var visit = visit();
        var body = "reason=x&token=" + visit.token();

        for (var foreign : List.of("cross-site", "same-site")) {
            assertThat(send(target, body, "Cookie", visit.cookie(), "Sec-Fetch-Site", foreign)
                            .status())
                    .isEqualTo(403);
        }
        for (var foreign : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
            assertThat(send(target, body, "Cookie", visit.cookie(), "Origin", foreign)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(API.door.commands).hasSize(before);
        var own = "http://127.0.0.1:" + API.client.address.getPort();
        assertThat(send(target, body, "Cookie", visit.cookie(), "Origin", own).status())
                .isEqualTo(303);
    }

    @Test
    void the_cookie_is_for_this_site_and_no_script() {
        assertThat(get("/").header("Set-Cookie"))
                .startsWith("muniment-form=")
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
    }

    @Test
    void no_page_lets_anything_run_that_stands_within_it() {
        for (var target : List.of("/", "/submit", "/transfers/" + API.story.stored(), "/nothing?")) {
            var page = API.client.send(target, API.client.builder(target).header("Accept", "text/html"));
            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(page.text())
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:");
        }
    }

    @Test
    void a_transfer_is_submitted_again_as_it_was() {
        var form = get("/submit?source=papers&path=2026&name=Box+7&configuration=automated&accession=2026-17")
                .text();

        assertThat(form)
                .contains("value=\"Box 7\"", "value=\"2026-17\"")
                .containsPattern("value=\"automated\"[^>]* selected");
    }

    @Test
    void every_status_that_a_transfer_can_end_with_has_its_list() {
        assertThat(get("/").text())
                .contains("?status=stored", "?status=failed", "?status=rejected", "?status=cancelled");
    }

    @Test
    void a_directory_of_a_source_is_submitted() throws Exception {
        Files.createDirectories(API.source.resolve("2026/box-2"));
        assertThat(get("/submit").text()).contains("path=2026").contains("Open the folder");
        assertThat(get("/submit?source=papers&path=2026").text()).contains("path=2026%2Fbox-2");

        var reply = post(
                "/submit",
                "source=papers:2026/box-2&name=Zwei&configuration=automated&accessionNumber=17&type=standard");

        assertThat(reply.status()).isEqualTo(303);
        assertThat(get(reply.header("Location")).text()).contains("<bdi>Zwei</bdi>");
        var submitted = API.door.submitted.get(API.door.submitted.size() - 1);
        assertThat(submitted.configuration()).isEqualTo("automated");
        assertThat(submitted.accessionNumber()).contains("17");
    }

    @Test
    void a_form_that_is_sent_twice_submits_once() throws Exception {
        Files.createDirectories(API.source.resolve("2026/box-3"));
        int before = API.door.submitted.size();
        var body = "source=papers:2026/box-3&key=" + UUID.randomUUID();

        var first = post("/submit", body).header("Location");

        assertThat(post("/submit", body).header("Location")).isEqualTo(first);
        assertThat(API.door.submitted).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path=..", "path=2026/../..", "path=/etc", "path=nothing", "source=gone", "path=out"})
    void nobody_looks_outside_a_source(String query) throws Exception {
        var out = API.source.resolve("out");
        if (!Files.exists(out)) {
            Files.createSymbolicLink(out, API.source.getParent());
        }

        var page = get("/submit?" + (query.startsWith("source") ? query : "source=papers&" + query));

        assertThat(page.status()).isEqualTo(422);
    }

    @Test
    void hostile_names_are_text_everywhere() throws Exception {
        Files.createDirectories(API.source.resolve("hostile/" + HOSTILE.replace('/', '_')));
        var browsed = get("/submit?source=papers&path=hostile").text();
        API.story.submit(new model.TransferId(UUID.randomUUID()), HOSTILE);

        for (var page : List.of(
                browsed, get("/").text(), get("/?text=" + encoded(HOSTILE)).text())) {
            assertThat(page).contains("alert(1)").doesNotContain("<script>alert");
        }
    }

    @Test
    void files_are_kept_by_browsers_and_only_those_of_the_list_are_given() {
        var match = Pattern.compile("/assets/pico\\.css\\?v=[0-9a-f]+").matcher(get("/").text());
        assertThat(match.find()).isTrue();
        var css = get(match.group());

        assertThat(css.header("Content-Type")).isEqualTo("text/css; charset=UTF-8");
        assertThat(css.header("Cache-Control")).contains("immutable");
        assertThat(get("/assets/pico.css").header("Cache-Control")).isEqualTo("no-cache");
        var again = API.client.send(
                "/assets/pico.css", API.client.builder("/assets/pico.css").header("If-None-Match", css.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        for (var other : List.of("/assets/texts.properties", "/assets/..%2Fopenapi.yaml", "/assets/htmx.min.js")) {
            assertThat(get(other).status()).as(other).isEqualTo(404);
        }
    }

    @Test
    void a_form_that_is_refused_leads_back_to_the_page_that_it_stands_on_and_to_no_other_site() {
        var page = "/transfers/" + API.story.stored();

        assertThat(refusedFrom(page, "http://127.0.0.1:1" + page + "?a=1"))
                .contains("<a href=\"" + page + "?a=1\">Back to where you were</a>");
        assertThat(refusedFrom(page, "http://127.0.0.1:1//evil.example/")).doesNotContain("evil", "Back to where");
        assertThat(refusedFrom(page, "http://[%zz")).doesNotContain("Back to where");
    }

    private static String refusedFrom(String page, String referer) {
        var visit = visit();
        API.door.refuse("the transfer has ended: stored");
        var form = "reason=x&token=" + visit.token();
        var answer = send(page + "/pause", form, "Cookie", visit.cookie(), "Referer", referer);
        assertThat(answer.status()).as(referer).isEqualTo(409);
        return answer.text();
    }

    private record Visit(String cookie, String token) {}

    private static Visit visit() {
        var page = get("/transfers/" + API.story.waiting());
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(token.find()).isTrue();
        return new Visit(page.header("Set-Cookie").replaceFirst(";.*", ""), token.group(1));
    }

    private static String lastCommand() {
        return API.door.commands.get(API.door.commands.size() - 1);
    }

    private static ApiClient.Reply get(String target) {
        return API.client.send(target, API.client.builder(target).GET());
    }

    private static ApiClient.Reply post(String target, String body) {
        var visit = visit();
        return send(target, body + "&token=" + visit.token(), "Cookie", visit.cookie());
    }

    private static ApiClient.Reply send(String target, String body, String... headers) {
        var request = API.client
                .builder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return API.client.send(target, headers.length == 0 ? request : request.headers(headers));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
