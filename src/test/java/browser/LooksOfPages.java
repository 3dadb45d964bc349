package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every page, in the windows and schemes that people have: checked by axe-core, and kept as pictures. */
class LooksOfPages {

    @Test
    void every_page_can_be_read_by_everybody() throws Exception {
        DASHBOARD.papers().letters("slow", 12);
        DASHBOARD.papers().write("slow/objects/photograph.tif", Scanner.SLOW);
        DASHBOARD.papers().letters("broken", 40);
        DASHBOARD.papers().write("broken/objects/seal.txt", Scanner.SUSPECT);
        DASHBOARD.papers().letters("waits", 5);
        DASHBOARD.scanner().breakAgain();
        DASHBOARD.scanner().hold();
        try (var ada = DASHBOARD.visitor()) {
            var stored = ada.goTo("/submit?source=examples")
                    .submitHere("first-transfer", "Harbour office, plans and letters", "automated");
            var failed = DASHBOARD.submissions().submit("papers", "broken", "automated");
            ada.goTo(failed).awaitStatus("Failed");
            var waiting = DASHBOARD.submissions().submit("papers", "waits", "default");
            ada.goTo(waiting).awaitStatus("Waiting for you");
            var working = DASHBOARD.submissions().submit("papers", "slow", "automated");
            ada.goTo(working).await(".job", "Scan for viruses in directories");
            ada.goTo(stored).awaitStatus("Stored");

            var wrong = new ArrayList<String>();
            for (var page : pages(ada, stored, failed, waiting, working).entrySet()) {
                ada.goTo(page.getValue());
                for (var camera : Camera.values()) {
                    camera.look(ada.page);
                    Axe.violations(ada.page)
                            .forEach(violation -> wrong.add(page.getKey() + ", " + camera + ": " + violation));
                    if (camera.overflows(ada.page)) {
                        wrong.add(page.getKey() + ", " + camera + ": wider than the window");
                    }
                    camera.take(ada.page, page.getKey());
                }
            }
            assertThat(ada.takeComplaints()).allMatch(complaint -> complaint.contains("404"));
            assertThat(wrong).isEmpty();
        } finally {
            DASHBOARD.scanner().goOn();
        }
        try (var stranger = DASHBOARD.stranger()) {
            stranger.goTo("/sign-in");
            for (var camera : Camera.values()) {
                camera.look(stranger.page);
                assertThat(Axe.violations(stranger.page)).isEmpty();
                camera.take(stranger.page, "sign-in");
            }
        }
    }

    private static Map<String, String> pages(
            Visitor visitor, String stored, String failed, String waiting, String working) {
        var pages = new LinkedHashMap<String, String>();
        pages.put("transfers", "/");
        pages.put("transfer-working", working);
        pages.put("transfer-waiting", waiting);
        pages.put("transfer-failed", failed);
        pages.put("transfer-stored", stored);
        pages.put("submit", "/submit?source=examples&path=first-transfer");
        pages.put("job-failed", failed + "/jobs/scan-for-viruses-0");
        pages.put("job", stored + "/jobs/identify-format-0");
        pages.put("task", linkFrom(visitor, stored + "/jobs/characterize-0", "/tasks/"));
        pages.put("files", stored + "/files");
        pages.put("file", linkFrom(visitor, stored + "/files", "/files/"));
        pages.put("transfer-audit", stored + "/audit");
        pages.put("audit", "/audit");
        pages.put("cluster", "/cluster");
        pages.put("accounts", "/accounts");
        pages.put("user", "/accounts/users/" + Dashboard.USER);
        pages.put("account", "/account");
        pages.put("problem", "/nothing");
        return pages;
    }

    private static String linkFrom(Visitor visitor, String page, String within) {
        return visitor.goTo(page)
                .page
                .locator("tbody a[href*='" + within + "']")
                .first()
                .getAttribute("href");
    }
}
