package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import model.FilePath;
import org.junit.jupiter.api.Test;

/** Names and metadata that would be more than text if anybody let them. */
class HostileNames {

    private static final String SCRIPT = "<script>alert(1)</script>\"'&{{7*7}}";
    private static final String IMAGE = "<img src=x onerror=alert(2)>.txt";
    private static final String BACKWARDS = "photo\u202Etxt.exe";
    private static final String LONG = "x".repeat(200) + ".txt";
    private static final List<FilePath> FILES = List.of(
            FilePath.ofBytes(IMAGE.getBytes(StandardCharsets.UTF_8)),
            FilePath.ofBytes(BACKWARDS.getBytes(StandardCharsets.UTF_8)),
            FilePath.of(LONG),
            FilePath.ofBytes(new byte[] {'b', 'a', 'd', (byte) 0xFF, (byte) 0xC3, '.', 't'}),
            FilePath.ofBytes(new byte[] {'l', '\n', 'm', '\t', 1, 0x1B, '[', '3', '1', 'm'}),
            FilePath.ofBytes("';--${x}%s #{y}".getBytes(StandardCharsets.UTF_8)));

    // Nothing but our own elements, nothing that runs, and nothing that turns the text around it.
    private static final String CHECK =
            """
            () => {
              const found = [];
              if (document.querySelector('script:not([src^="/assets/"]), img, iframe, object')) found.push('an element');
              if (document.documentElement.scrollWidth > window.innerWidth) found.push('too wide');
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                if (text.data.includes('\\u202e') && !text.parentElement.closest('bdi, option, pre')) found.push('turned: ' + text.data);
              }
              return found;
            }
            """;

    @Test
    void are_text_on_every_page() throws Exception {
        for (var name : FILES) {
            DASHBOARD.papers().write(FilePath.of("hostile/objects").resolve(name), "Nothing much.");
        }
        DASHBOARD.papers().write("hostile/objects/seal<b>.txt", Scanner.SUSPECT);
        DASHBOARD
                .papers()
                .write(
                        "hostile/metadata/metadata.csv",
                        "filename,dc.title\nobjects/" + IMAGE + ",\"<script>alert(3)</script>\"\n");
        DASHBOARD.scanner().breakAgain();
        try (var ada = DASHBOARD.visitor(Camera.PHONE.window())) {
            var transfer = ada.submit("hostile", SCRIPT + BACKWARDS, "automated");
            ada.awaitStatus("Failed");
            assertThat(ada.read()).contains(SCRIPT, "seal<b>.txt");

            var pages = new ArrayList<>(List.of(
                    "/submit?source=papers&path=hostile%2Fobjects", "/", "/?text=%3Cscript%3E%E2%80%AE", transfer));
            pages.addAll(linksFrom(ada, transfer, "/jobs/"));
            pages.add(transfer + "/files");
            pages.addAll(linksFrom(ada, transfer + "/files", "/files/"));
            pages.addAll(linksFrom(ada, transfer + "/jobs/receive-0", "/tasks/"));
            for (var page : pages) {
                ada.goTo(page);
                Camera.PHONE.takeOnce(ada.page, "hostile" + page.replaceAll("[0-9a-f-]{36}|\\?.*", ""));
                assertThat((List<?>) ada.page.evaluate(CHECK)).as(page).isEmpty();
            }
            assertThat(pages).hasSizeGreaterThan(25);
        }
    }

    private static List<String> linksFrom(Visitor visitor, String page, String within) {
        visitor.goTo(page);
        var links = new ArrayList<String>();
        var pattern = Pattern.compile(Pattern.quote(page.replaceFirst("/files$", "")) + ".*" + within + "[^/]+");
        for (var link : visitor.page.locator("main a").all()) {
            var target = link.getAttribute("href");
            if (pattern.matcher(target).matches() && !links.contains(target)) {
                links.add(target);
            }
        }
        return links;
    }
}
