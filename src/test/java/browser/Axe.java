package browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The accessibility checks of axe-core, all of its rules. */
final class Axe {

    private static final String SCRIPT = script();

    // One line for each place, for people who must find it.
    private static final String RUN =
            """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation =>
                violation.nodes.map(node => `${violation.id}: ${violation.help}; ${node.target.join(' ')}: ${node.failureSummary}`))
            """;

    private Axe() {}

    /** What is wrong with the page as it stands; empty when nothing is. */
    static List<String> violations(Page page) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(SCRIPT);
        }
        var found = (List<?>) page.evaluate(RUN);
        return found.stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (var in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
