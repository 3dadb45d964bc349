package http.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a link leads.
 *
 * @param path needs no escaping
 * @param parameters of the query; the empty ones are left out
 * @param part of the page, by its id; empty for its beginning
 */
public record Address(String path, Map<String, String> parameters, String part) {

    public static Address of(String path) {
        return new Address(path, Map.of(), "");
    }

    /** The same page at one of its parts. */
    public Address at(String id) {
        return new Address(path, parameters, id);
    }

    /** The same with another value for one parameter; an empty one takes it out. */
    public Address with(String name, Object value) {
        var more = new LinkedHashMap<>(parameters);
        more.remove(name);
        if (!value.toString().isEmpty()) {
            more.put(name, value.toString());
        }
        return new Address(path, more, part);
    }

    @Override
    public String toString() {
        var query = parameters.entrySet().stream()
                .map(each -> escaped(each.getKey()) + "=" + escaped(each.getValue()))
                .collect(Collectors.joining("&"));
        return path + (query.isEmpty() ? "" : "?" + query) + (part.isEmpty() ? "" : "#" + part);
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
