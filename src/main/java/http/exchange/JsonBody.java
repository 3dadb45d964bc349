package http.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON object from a stranger. Fields are asked for by name; whatever can't be used is {@link Refused}. */
public final class JsonBody {

    private static final int DEPTH_MAX = 8;

    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode fields;

    private JsonBody(ObjectNode fields) {
        this.fields = fields;
    }

    static JsonBody parse(byte[] bytes) {
        try {
            if (STRICT.readTree(bytes) instanceof ObjectNode object) {
                return new JsonBody(object);
            }
        } catch (IOException noJson) {
            throw new Refused(
                    ProblemType.MALFORMED_BODY,
                    "The body is no JSON in UTF-8 with each field once; correct it and send it again.");
        }
        throw new Refused(ProblemType.MALFORMED_BODY, "The body is not a JSON object; send one in braces.");
    }

    /** Refuses every field but these, for it would have no effect. */
    public JsonBody only(String... known) {
        var names = Set.of(known);
        fields.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new Refused(
                        ProblemType.INVALID_BODY,
                        "The body has a field that is not known; there are " + String.join(", ", known) + ".");
            }
        });
        return this;
    }

    public String text(String name, int charactersMax) {
        return optionalText(name, charactersMax)
                .orElseThrow(() -> invalid("\"" + name + "\" is missing; give a text that is not empty."));
    }

    /** Empty when it is not there, null or an empty text. */
    public Optional<String> optionalText(String name, int charactersMax) {
        var value = fields.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid("\"" + name + "\" is not a text; put it in quotation marks.");
        }
        var text = value.textValue();
        if (text.length() > charactersMax) {
            throw invalid("\"" + name + "\" is longer than " + charactersMax + " characters; shorten it.");
        }
        if (!isPlain(text)) {
            throw invalid("\"" + name + "\" has control characters or half characters in it; leave them out.");
        }
        return Optional.of(text).filter(given -> !given.isBlank());
    }

    /** One text or more, each once. */
    public List<String> texts(String name, int countMax, int charactersMax) {
        var values = fields.path(name);
        if (!values.isArray() || values.isEmpty() || values.size() > countMax) {
            throw invalid("\"" + name + "\" is not a list of 1 to " + countMax + " texts; give one.");
        }
        var texts = new ArrayList<String>();
        for (var value : values) {
            if (!value.isTextual() || value.textValue().length() > charactersMax || !isPlain(value.textValue())) {
                throw invalid("\"" + name + "\" has something in it that is no text, or a long one; correct it.");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    /** A whole number within these bounds, both included. */
    public int number(String name, int min, int max) {
        return number(fields.path(name), name, min, max);
    }

    /** Whole numbers from 0 on, in no order; none when it is not there or null. */
    public int[] numbers(String name, int max) {
        var values = fields.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return new int[0];
        }
        if (!values.isArray() || values.isEmpty()) {
            throw invalid("\"" + name + "\" is not a list of numbers; leave it out or name some.");
        }
        var numbers = new int[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(values.get(i), name, 0, max);
        }
        return numbers;
    }

    private static int number(JsonNode value, String name, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw invalid("\"" + name + "\" is not a whole number from " + min + " to " + max + "; give one.");
        }
        return value.intValue();
    }

    // A lone surrogate is no character and would become a question mark on its way into UTF-8.
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static Refused invalid(String detail) {
        return new Refused(ProblemType.INVALID_BODY, detail);
    }
}
