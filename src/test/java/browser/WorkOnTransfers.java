package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the submission to a stored AIP, and what people do on the way. */
class WorkOnTransfers {

    @Test
    void whoever_is_not_signed_in_is_asked_who_they_are() {
        try (var ada = DASHBOARD.stranger()) {
            ada.goTo("/cluster").signIn("a wrong password of hers");
            assertThat(ada.alert().textContent()).contains("password");
            assertThat(ada.takeComplaints()).allMatch(complaint -> complaint.contains("401"));

            ada.signIn(Dashboard.PASSWORD);
            assertThat(ada.path()).isEqualTo("/cluster");

            ada.press("Sign out").goTo("/");
            assertThat(ada.path()).startsWith("/sign-in");
        }
    }

    @Test
    void a_folder_is_found_submitted_approved_and_stored() throws Exception {
        DASHBOARD.papers().letters("estate", 3);
        try (var ada = DASHBOARD.visitor()) {
            ada.submit("estate", "The estate of Ada", "default");
            ada.awaitStatus("Waiting for you").press("Approve transfer");
            ada.await("#decisions .call h2", "Store AIP").press("Yes").awaitStatus("Stored");

            assertThat(ada.read()).contains("Scan for viruses", "3 of 3 tasks", "Choices made");
        }
    }

    /**
     * Twice, for a service that has just started is another than one that has run for a while. The suite asks for half of the changes
     * within the limit, with nothing beside it; bench/live, which reads what is printed, asks for all of them.
     */
    @Test
    @Tag("alone")
    void changes_come_to_the_screen_of_whoever_watches_by_themselves() throws Exception {
        for (var service : List.of("cold", "warm")) {
            var delays = delaysOfChanges("watched-" + service);
            System.err.println(
                    "DashboardIT: milliseconds from an event to the screen, " + service + " service: " + delays);
            assertThat(delays).hasSizeGreaterThan(40);
            assertThat(delays.get(delays.size() / 2)).isLessThanOrEqualTo(Watch.LIMIT_MILLIS);
            assertThat(delays.get(delays.size() - 1)).isLessThanOrEqualTo(10 * Watch.LIMIT_MILLIS);
        }
    }

    /** In milliseconds, sorted: of the jobs of a transfer on its page, and of its line in the list. */
    private static List<Long> delaysOfChanges(String folder) throws Exception {
        DASHBOARD.papers().letters(folder, 4);
        try (var ada = DASHBOARD.visitor();
                var grace = DASHBOARD.visitor();
                var list = DASHBOARD.visitor()) {
            var transfer = ada.submit(folder, folder, "default");
            var watch = Watch.on(grace.goTo(transfer));
            list.goTo("/");
            var watchOfList = Watch.on(list);
            ada.awaitStatus("Waiting for you").press("Approve transfer");
            ada.await("#decisions .call h2", "Store AIP").press("Yes");
            grace.awaitStatus("Stored");
            list.await("[id='line-" + transfer.substring("/transfers/".length()) + "'] .status", "Stored");

            var story = DASHBOARD.submissions().story(transfer);
            var delays = watch.delaysOfJobs(story);
            delays.addAll(watchOfList.delaysOfEnd(story));
            Collections.sort(delays);
            return delays;
        }
    }

    @Test
    void a_failed_task_says_why_and_goes_on_once_the_cause_is_mended() throws Exception {
        DASHBOARD.papers().letters("alarm", 2);
        DASHBOARD.papers().write("alarm/objects/seal.txt", "This is " + Scanner.SUSPECT);
        DASHBOARD.scanner().breakAgain();
        try (var ada = DASHBOARD.visitor()) {
            var transfer = ada.submit("alarm", "A false alarm", "automated");
            ada.awaitStatus("Failed");
            assertThat(ada.alert().textContent()).contains("False.Alarm", "seal.txt", "retry");

            ada.follow("Tasks of Scan for viruses in directories").await("h1", "Scan for viruses");
            ada.await("tr", "seal.txt").await("tr", "False.Alarm");
            DASHBOARD.scanner().mend();
            ada.goTo(transfer)
                    .fill("Reason, for the record", "the scanner was mended")
                    .press("Retry what failed")
                    .awaitStatus("Stored");
            assertThat(ada.read()).contains("Tried again by " + Dashboard.USER + ": the scanner was mended");
        }
    }

    @Test
    void a_drained_worker_takes_nothing_new_until_it_is_let_work() throws Exception {
        DASHBOARD.papers().letters("patient", 2);
        try (var ada = DASHBOARD.visitor()) {
            order(ada, "a new disk", "Drain").await(".card", "Drained").await(".card", "a new disk");
            var transfer = "";
            try {
                transfer = DASHBOARD.submissions().submit("papers", "patient", "automated");
                ada.goTo(transfer).await(".job", "List the files of the source");
                ada.goTo("/cluster").await("#cluster li", "list-source");
            } finally {
                order(ada, "the disk is in", "Let it work");
            }
            ada.goTo(transfer).awaitStatus("Stored");
        }
    }

    private static Visitor order(Visitor visitor, String reason, String button) {
        return visitor.goTo("/cluster").fill("Reason, for the record", reason).press(button);
    }
}
