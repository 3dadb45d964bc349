package browser;

import static browser.DashboardIT.DASHBOARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file on somebody's own computer to a package that they take away, and to the proof of what happened between. */
class UploadsAndProof {

    @TempDir
    Path computer;

    @Test
    void files_from_a_computer_are_uploaded_stored_and_taken_away() throws Exception {
        try (var ada = DASHBOARD.visitor()) {
            var form = formOf(ada, "From my desk");
            form.locator("#upload-files").setInputFiles(new FilePayload[] {file("plan.txt"), file("letter.txt")});
            submit(ada, form);

            assertThat(ada.awaitStatus("Stored").read()).contains("From my desk");
            ada.await("#facts", "Download the AIP");
            assertThat(textOf(download(ada, "#take-mets"))).contains("plan.txt", "letter.txt", "<premis:");
            assertThat(Files.size(download(ada, "#take-aip").path())).isPositive();
        }
    }

    @Test
    void a_folder_is_uploaded_with_all_that_is_in_it() throws Exception {
        Files.createDirectories(computer.resolve("harbour/plans"));
        Files.writeString(computer.resolve("harbour/plans/quay.txt"), "the quay");
        Files.writeString(computer.resolve("harbour/list.txt"), "one plan");
        try (var ada = DASHBOARD.visitor()) {
            var form = formOf(ada, "The harbour");
            form.locator("#upload-folder").setInputFiles(computer.resolve("harbour"));
            submit(ada, form);

            ada.awaitStatus("Stored").goTo(ada.path() + "/files");
            assertThat(ada.read()).contains("plans/quay.txt", "list.txt");
        }
    }

    @Test
    void an_upload_of_nothing_says_what_is_missing() throws Exception {
        try (var ada = DASHBOARD.visitor()) {
            formOf(ada, "Nothing").locator("[type=submit]").click();

            ada.await("#upload-state", "Choose files or a folder first");
        }
    }

    @Test
    void the_timeline_is_dragged_to_any_moment_and_the_record_is_proved() throws Exception {
        DASHBOARD.papers().letters("recorded", 3);
        try (var ada = DASHBOARD.visitor()) {
            var transfer = DASHBOARD.submissions().submit("papers", "recorded", "automated");
            ada.goTo(transfer).awaitStatus("Stored").goTo(transfer + "/audit");
            var thumb = ada.page.locator("#at");
            int last = Integer.parseInt(thumb.inputValue());
            ada.await("#then .status", "Stored");

            drag(ada.page, thumb, 0.4);

            int moment = Integer.parseInt(thumb.inputValue());
            assertThat(moment).isBetween(last / 5, last / 2);
            ada.await("#then-title", "event " + moment).await("#then .status", "Processing");
            assertThat(ada.page.locator("#then .job").count()).isPositive();
            assertThat(ada.page.url()).endsWith("?at=" + moment);
            ada.page.reload();
            ada.await("#then-title", "event " + moment);
            assertThat(thumb.inputValue()).isEqualTo(Integer.toString(moment));
            ada.press("Verify the record of this transfer").await("#verification .done", "agrees");
        }
    }

    private static Locator formOf(Visitor visitor, String name) {
        var form = visitor.goTo("/submit").page.locator("#upload");
        form.getByLabel("Name").fill(name);
        form.getByLabel("Processing configuration").selectOption("automated");
        return form;
    }

    private static void submit(Visitor visitor, Locator form) {
        form.locator("[type=submit]").click();
        visitor.page.waitForURL("**/transfers/*");
    }

    private static FilePayload file(String name) {
        return new FilePayload(name, "text/plain", ("This is " + name).getBytes(UTF_8));
    }

    private static Download download(Visitor visitor, String link) {
        return visitor.page.waitForDownload(() -> visitor.page.locator(link).click());
    }

    private static String textOf(Download download) throws IOException {
        return Files.readString(download.path());
    }

    /** By its thumb, from the right end to a part of the width. */
    private static void drag(Page page, Locator thumb, double part) {
        thumb.scrollIntoViewIfNeeded();
        var box = thumb.boundingBox();
        double middle = box.y + box.height / 2;
        page.mouse().move(box.x + box.width - 8, middle);
        page.mouse().down();
        for (int step = 9; step >= 0; step--) {
            page.mouse().move(box.x + box.width * (part + (1 - part) * step / 10), middle);
        }
        page.mouse().up();
    }
}
