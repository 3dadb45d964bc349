package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages for people say what the machines hold. */
class PagesTest {

    private static final Pattern ROOM = Pattern.compile("\\| `([a-z]+)` \\|[^|]*\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
    private static final String TEST_COMMAND = "mvn -B verify -Pall";
    private static final int README_LINES_MAX = 120;

    @Test
    void the_architecture_page_shows_the_arrows_that_are_held() throws IOException {
        var shown = new TreeMap<String, Set<String>>();
        for (var line : Files.readAllLines(Path.of("docs/ARCHITECTURE.md"))) {
            var row = ROOM.matcher(line);
            if (row.matches()) {
                shown.put(row.group(1), arrows(row.group(2).strip()));
            }
        }

        assertThat(shown).isEqualTo(new TreeMap<>(LayersTest.ARROWS));
    }

    private static Set<String> arrows(String cell) {
        var arrows = new TreeSet<String>();
        if (cell.equals("all")) {
            arrows.addAll(LayersTest.ARROWS.keySet());
            arrows.remove("app");
        }
        var name = NAME.matcher(cell);
        while (name.find()) {
            arrows.add(name.group(1));
        }
        return arrows;
    }

    @Test
    void the_readme_is_short_and_its_test_command_is_the_one_that_is_run() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(README_LINES_MAX);
        assertThat(Files.readString(Path.of("README.md"))).contains(TEST_COMMAND);
        assertThat(Files.readString(Path.of(".ci/run"))).contains(TEST_COMMAND);
    }

    @Test
    void links_between_pages_lead_somewhere() throws IOException {
        var link = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
        for (var page : Set.of("README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "examples/README.md")) {
            var match = link.matcher(Files.readString(Path.of(page)));
            while (match.find()) {
                var target = Path.of(page).resolveSibling(match.group(1));
                assertThat(target).as(page).exists();
            }
        }
    }
}
