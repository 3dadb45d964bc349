package model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

    @Property
    void every_byte_comes_back(@ForAll @NotEmpty byte[] name) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] == '/' || name[i] == 0 || name[i] == '.') {
                name[i] = 'x';
            }
        }

        var path = FilePath.ofBytes(name);

        assertThat(path.bytes()).isEqualTo(name);
        assertThat(new FilePath(path.encoded())).isEqualTo(path);
        assertThat(path.encoded().chars().allMatch(c -> c > 0x20 && c < 0x7F)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "%2F", "%61", "%e9", "a b", "%E", "%ZZ"})
    void what_is_not_canonical_or_leaves_the_transfer_is_refused(String encoded) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FilePath(encoded));
    }

    @Test
    void invalid_utf8_is_kept_and_shown_with_a_replacement() {
        var path = FilePath.ofBytes(new byte[] {'o', '/', (byte) 0xE9});

        assertThat(path.encoded()).isEqualTo("o/%E9");
        assertThat(path.display()).isEqualTo("o/\uFFFD");
    }

    @Test
    void a_directory_stands_directly_before_everything_in_it() {
        var paths = Stream.of("a.txt", "a-b", "a", "a b", "b", "a/x/y", "a/x", "a/x.y")
                .map(FilePath::of)
                .sorted();

        assertThat(paths.map(FilePath::encoded))
                .containsExactly("a", "a/x", "a/x/y", "a/x.y", "a%20b", "a-b", "a.txt", "b");
    }

    @Test
    void below_means_whole_segments() {
        assertThat(FilePath.of("objects/a").isUnder(FilePath.of("objects"))).isTrue();
        assertThat(FilePath.of("objects2/a").isUnder(FilePath.of("objects"))).isFalse();
        assertThat(FilePath.of("objects/a/b").relativeTo(FilePath.of("objects")))
                .isEqualTo(FilePath.of("a/b"));
        assertThat(Arrays.asList("a", "b"))
                .isEqualTo(FilePath.of("a/b").segments().stream()
                        .map(FilePath::encoded)
                        .toList());
    }
}
