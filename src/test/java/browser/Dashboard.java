package browser;

import app.ServeProcess;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import storage.RemoveTree;
import testing.LentServer;
import testing.Needs;
import testing.PostgresExtension;
import testing.Submissions;

/** A running service that asks its callers who they are, and a real browser: one of each for a class and those nested in it. */
final class Dashboard implements BeforeAllCallback {

    static final String USER = "ada";
    static final String PASSWORD = "the engine weaves patterns";

    private static final List<String> ROLES = List.of("administrator", "archivist", "operator", "auditor");

    /** For a browser that asks nobody for anything; the sandbox refuses to run for root, as tests do in a container. */
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final PostgresExtension postgres = new PostgresExtension();
    private Shared shared;

    private record Shared(
            Path directory,
            Papers papers,
            Scanner scanner,
            ServeProcess service,
            Submissions submissions,
            Playwright playwright,
            Browser browser,
            String session)
            implements AutoCloseable {

        static Shared start(Path chromium) throws Exception {
            var directory = Files.createTempDirectory("dashboard");
            var papers = new Papers(Files.createDirectories(directory.resolve("papers")));
            var scanner = new Scanner();
            LentServer.to(directory.resolve("data"));
            var service = ServeProcess.start(directory.resolve("data"), settings(papers, scanner));
            var roles = String.join(",", ROLES);
            service.administer(PASSWORD + "\n", "users", "add", USER, "--role", roles);
            var key = service.administer("", "keys", "add", "tests", "--role", roles);
            // Playwright would fetch browsers of its own.
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var options = new BrowserType.LaunchOptions().setExecutablePath(chromium);
            var browser = playwright.chromium().launch(options.setArgs(ARGUMENTS));
            var submissions = new Submissions(service.url(), Optional.of(key.strip()));
            var session = signIn(browser, service.url());
            return new Shared(directory, papers, scanner, service, submissions, playwright, browser, session);
        }

        private static Map<String, String> settings(Papers papers, Scanner scanner) {
            var examples = Path.of("examples").toAbsolutePath();
            return Map.of(
                    "MUNIMENT_SOURCES",
                    "papers=" + papers.root() + ",examples=" + examples,
                    "MUNIMENT_NODE",
                    "reading-room",
                    "MUNIMENT_SIGN_IN",
                    "required",
                    "MUNIMENT_CLAMD",
                    scanner.address());
        }

        private static String signIn(Browser browser, String url) {
            var context = browser.newContext(new Browser.NewContextOptions().setBaseURL(url));
            try (var visitor = new Visitor(context)) {
                visitor.goTo("/").signIn(PASSWORD);
                return context.storageState();
            }
        }

        @Override
        public void close() throws IOException {
            browser.close();
            playwright.close();
            scanner.close();
            try {
                service.terminate();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            } catch (IllegalStateException late) {
                System.err.println("DashboardIT: " + late.getMessage() + ", so it was killed");
                service.close();
            }
            RemoveTree.at(directory);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        var chromium = Needs.program("chromium-headless-shell");
        postgres.beforeAll(context);
        // The store of a class is seen by those nested in it, and closed when the outermost has ended.
        shared = context.getStore(ExtensionContext.Namespace.create(Dashboard.class))
                .getOrComputeIfAbsent(Shared.class, key -> started(chromium), Shared.class);
    }

    private Shared started(Path chromium) {
        try {
            return Shared.start(chromium);
        } catch (Exception failure) {
            throw new IllegalStateException("the dashboard could not be started", failure);
        }
    }

    Papers papers() {
        return shared.papers;
    }

    Scanner scanner() {
        return shared.scanner;
    }

    Submissions submissions() {
        return shared.submissions;
    }

    /** Somebody who has signed in, at a window of a desktop. */
    Visitor visitor() {
        return visitor(new Browser.NewContextOptions());
    }

    /** Somebody who has signed in, at a window of the test's making. */
    Visitor visitor(Browser.NewContextOptions window) {
        return open(window.setStorageState(shared.session));
    }

    /** Somebody whom the service does not know. */
    Visitor stranger() {
        return open(new Browser.NewContextOptions());
    }

    private Visitor open(Browser.NewContextOptions window) {
        return new Visitor(shared.browser.newContext(
                window.setBaseURL(shared.service.url()).setLocale("en-GB")));
    }
}
