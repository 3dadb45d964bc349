package http.exchange;

import http.problem.ProblemType;
import http.problem.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a page's form sends. Texts are as they came; the handler that they are for looks at them. */
public final class Form {

    private static final int FIELDS_MAX = 2000;

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** Reads {@code application/x-www-form-urlencoded}. */
    static Form parse(byte[] bytes) {
        var fields = new HashMap<String, List<String>>();
        var pairs = new String(bytes, StandardCharsets.UTF_8).split("&", -1);
        if (pairs.length > FIELDS_MAX) {
            throw new Refused(ProblemType.TOO_LARGE, "A form has " + FIELDS_MAX + " fields at most.");
        }
        for (var pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** The field's first value; an empty text when it is not there. */
    public String text(String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    /** All values of the field, such as those of the boxes that were ticked. */
    public List<String> texts(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Refused(
                    ProblemType.BAD_REQUEST, "The form can't be read; load its page again and send it again.");
        }
    }
}
