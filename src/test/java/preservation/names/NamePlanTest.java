package preservation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import model.FileFacts;
import model.FilePath;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import testing.Entries;

class NamePlanTest {

    private static final FilePath OBJECTS = FilePath.of("objects");

    @Test
    void names_that_become_equal_are_numbered_and_the_clean_one_keeps_its_name() throws IOException {
        var names = plan(files("objects/a b.txt", "objects/a_b.txt", "objects/a+b.txt", "objects/a  b.txt"));

        assertThat(names)
                .containsEntry("objects/a_b.txt", "objects/a_b.txt")
                .containsEntry("objects/a b.txt", "objects/a_b_1.txt")
                .containsEntry("objects/a+b.txt", "objects/a_b_2.txt")
                .containsEntry("objects/a  b.txt", "objects/a__b.txt");
    }

    @Test
    void a_number_that_somebody_has_already_is_passed_over() throws IOException {
        var names = plan(files("objects/a b", "objects/a_b", "objects/a_b_1", "objects/A B 2"));

        assertThat(names)
                .containsEntry("objects/a_b_1", "objects/a_b_1")
                .containsEntry("objects/A B 2", "objects/A_B_2")
                .containsEntry("objects/a b", "objects/a_b_3");
    }

    @Test
    void names_that_differ_only_in_case_or_composition_are_kept_apart() throws IOException {
        var names = plan(files("objects/A", "objects/a", "objects/é", "objects/e\u0301"));

        assertThat(names)
                .containsEntry("objects/A", "objects/A")
                .containsEntry("objects/a", "objects/a_1")
                .containsEntry("objects/é", "objects/e")
                .containsEntry("objects/e\u0301", "objects/e_1");
    }

    @Test
    void what_is_in_a_renamed_directory_moves_with_it() throws IOException {
        var entries = files("objects/d x/f", "objects/d_x/f");
        entries.add(Entries.directory("objects/d x"));
        entries.add(Entries.directory("objects/d_x"));

        assertThat(plan(entries))
                .containsEntry("objects/d_x/f", "objects/d_x/f")
                .containsEntry("objects/d x", "objects/d_x_1")
                .containsEntry("objects/d x/f", "objects/d_x_1/f");
    }

    @Test
    void long_names_that_collide_stay_within_the_limit_and_keep_their_extension() throws IOException {
        var stem = "é".repeat(126);
        var names = plan(files("objects/" + stem + ".tif", "objects/" + "e".repeat(126) + ".tif"));

        assertThat(names.get("objects/" + stem + ".tif")).isEqualTo("objects/" + "e".repeat(126) + "_1.tif");
        var longest = "e".repeat(251);
        assertThat(plan(files("objects/" + longest + ".tif", "objects/" + longest.toUpperCase(Locale.ROOT) + ".tif")))
                .containsValue("objects/" + "e".repeat(249) + "_1.tif");
    }

    @Test
    void what_is_outside_keeps_its_name() throws IOException {
        var names = plan(files("metadata/ä", "objects/ä", "objects-ä"));

        assertThat(names)
                .containsEntry("metadata/ä", "metadata/ä")
                .containsEntry("objects-ä", "objects-ä")
                .containsEntry("objects/ä", "objects/a");
    }

    @Test
    void a_reserved_name_is_only_for_a_directory_of_exactly_that_name() throws IOException {
        var reserved = Set.of(FilePath.of("metadata"));
        var asDirectory = new ArrayList<FileFacts>(files("objects/Metadata", "objects/sub/metadata"));
        asDirectory.add(Entries.directory("objects/metadata"));

        assertThat(plan(asDirectory, reserved))
                .containsEntry("objects/metadata", "objects/metadata")
                .containsEntry("objects/Metadata", "objects/Metadata_1")
                .containsEntry("objects/sub/metadata", "objects/sub/metadata");
        assertThat(plan(files("objects/metadata"), reserved)).containsValue("objects/metadata_1");
    }

    @Property(tries = 300)
    void any_set_of_names_gets_clean_names_that_never_collide(@ForAll("trees") Set<FilePath> paths) throws IOException {
        var entries = tree(paths);

        var names = plan(entries).values();

        var folded = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        assertThat(folded).doesNotHaveDuplicates().hasSize(entries.size());
        assertThat(names).allSatisfy(name -> assertThat(name).matches("objects(/[A-Za-z0-9._()-]{1,255})+"));
    }

    @Property(tries = 300)
    void the_order_of_the_register_does_not_matter_and_a_second_change_changes_nothing(
            @ForAll("trees") Set<FilePath> paths, @ForAll long seed) throws IOException {
        var entries = tree(paths);
        var once = plan(entries);
        var shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(plan(shuffled)).isEqualTo(once);
        var again = plan(files(once.values().toArray(String[]::new)));
        assertThat(again).allSatisfy((from, to) -> assertThat(to).isEqualTo(from));
    }

    @Property(tries = 300)
    void children_stay_in_their_directory(@ForAll("trees") Set<FilePath> paths) throws IOException {
        var names = plan(tree(paths));

        names.forEach((from, to) -> {
            var parent = from.substring(0, from.lastIndexOf('/'));
            if (names.containsKey(parent)) {
                assertThat(to).startsWith(names.get(parent) + "/");
            }
        });
    }

    @Provide
    Arbitrary<Set<FilePath>> trees() {
        var few = Arbitraries.strings()
                .withChars("aAéÉ _-+.1\u0301")
                .ofMinLength(1)
                .ofMaxLength(4);
        var any = Arbitraries.strings().ofMinLength(1).ofMaxLength(6);
        var name = Arbitraries.oneOf(few, few, any)
                .map(text -> text.replace('/', '!').replace('\0', '!'))
                .filter(text -> !text.equals(".") && !text.equals(".."));
        var path = name.list().ofMinSize(1).ofMaxSize(3).map(segments -> String.join("/", segments));
        return path.map(text -> FilePath.of("objects/" + text)).set().ofMaxSize(30);
    }

    /** Every path, and every directory above it; a path that another lies below is a directory. */
    private static List<FileFacts> tree(Set<FilePath> paths) {
        var directories = new TreeSet<FilePath>();
        for (var path : paths) {
            for (int slash = path.encoded().lastIndexOf('/'); slash > "objects".length(); ) {
                var parent = new FilePath(path.encoded().substring(0, slash));
                directories.add(parent);
                slash = parent.encoded().lastIndexOf('/');
            }
        }
        var entries = new ArrayList<FileFacts>();
        directories.forEach(directory -> entries.add(Entries.directory(directory)));
        paths.stream().filter(path -> !directories.contains(path)).forEach(path -> entries.add(Entries.file(path)));
        return entries;
    }

    private static List<FileFacts> files(String... paths) {
        var entries = new ArrayList<FileFacts>();
        for (var path : paths) {
            entries.add(Entries.file(FilePath.ofBytes(path.getBytes(StandardCharsets.UTF_8))));
        }
        return entries;
    }

    private static Map<String, String> plan(List<FileFacts> entries) throws IOException {
        return plan(entries, Set.of());
    }

    /** Keyed by what is shown; unpaired surrogates are equal then, as they are in UTF-8. */
    private static Map<String, String> plan(List<FileFacts> entries, Set<FilePath> reserved) throws IOException {
        var plan = NamePlan.of(entries::stream, OBJECTS, reserved);
        var names = new LinkedHashMap<String, String>();
        for (var entry : entries) {
            names.put(entry.path().display(), plan.newPath(entry.path()).display());
        }
        return names;
    }
}
