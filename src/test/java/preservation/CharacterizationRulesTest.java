package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import codec.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import model.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CharacterizationRulesTest {

    private static final List<String> ALL = List.of("exiftool", "mediainfo", "ffprobe");
    private static final List<String> EXIF = List.of("exiftool");

    static Stream<Arguments> the_products_own_rules() {
        return Stream.of(
                arguments("a picture", "fmt/43", "image/jpeg", EXIF),
                arguments("a PDF", "fmt/18", "application/pdf", EXIF),
                arguments("an office document", "fmt/412", "application/vnd.oasis.opendocument.text", EXIF),
                arguments("text", "x-fmt/111", "text/plain", EXIF),
                arguments("a format without a media type", "fmt/2091", "", EXIF),
                arguments("sound", "fmt/141", "audio/x-wav", ALL),
                arguments("a film", "fmt/5", "video/x-msvideo", ALL),
                arguments("several media types", "fmt/199", "application/x, video/mp4", ALL),
                arguments("a film by its PUID", "fmt/569", "", ALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void the_products_own_rules(String what, String puid, String mime, List<String> tools) {
        var format = new Format(puid, what, "", mime, "Signature");

        assertThat(CharacterizationRules.standard().toolsFor(Optional.of(format)))
                .isEqualTo(tools);
    }

    @Test
    void what_was_not_identified_is_shown_to_exiftool_all_the_same() {
        assertThat(CharacterizationRules.standard().toolsFor(Optional.empty())).isEqualTo(EXIF);
    }

    @Test
    void an_archivist_may_leave_it_out_or_name_no_rule_at_all() throws Exception {
        var rules = Json.text()
                .readValue(
                        "{\"rules\":[{\"puid\":[\"unidentified\"]},{\"tools\":[\"mediainfo\"],\"mime\":[\"image/*\"]}]}",
                        CharacterizationRules.class);

        assertThat(rules.toolsFor(Optional.empty())).isEmpty();
        assertThat(rules.toolsFor(Optional.of(new Format("fmt/43", "", "", "image/jpeg", ""))))
                .containsExactly("mediainfo");
        assertThat(rules.toolsFor(Optional.of(new Format("fmt/18", "", "", "application/pdf", ""))))
                .isEmpty();
    }

    @Test
    void a_tool_that_there_is_not_is_refused() {
        assertThatThrownBy(() -> new CharacterizationRules.Rule(List.of("exiftol"), List.of(), List.of()))
                .hasMessageContaining("exiftol");
    }
}
