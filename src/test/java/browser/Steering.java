package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people order while a transfer is open, each with a reason that the record keeps. */
class Steering {

    /** An answer is on the screen as soon as the page has read it. */
    private static final int SHOWN_MILLIS = 300;

    @Test
    void a_transfer_is_hurried_paused_resumed_and_cancelled() throws Exception {
        try (var ada = DASHBOARD.visitor()) {
            var transfer = waiting(ada, "steered");
            hurry(ada, 90, "for the exhibition").await("#facts", "90");
            steer(ada, "the donor calls", "Pause").awaitStatus("Paused");
            ada.await("#standing", "Paused by " + Dashboard.USER + ": the donor calls");
            steer(ada, "she wants it after all", "Resume").awaitStatus("Waiting for you");
            cancel(ada, "a wrong box").awaitStatus("Cancelled");
            ada.await("#standing", "Cancelled by " + Dashboard.USER + ": a wrong box");

            assertThat(ada.goTo(transfer + "/audit").read())
                    .contains("for the exhibition", "the donor calls", "she wants it after all", "a wrong box");
        }
    }

    @Test
    void whoever_does_not_mean_to_cancel_says_no() throws Exception {
        try (var ada = DASHBOARD.visitor()) {
            waiting(ada, "“kept”");
            ada.answering(question("“kept”"), false);
            steer(ada, "a slip of the hand", "Cancel the transfer");
            steer(ada, "the donor calls", "Pause").awaitStatus("Paused");
        }
    }

    @Test
    void what_somebody_writes_stays_when_somebody_else_decides_meanwhile() throws Exception {
        try (var ada = DASHBOARD.visitor();
                var grace = DASHBOARD.visitor()) {
            var transfer = waiting(ada, "shared");
            open(ada).page.locator("#reason").fill("the donor ca");

            hurry(grace.goTo(transfer), 80, "for the exhibition");

            ada.await("#facts", "80");
            assertThat(ada.page.locator("#priority").inputValue()).isEqualTo("80");
            assertThat(ada.page.locator("#reason").inputValue()).isEqualTo("the donor ca");
            cancel(ada, "the donor calls").awaitStatus("Cancelled");
        }
    }

    @Test
    void a_button_that_is_pressed_stays_until_it_is_let_go() throws Exception {
        try (var ada = DASHBOARD.visitor();
                var grace = DASHBOARD.visitor()) {
            var transfer = waiting(ada, "pressed");
            open(ada).page.locator("#reason").fill("a wrong box");
            ada.answering(question("pressed"), true)
                    .button("Cancel the transfer")
                    .hover();
            ada.page.mouse().down();

            ada.page.waitForResponse("**" + transfer, () -> hurry(grace.goTo(transfer), 80, "for the exhibition"));
            ada.page.waitForTimeout(SHOWN_MILLIS);
            ada.page.mouse().up();

            ada.awaitStatus("Cancelled").await("#facts", "80");
        }
    }

    /** Gives the path of the page of a transfer that waits for an answer; the visitor is there. */
    private static String waiting(Visitor visitor, String folder) throws Exception {
        DASHBOARD.papers().letters(folder, 1);
        var transfer = visitor.submit(folder, folder, "default");
        visitor.awaitStatus("Waiting for you");
        return transfer;
    }

    private static Visitor hurry(Visitor visitor, int priority, String reason) {
        open(visitor).page.locator("#priority").fill(Integer.toString(priority));
        visitor.page.locator("#priority-reason").fill(reason);
        return visitor.press("Set the priority");
    }

    private static Visitor steer(Visitor visitor, String reason, String button) {
        open(visitor).page.locator("#reason").fill(reason);
        return visitor.press(button);
    }

    private static Visitor cancel(Visitor visitor, String reason) {
        visitor.answering(question(visitor.page.locator("h1").textContent()), true);
        return steer(visitor, reason, "Cancel the transfer");
    }

    private static String question(String name) {
        return "Cancel “" + name + "”? It ends for good; what is under way is let come to its end.";
    }

    private static Visitor open(Visitor visitor) {
        var orders = visitor.page.locator("#decisions details");
        if (orders.getAttribute("open") == null) {
            orders.locator("summary").click();
        }
        return visitor;
    }
}
