package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.Test;

/** A browser that runs no script has links and forms, and they suffice. */
class WithoutScripts {

    private static final int TRIES_MAX = 200;

    @Test
    void a_transfer_is_submitted_opened_retried_and_stored() throws Exception {
        DASHBOARD.papers().write("plain/objects/seal.txt", "This is " + Scanner.SUSPECT);
        DASHBOARD.scanner().breakAgain();
        try (var ada = DASHBOARD.visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var transfer = ada.submit("plain", "Without scripts", "automated");
            loadUntil(ada, transfer, "Failed");
            ada.follow("Tasks of Scan for viruses in directories");
            assertThat(ada.read()).contains("False.Alarm");
            ada.page.locator("table a").first().click();
            assertThat(ada.read()).contains("Attempt 1");

            DASHBOARD.scanner().mend();
            ada.goTo(transfer)
                    .fill("Reason, for the record", "the scanner was mended")
                    .press("Retry what failed");
            loadUntil(ada, transfer, "Stored");
            ada.goTo("/")
                    .fill("Name, accession number or id", "Without scripts")
                    .press("Find");
            assertThat(ada.page.locator("tbody tr").count()).isEqualTo(1);
        }
    }

    private static void loadUntil(Visitor visitor, String page, String status) {
        for (int tries = 1; ; tries++) {
            var standing = visitor.goTo(page).page.locator("#standing .status").textContent();
            if (standing.strip().equals(status)) {
                return;
            }
            assertThat(tries).as("%s, not %s", standing, status).isLessThan(TRIES_MAX);
        }
    }
}
