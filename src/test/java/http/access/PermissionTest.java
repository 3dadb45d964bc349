package http.access;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccessRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PermissionTest {

    @Test
    void the_page_for_people_shows_the_table_that_holds() throws Exception {
        var shown = new TreeMap<String, String>();
        Files.readAllLines(Path.of("docs/access.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("[|]", -1))
                .filter(cells -> cells.length == AccessRole.values().length + 4)
                .forEach(cells -> shown.put(
                        cells[1].strip(),
                        Arrays.stream(cells)
                                .skip(3)
                                .limit(AccessRole.values().length)
                                .map(String::strip)
                                .collect(Collectors.joining(","))));

        assertThat(shown)
                .isEqualTo(Stream.of(Permission.values())
                        .collect(Collectors.toMap(
                                each -> "`" + each.label() + "`", PermissionTest::marks, (a, b) -> a, TreeMap::new)));
    }

    @Test
    void nobody_has_only_what_is_open() {
        assertThat(Permission.values()).filteredOn(Caller.NOBODY::has).containsExactly(Permission.OPEN);
    }

    @Test
    void who_has_several_roles_has_what_each_of_them_has() {
        var both = new Caller("ada", Set.of(AccessRole.OPERATOR, AccessRole.AUDITOR), Caller.Means.SESSION);

        assertThat(both.has(Permission.RUN_CLUSTER)).isTrue();
        assertThat(both.has(Permission.AUDIT)).isTrue();
        assertThat(both.has(Permission.SUBMIT)).isFalse();
    }

    private static String marks(Permission permission) {
        return Stream.of(AccessRole.values())
                .map(role -> permission.isGivenTo(Set.of(role)) ? "yes" : "")
                .collect(Collectors.joining(","));
    }
}
