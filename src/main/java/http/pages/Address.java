package http.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a link leads: a path that needs no escaping, and a query's parameters, of which the empty ones are left out. */
public record Address(String path, Map<String, String> parameters) {

    public static Address of(String path) {
        return new Address(path, Map.of());
    }

    /** The same with another value for one parameter; an empty one takes it out. */
    public Address with(String name, Object value) {
        var more = new LinkedHashMap<>(parameters);
        more.remove(name);
        if (!value.toString().isEmpty()) {
            more.put(name, value.toString());
        }
        return new Address(path, more);
    }

    @Override
    public String toString() {
        return parameters.isEmpty()
                ? path
                : path
                        + parameters.entrySet().stream()
                                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    /** For a query; {@code ~} and what else is reserved is escaped, a space is a plus sign. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One segment of a path, escaped so that a slash in it stays within it. */
    public static String segment(String text) {
        return escaped(text).replace("+", "%20");
    }
}
