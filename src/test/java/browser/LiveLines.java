package browser;

import static browser.DashboardIT.DASHBOARD;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** The list of transfers shows what it was told last, however close together changes come. The changes are told by the test. */
class LiveLines {

    private static final String SELECTOR = "tr[id^=line-]";

    /** Two changes in one packet: the second comes before the browser has had a moment to settle the first. */
    @Test
    void a_change_right_behind_another_is_not_lost() {
        try (var ada = opened("neighbours")) {
            var id = ada.page.locator(SELECTOR).first().getAttribute("id");
            ada.page.route("**/live?**", route -> tell(route, line(id, "First") + line(id, "Second")));
            ada.goTo("/").await(SELECTOR, "Second");
            ada.takeComplaints();
        }
    }

    /** The list is asked for, and made; and before it arrives the line changes once more. */
    @Test
    void a_list_that_was_made_before_a_change_does_not_hide_it() {
        try (var ada = opened("overtaken")) {
            var id = ada.page.locator(SELECTOR).first().getAttribute("id");
            ada.page.route(
                    "**/live?**", route -> tell(route, event("more", "changed") + line(id, "Changed meanwhile")));
            ada.page.route(url -> url.endsWith("/"), route -> {
                if (route.request().headerValue("hx-request") != null) {
                    ada.await(SELECTOR, "Changed meanwhile");
                }
                route.resume();
            });
            var fetched = ada.page.waitForResponse(
                    answer -> answer.request().headerValue("hx-request") != null, () -> ada.goTo("/"));
            fetched.finished();
            ada.page.waitForFunction("() => !document.querySelector('.htmx-request')");
            ada.await(SELECTOR, "Changed meanwhile");
            ada.takeComplaints();
        }
    }

    private static Visitor opened(String folder) {
        try {
            DASHBOARD.papers().letters(folder, 1);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        var ada = DASHBOARD.visitor();
        ada.submit(folder, folder, "default");
        return ada.awaitStatus("Waiting for you").goTo("/");
    }

    /** And nothing for a while after it, for the connection ends with the answer. */
    private static void tell(Route route, String events) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/event-stream").setBody("retry: 600000\n\n" + events));
    }

    private static String line(String id, String text) {
        return event(id, "<tr id='" + id + "' sse-swap='" + id + "' hx-swap='outerHTML'><td>" + text + "</td></tr>");
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
