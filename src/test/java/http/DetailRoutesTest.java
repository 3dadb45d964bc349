package http;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import http.access.Caller;
import http.access.Identification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages below that of a transfer, the cluster's, and what each role is offered. */
class DetailRoutesTest {

    @RegisterExtension
    static final RunningApi API = new RunningApi();

    @AfterEach
    void everybodyMayDoEverything() {
        API.identification = Identification.NOT_ASKED;
    }

    @Test
    void a_job_is_shown_with_its_tasks_which_are_filtered_and_paged() {
        var job = stored() + "/jobs/scan-0";

        assertThat(get(job).text())
                .contains("<h1>Scan for viruses</h1>", "Completed", "Not done", "Failed")
                .contains("ClamAV 1.4", "An infection.", "dir/é.txt")
                .contains("1–3 of 3");
        assertThat(get(job + "?state=failed").text()).contains("An infection.").doesNotContain("ClamAV");
        assertThat(get(job + "?path=a.txt").text()).contains("1–1 of 1").doesNotContain("An infection.");
        assertThat(get(job + "?limit=1&offset=1").text()).contains("2–2 of 3", "rel=\"prev\"", "rel=\"next\"");
        assertThat(get(job + "?state=gone").status()).isEqualTo(400);
        assertThat(get(stored() + "/jobs/gone-0").status()).isEqualTo(404);
        assertThat(get(stored() + "/jobs/scan").status()).isEqualTo(404);
    }

    @Test
    void a_task_is_shown_with_output_attempts_and_findings_as_text() {
        var first = get(stored() + "/jobs/scan-0/tasks/0").text();
        assertThat(first)
                .contains("clamdscan --stream", "&lt;b&gt;OK&lt;/b&gt;", "Attempt 1 on worker", "No virus was found")
                .doesNotContain("<b>OK</b>");
        var second = get(stored() + "/jobs/scan-0/tasks/1").text();
        assertThat(second)
                .contains("old signatures")
                .contains("href=\"/api/v1" + stored() + "/jobs/scan-0/tasks/1/stdout\"")
                .doesNotContain("o".repeat(70_000));
        assertThat(get(stored() + "/jobs/scan-0/tasks/9").status()).isEqualTo(404);
    }

    @Test
    void files_are_listed_and_one_is_shown_with_its_findings() {
        assertThat(get(stored() + "/files").text()).contains("dir/é.txt", "b\uFFFDd", "1–3 of 3");
        assertThat(get(stored() + "/files?path=dir").text()).contains("1–1 of 1");
        assertThat(get(stored() + "/files/" + API.story.oddFile()).text())
                .contains("<h1><bdi>b\uFFFDd</bdi></h1>", "Listed in the source");
        assertThat(get(stored() + "/files/" + API.story.waiting()).status()).isEqualTo(404);
        assertThat(get("/transfers/" + API.story.oddFile() + "/files").status()).isEqualTo(404);
    }

    @Test
    void the_cluster_is_shown_and_a_worker_is_drained() {
        API.cluster.openTasks = 3;
        var page = get("/cluster").text();

        assertThat(page)
                .contains("mill", "Draining", "Its disk is full.", "32 of 32 places", "127.0.0.1:25521")
                .contains("/jobs/scan-0\">scan-for-viruses</a>")
                .contains("A box that waits");
        assertThat(post("/cluster/drain", "worker=mill&reason=new+disk").header("Location"))
                .isEqualTo("/cluster");
        assertThat(lastOrder()).startsWith("drain mill new disk ");
        assertThat(post("/cluster/undrain", "worker=mill&reason=done").status()).isEqualTo(303);
        assertThat(lastOrder()).startsWith("undrain mill done ");
        assertThat(post("/cluster/drain", "worker=a+b&reason=x").status()).isEqualTo(404);
    }

    @Test
    void nobody_is_offered_what_their_role_may_not_do() {
        signIn("vera", AccessRole.VIEWER);
        var waiting = "/transfers/" + API.story.waiting();

        assertThat(get(waiting).text())
                .contains("Somebody with the role archivist decides this.")
                .doesNotContain("<form method=\"post\"")
                .doesNotContain("href=\"/submit\"");
        assertThat(get("/cluster").text()).contains("mill").doesNotContain("<form method=\"post\"");
        var refused = post(waiting + "/cancel", "reason=x");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("vera", "<h1>");
        assertThat(get("/submit").status()).isEqualTo(403);
    }

    @Test
    void a_stranger_is_led_to_the_page_where_people_sign_in() {
        API.identification = request -> CompletableFuture.completedFuture(Optional.empty());

        var page = get("/");

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).startsWith("/sign-in");
        assertThat(page.text()).doesNotContain("Ein Karton");
        assertThat(get("/assets/muniment.css").status()).isEqualTo(200);
    }

    private static void signIn(String name, AccessRole role) {
        var caller = new Caller(name, Set.of(role), Caller.Means.SESSION);
        API.identification = request -> CompletableFuture.completedFuture(Optional.of(caller));
    }

    private static String stored() {
        return "/transfers/" + API.story.stored();
    }

    private static String lastOrder() {
        return API.cluster.commands.get(API.cluster.commands.size() - 1);
    }

    private static ApiClient.Reply get(String target) {
        return API.client.send(target, API.client.builder(target).GET());
    }

    private static ApiClient.Reply post(String target, String body) {
        return API.postForm(target, body);
    }
}
