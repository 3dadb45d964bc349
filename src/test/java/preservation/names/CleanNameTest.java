package preservation.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import model.FilePath;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanNameTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain-Name_1.(2).txt|plain-Name_1.(2).txt",
                "été à la plage.txt|ete_a_la_plage.txt",
                "e\u0301te\u0301.txt|ete.txt",
                "straße.txt|strasse.txt",
                "Größe|Grosse",
                "naïve file (1).txt|naive_file_(1).txt",
                "шабров.txt|shabrov.txt",
                "Щука й Ёж|Shchuka_i_Ezh",
                "Αθήνα|Athina",
                "地图.txt|__.txt",
                "📷 photo 1.txt|__photo_1.txt",
                "ｆｕｌｌ|full",
                "a  b.txt|a__b.txt",
                " leading space|_leading_space",
                "-rf|_rf",
                "--help|_-help",
                "$(touch pwned).txt|_(touch_pwned).txt",
                "100%.txt|100_.txt",
                "trailing dot.|trailing_dot_",
                "..two-dots.txt|..two-dots.txt",
                ".hidden|.hidden",
                "…|___",
                "\u2024|_",
                "CON.txt|CON_.txt",
                "aux|aux_",
                "lpt1.tar.gz|lpt1_.tar.gz",
                "console.txt|console.txt",
                "\u0301|_"
            })
    void names_become_plain(String name, String clean) {
        assertThat(CleanName.of(name)).isEqualTo(clean);
    }

    @Test
    void bytes_that_are_no_text_become_underscores() {
        var name = FilePath.ofBytes(new byte[] {'a', (byte) 0xFF, (byte) 0xE9, '.', 't', 'x', 't'});

        assertThat(CleanName.of(name)).isEqualTo(FilePath.of("a__.txt"));
    }

    @Test
    void a_long_name_keeps_its_extension() {
        assertThat(CleanName.of("ä".repeat(300) + ".tiff"))
                .hasSize(255)
                .startsWith("aaa")
                .endsWith("a.tiff");
        assertThat(CleanName.of("a." + "b".repeat(300))).hasSize(255);
    }

    @Test
    void a_package_name_leaves_room_for_more() {
        assertThat(CleanName.ofPackage("  Ärzte & Co.  ")).isEqualTo("Arzte___Co_");
        assertThat(CleanName.ofPackage("x".repeat(400))).hasSize(150);
        assertThat(CleanName.ofPackage("../../etc")).isEqualTo(".._.._etc");
        assertThat(CleanName.ofPackage("")).isEqualTo("_");
    }

    @Property
    void any_bytes_give_a_name_that_is_plain_short_and_clean_for_good(@ForAll("segments") FilePath segment) {
        var clean = CleanName.of(segment);

        assertThat(clean.display()).matches("[A-Za-z0-9._()-]{1,255}").doesNotMatch("\\.+|-.*|.*\\.");
        assertThat(CleanName.of(clean)).isEqualTo(clean);
        assertThat(CleanName.isClean(clean)).isTrue();
    }

    @Property
    void any_text_gives_a_package_name_that_is_one_plain_segment(@ForAll String text) {
        var clean = CleanName.ofPackage(text);

        assertThat(clean).matches("[A-Za-z0-9._()-]{1,150}").doesNotMatch("\\.+|-.*|.*\\.");
        assertThat(FilePath.of(clean).segments()).hasSize(1);
    }

    @Provide
    Arbitrary<FilePath> segments() {
        var text = Arbitraries.strings().ofMaxLength(300).map(string -> string.getBytes(StandardCharsets.UTF_8));
        var marks = Arbitraries.strings()
                .withChars("ab.-_ ()/\u2024\u0301CONnul1")
                .ofMaxLength(300)
                .map(string -> string.getBytes(StandardCharsets.UTF_8));
        var bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Arbitraries.oneOf(text, marks, bytes)
                .map(CleanNameTest::withoutSlashes)
                .filter(CleanNameTest::isName)
                .map(FilePath::ofBytes);
    }

    private static byte[] withoutSlashes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '/' || bytes[i] == 0 ? (byte) 'x' : bytes[i];
        }
        return bytes;
    }

    private static boolean isName(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return !text.isEmpty() && !text.equals(".") && !text.equals("..");
    }
}
