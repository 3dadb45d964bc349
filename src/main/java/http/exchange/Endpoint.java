package http.exchange;

import http.access.Permission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API, or one page.
 *
 * @param template a path whose segments in braces match anything: {@code /api/v1/transfers/{id}}
 * @param permission what its caller needs; {@code Gate} asks for it before the handler sees anything
 * @param patient whether its answer may take as long as its body
 */
public record Endpoint(
        String method, String template, Permission permission, Handler handler, Refusals refusals, boolean patient) {

    public static Endpoint get(Permission permission, String template, Handler handler) {
        return new Endpoint("GET", template, permission, handler, Refusals.PROBLEM, false);
    }

    public static Endpoint post(Permission permission, String template, Handler handler) {
        return new Endpoint("POST", template, permission, handler, Refusals.PROBLEM, false);
    }

    public static Endpoint delete(Permission permission, String template, Handler handler) {
        return new Endpoint("DELETE", template, permission, handler, Refusals.PROBLEM, false);
    }

    /** The same, but it says otherwise what went wrong. */
    public Endpoint refusing(Refusals otherwise) {
        return new Endpoint(method, template, permission, handler, otherwise, patient);
    }

    /** The same, but its answer may take as long as its body. */
    public Endpoint patiently() {
        return new Endpoint(method, template, permission, handler, refusals, true);
    }

    /** The path's variables by name; empty when the path is another. */
    public Optional<Map<String, String>> match(List<String> segments) {
        var pattern =
                template.equals("/") ? new String[0] : template.substring(1).split("/", -1);
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
