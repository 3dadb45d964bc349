package app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Environment variables as an operator writes them: blank is none. Whatever can't be read fails with
 * {@link IllegalArgumentException}, whose message names the variable, what is wrong and what is right.
 */
public record Environment(Map<String, String> values) {

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    public boolean flag(String name) {
        var text = text(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " is true or false, not \"" + text + "\"");
        }
        return text.equals("true");
    }

    public Optional<Integer> number(String name, int least, int most) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        name + " is a whole number from " + least + " to " + most + ", not \"" + text + "\"");
            }
            return Integer.parseInt(text);
        });
    }

    /** What stands between commas, without the blank ones. */
    public List<String> list(String name) {
        return text(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
