package preservation;

import codec.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import model.Format;

/**
 * Which tools describe which formats. The first rule that takes a format decides.
 *
 * @param rules in order
 */
public record CharacterizationRules(List<Rule> rules) {

    public static final String EXIFTOOL = "exiftool";
    public static final String MEDIAINFO = "mediainfo";
    public static final String FFPROBE = "ffprobe";

    private static final Set<String> TOOLS = Set.of(EXIFTOOL, MEDIAINFO, FFPROBE);
    private static final String UNIDENTIFIED = "unidentified";
    private static final String STANDARD = "/characterization/rules.yaml";

    /**
     * Takes a format by its media type or its PUID; all formats when it names neither.
     *
     * @param tools in the order in which they run; may be empty
     * @param mime media types, {@code *} for any subtype
     * @param puid PRONOM identifiers; {@code unidentified} for no format
     */
    public record Rule(
            @JsonProperty("tools") List<String> tools,
            @JsonProperty("mime") List<String> mime,
            @JsonProperty("puid") List<String> puid) {

        public Rule {
            tools = tools == null ? List.of() : List.copyOf(tools);
            mime = mime == null ? List.of() : List.copyOf(mime);
            puid = puid == null ? List.of() : List.copyOf(puid);
            for (var tool : tools) {
                if (!TOOLS.contains(tool)) {
                    throw new IllegalArgumentException(
                            "no such characterization tool: " + tool + "; there are " + TOOLS);
                }
            }
        }

        boolean takes(Optional<Format> format) {
            if (mime.isEmpty() && puid.isEmpty()) {
                return true;
            }
            return puid.contains(format.map(Format::puid).orElse(UNIDENTIFIED))
                    || format.filter(known -> takesMime(known.mimeType())).isPresent();
        }

        /** PRONOM gives some formats several media types, with commas between them. */
        private boolean takesMime(String types) {
            return Arrays.stream(types.split(",", -1))
                    .map(String::strip)
                    .anyMatch(type -> mime.contains(type) || mime.contains(type.replaceFirst("/.*", "/*")));
        }
    }

    public CharacterizationRules {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** The rules that the product comes with. */
    public static CharacterizationRules standard() {
        try (var in = CharacterizationRules.class.getResourceAsStream(STANDARD)) {
            return Json.with(new YAMLFactory()).readValue(in, CharacterizationRules.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The tools for a format, or for a file without one; none when no rule takes it. */
    public List<String> toolsFor(Optional<Format> format) {
        return rules.stream()
                .filter(rule -> rule.takes(format))
                .findFirst()
                .map(Rule::tools)
                .orElse(List.of());
    }
}
