package architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every library on the class path is under a licence that we may use, and docs/licences.md says which. */
class LicencesTest {

    private static final Path PAGE = Path.of("docs/licences.md");

    private static final String HEAD =
            """
        # Licences of libraries

        Muniment itself is under the Apache License 2.0. This page lists every library that it uses or is tested with, and
        the licence that we take it under where it offers several (veraPDF: MPL-2.0; logback: EPL). Libraries under LGPL, MPL,
        EPL or CDDL are used as they come, in jars of their own that anyone may replace. `LicencesTest` holds this page: when it
        fails, look at the new library's licence, then copy `target/licences.md` here.

        | library | licence |
        |---|---|
        """;

    @Test
    void every_library_is_under_a_licence_that_we_may_use() throws IOException {
        var unusable = licences().entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();

        assertThat(unusable)
                .as("libraries without a licence from the list in architecture.Licences")
                .isEmpty();
    }

    @Test
    void the_page_lists_them_all() throws IOException {
        var page = new StringBuilder(HEAD);
        licences().forEach((name, licence) -> page.append("| ")
                .append(name)
                .append(" | ")
                .append(licence.orElse("?"))
                .append(" |\n"));
        Files.writeString(Path.of("target/licences.md"), page);

        assertThat(PAGE).exists().content().isEqualTo(page.toString());
    }

    private static Map<String, Optional<String>> licences() throws IOException {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Licences.of(Stream.of(path.split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList());
    }
}
