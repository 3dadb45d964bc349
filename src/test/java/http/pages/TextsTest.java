package http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path CODE = Path.of("src/main/java/http/pages");

    private final Texts texts = new Texts(ZoneId.of("UTC"));

    @Test
    void every_text_that_is_named_is_there_and_every_text_is_named() throws IOException {
        var written = sources();
        var names = texts();
        var used = new TreeSet<String>();
        Pattern.compile("(?:\\.t|texts\\(\\)\\.of|texts\\.of|(?<![A-Za-z.])of)\\(\\s*\"([a-z.-]+)\"")
                .matcher(written)
                .results()
                .forEach(found -> used.add(found.group(1)));
        // Names that are put together end with a full stop: "status." + label.
        var families = used.stream()
                .filter(name -> name.endsWith("."))
                .map(String::toString)
                .toList();
        used.removeIf(name -> name.endsWith("."));

        assertThat(names).containsAll(used);
        names.removeAll(used);
        names.removeIf(name -> families.stream().anyMatch(name::startsWith));
        assertThat(names).as("texts that nothing shows").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 tasks", "1, 1 task", "2, 2 tasks", "1000, '1,000 tasks'"})
    void one_task_is_not_many(int tasks, String text) {
        assertThat(texts.of("jobs.tasks", 0, tasks)).isEqualTo("0 of " + text + " ended");
    }

    @Test
    void no_template_has_words_of_its_own() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                for (var line : Files.readAllLines(file)) {
                    var bare = line.replaceAll("^\\s*@(import|param|if|else|elseif|end|for|template|`).*", "")
                            .replaceAll("!\\{.*}", "")
                            .replaceAll("\\$\\{[^}]*}", "")
                            .replaceAll("<code>.*</code>", "")
                            .replaceAll("@[a-z]+[^@]*", "")
                            .replaceAll("<[^>]*>", "");
                    assertThat(bare).as(file + ": " + line).doesNotContainPattern("^[^<>\"=]*[A-Z][a-z]+ [a-z]+");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "83123, 83 kB", "999999, 1.0 MB", "5500000000, 5.5 GB"})
    void sizes_are_in_decimal_units(long bytes, String text) {
        assertThat(texts.size(bytes)).isEqualTo(text.replace(' ', '\u00a0'));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.25S, 0.3 s",
        "PT42S, 42 s",
        "PT3M20S, 3 min 20 s",
        "PT5H1M, 5 h 1 min",
        "PT49H, 2 d 1 h",
        "PT0S, 0.0 s"
    })
    void durations_are_in_their_two_largest_units(Duration duration, String text) {
        assertThat(texts.duration(duration).replace('\u00a0', ' ')).isEqualTo(text);
    }

    @Test
    void what_is_estimated_is_said_to_be() {
        assertThat(texts.about(Duration.ofSeconds(50))).isEqualTo("under a minute");
        assertThat(texts.about(Duration.ofSeconds(100)).replace('\u00a0', ' ')).isEqualTo("about 2 min");
        assertThat(texts.about(Duration.ofHours(30)).replace('\u00a0', ' ')).isEqualTo("about 30 h");
        assertThat(texts.about(Duration.ofDays(3))).isEqualTo("about 3 days");
    }

    @Test
    void clauses_become_sentences() {
        assertThat(texts.sentence("the file is gone")).isEqualTo("The file is gone.");
        assertThat(texts.sentence("Is it?")).isEqualTo("Is it?");
        assertThat(texts.sentence("")).isEmpty();
        assertThat(texts.time(Instant.parse("2026-11-25T03:57:00Z"))).isEqualTo("25 Nov 2026, 03:57 UTC");
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        for (var root : new Path[] {TEMPLATES, CODE}) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
        }
        return all.toString();
    }

    /** Only texts with values go by the rules of MessageFormat, where an apostrophe stands twice. */
    @Test
    void apostrophes_stand_twice_where_there_are_values_and_once_elsewhere() throws IOException {
        var bundle = bundle();

        for (var name : texts()) {
            var text = bundle.getProperty(name);
            if (text.matches(".*\\{\\d.*")) {
                assertThat(text.replace("''", "")).as(name).doesNotContain("'");
            } else {
                assertThat(text).as(name).doesNotContain("''");
            }
        }
    }

    private static Set<String> texts() throws IOException {
        return new TreeSet<>(bundle().stringPropertyNames());
    }

    private static Properties bundle() throws IOException {
        var properties = new Properties();
        try (var reader =
                Files.newBufferedReader(Path.of("src/main/resources/texts.properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
