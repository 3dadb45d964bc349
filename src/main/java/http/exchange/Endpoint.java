package http.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API.
 *
 * @param template a path whose segments in braces match anything: {@code /api/v1/transfers/{id}}
 */
public record Endpoint(String method, String template, Handler handler) {

    public static Endpoint get(String template, Handler handler) {
        return new Endpoint("GET", template, handler);
    }

    public static Endpoint post(String template, Handler handler) {
        return new Endpoint("POST", template, handler);
    }

    /** The path's variables by name; empty when the path is another. */
    public Optional<Map<String, String>> match(List<String> segments) {
        var pattern = template.substring(1).split("/", -1);
        if (pattern.length != segments.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), segments.get(i));
            } else if (!pattern[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
