package browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody with a window of their own. Whatever the browser complains of meanwhile, such as an error of a script or
 * something that the Content-Security-Policy forbids, fails the test when the window is closed.
 */
final class Visitor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 90_000;
    private static final int SERVER_FAILS = 500;

    final Page page;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
        page.onResponse(this::check);
        page.onDialog(this::answer);
    }

    private void hear(ConsoleMessage message) {
        if (Set.of("error", "warning").contains(message.type())) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    private void check(Response response) {
        if (response.status() >= SERVER_FAILS) {
            complaints.add(response.url() + " was answered with " + response.status());
        }
    }

    // One that nobody expects could only have been opened by a script that came in with some name.
    private void answer(Dialog dialog) {
        var answer = answers.remove(dialog.message());
        if (answer == null) {
            complaints.add("a dialog: " + dialog.message());
        }
        if (Boolean.TRUE.equals(answer)) {
            dialog.accept();
        } else {
            dialog.dismiss();
        }
    }

    /** When the page asks that the next time, the visitor says yes, or no. */
    Visitor answering(String question, boolean yes) {
        answers.put(question, yes);
        return this;
    }

    Visitor goTo(String path) {
        page.navigate(path);
        return this;
    }

    Visitor signIn(String password) {
        return fill("User", Dashboard.USER).fill("Password", password).press("Sign in");
    }

    /** Follows the link of that name. */
    Visitor follow(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        return this;
    }

    Visitor press(String button) {
        button(button).click();
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    Visitor fill(String label, String text) {
        page.getByLabel(label).first().fill(text);
        return this;
    }

    /** Browses to a folder of the papers and submits it; gives the path of the page of its transfer. */
    String submit(String folder, String name, String configuration) {
        return goTo("/submit?source=papers").submitHere(folder, name, configuration);
    }

    /** Opens a folder that is listed, and submits it; gives the path of the page of its transfer. */
    String submitHere(String folder, String name, String configuration) {
        follow(folder);
        var form = page.locator("form[action='/submit']");
        form.getByLabel("Name").fill(name);
        form.getByLabel("Processing configuration").selectOption(configuration);
        form.locator("[type=submit]").click();
        page.waitForURL("**/transfers/*");
        return path();
    }

    /** Where the visitor is, without the server. */
    String path() {
        return page.url().replaceFirst("^https?://[^/]+", "");
    }

    /** Returns when the page of a transfer shows it to stand so; nobody loads it anew. */
    Visitor awaitStatus(String status) {
        return await("#standing .status", status);
    }

    /** Returns when something that a selector finds says that. */
    Visitor await(String selector, String text) {
        page.locator(selector, new Page.LocatorOptions().setHasText(text))
                .first()
                .waitFor();
        return this;
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT).first();
    }

    /** Reads the page as it stands, as text. */
    String read() {
        return page.locator("main").textContent();
    }

    /** What the browser has complained of; a test that provokes it takes it away. */
    List<String> takeComplaints() {
        var taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    @Override
    public void close() {
        context.close();
        assertThat(answers).as("questions that were not asked").isEmpty();
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }
}
