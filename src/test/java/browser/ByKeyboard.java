package browser;

import static browser.DashboardIT.DASHBOARD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nobody needs a mouse, and everybody sees where they are. */
class ByKeyboard {

    private static final int STEPS_MAX = 150;

    private static final String FOCUSED =
            """
            () => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              const box = at.getBoundingClientRect();
              const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('.skip');
              return {name: (at.getAttribute('aria-label') || at.textContent || at.name || '').trim(), element: at.localName,
                      marked: marked && box.width > 1 && box.height > 1 && box.right > 0};
            }
            """;

    private record Focus(String name, String element) {}

    @Test
    void the_gear_of_a_job_is_reached_and_opened() throws Exception {
        DASHBOARD.papers().letters("keys", 1);
        var transfer = DASHBOARD.submissions().submit("papers", "keys", "automated");
        try (var ada = DASHBOARD.visitor()) {
            ada.goTo(transfer).awaitStatus("Stored");
            assertThat(step(ada).name()).isEqualTo("Skip to the content");
            ada.page.keyboard().press("Enter");
            assertThat(ada.page.evaluate("() => document.activeElement.id")).isEqualTo("main");

            stepTo(ada, "Tasks of Scan for viruses in directories");
            ada.page.keyboard().press("Enter");
            ada.await("h1", "Scan for viruses in directories");
        }
    }

    @Test
    void a_transfer_is_submitted() throws Exception {
        DASHBOARD.papers().letters("typed", 1);
        try (var ada = DASHBOARD.visitor()) {
            ada.goTo("/");
            stepTo(ada, "Submit a transfer");
            ada.page.keyboard().press("Enter");
            ada.await("h1", "Submit a transfer");
            stepTo(ada, "papers");
            ada.page.keyboard().press("Enter");
            ada.await(".entries", "typed");
            stepTo(ada, "typed");
            ada.page.keyboard().press("Enter");
            ada.await("main", "This folder is submitted");
            stepTo(ada, "name");
            ada.page.keyboard().type(" by hand");
            ada.page.keyboard().press("Enter");
            ada.page.waitForURL("**/transfers/*");
            assertThat(ada.page.locator("h1").textContent()).contains("by hand");
        }
    }

    /** Every step is to something that has a name and can be seen to have been reached. */
    private static Focus step(Visitor visitor) {
        visitor.page.keyboard().press("Tab");
        var focused = (java.util.Map<?, ?>) visitor.page.evaluate(FOCUSED);
        assertThat(focused.get("marked")).as("%s", focused).isEqualTo(true);
        assertThat((String) focused.get("name")).isNotEmpty();
        return new Focus((String) focused.get("name"), (String) focused.get("element"));
    }

    private static void stepTo(Visitor visitor, String name) {
        for (int steps = 0; steps < STEPS_MAX; steps++) {
            if (step(visitor).name().equals(name)) {
                return;
            }
        }
        throw new AssertionError("the keyboard never comes to " + name);
    }
}
