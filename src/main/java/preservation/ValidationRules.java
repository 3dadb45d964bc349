package preservation;

import codec.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import model.Format;
import tools.validation.ValidatorChoice;

/** Which validator is for which format, by PUID. Formats that are not named are not validated. */
public final class ValidationRules {

    private static final String STANDARD = "/validation/rules.yaml";

    private final Map<String, ValidatorChoice> byPuid = new HashMap<>();

    private ValidationRules(Table table) {
        for (var rule : table.rules()) {
            var choice = rule.choice();
            for (var puid : rule.puid()) {
                if (byPuid.put(puid, choice) != null) {
                    throw new IllegalArgumentException("two validators for " + puid);
                }
            }
        }
    }

    /** The product's own. */
    public static ValidationRules standard() {
        try (var in = ValidationRules.class.getResourceAsStream(STANDARD)) {
            return new ValidationRules(Json.with(new YAMLFactory()).readValue(in, Table.class));
        } catch (IOException broken) {
            throw new UncheckedIOException("the resource " + STANDARD + " cannot be read", broken);
        }
    }

    Optional<ValidatorChoice> choice(Optional<Format> format) {
        return format.map(Format::puid).map(byPuid::get);
    }

    Set<String> puids() {
        return Set.copyOf(byPuid.keySet());
    }

    private record Table(@JsonProperty("rules") List<Rule> rules) {}

    private record Rule(
            @JsonProperty("validator") String validator,
            @JsonProperty("option") Optional<String> option,
            @JsonProperty("puid") List<String> puid) {

        ValidatorChoice choice() {
            var kind = ValidatorChoice.Kind.valueOf(validator.toUpperCase(Locale.ROOT));
            return new ValidatorChoice(kind, option.orElse(""));
        }
    }
}
