package http.exchange;

import http.problem.ProblemType;
import http.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import views.Paging;

/** The parameters of a query, each given once at most. Whatever can't be used is {@link Refused}. */
public final class Parameters {

    private static final int LIMIT = 50;
    private static final int CHARACTERS_MAX = 1000;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters of(HttpRequest request, String... known) {
        var values = new HashMap<String, String>();
        for (var pair : pairs(request).entrySet()) {
            if (!Set.of(known).contains(pair.getKey())) {
                throw bad("There is no parameter of this name here; there are "
                        + (known.length == 0 ? "none" : String.join(", ", known)) + ".");
            }
            if (pair.getValue().size() > 1) {
                throw bad("\"" + pair.getKey() + "\" is given more than once; give it once.");
            }
            var value = pair.getValue().get(0);
            if (value.length() > CHARACTERS_MAX || value.chars().anyMatch(Character::isISOControl)) {
                throw bad("\"" + pair.getKey() + "\" is too long or has control characters in it.");
            }
            values.put(pair.getKey(), value);
        }
        return new Parameters(values);
    }

    private static Map<String, List<String>> pairs(HttpRequest request) {
        try {
            return request.getUri().query().toMultiMap();
        } catch (IllegalUriException unreadable) {
            throw bad("The query can't be read; percent-encode what is not a letter or digit.");
        }
    }

    /** Empty when it is not given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    /** {@code offset} and {@code limit}. */
    public Paging paging() {
        try {
            return new Paging(number("offset").orElse(0), number("limit").orElse(LIMIT));
        } catch (IllegalArgumentException outOfBounds) {
            throw bad("The " + outOfBounds.getMessage() + ".");
        }
    }

    private Optional<Integer> number(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw bad("\"" + name + "\" is a whole number, 0 or more.");
            }
            return Integer.parseInt(text);
        });
    }

    /** A row of the feed, or such a number: 0 or more. */
    public Optional<Long> position(String name) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,18}")) {
                throw bad("\"" + name + "\" is a whole number, 0 or more.");
            }
            return Long.parseLong(text);
        });
    }

    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noTime) {
                throw bad("\"" + name + "\" is a time such as 2026-11-24T08:00:00Z.");
            }
        });
    }

    /** One of an enumeration's values by its label. */
    public <E extends Enum<E>> Optional<E> one(String name, E[] all, Function<E, String> label) {
        return text(name).map(text -> named(name, text, all, label));
    }

    /** Several of them, separated by commas; none when it is not given. */
    public <E extends Enum<E>> Set<E> some(String name, E[] all, Function<E, String> label) {
        return text(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(text -> named(name, text, all, label))
                .collect(Collectors.toSet());
    }

    private static <E extends Enum<E>> E named(String name, String text, E[] all, Function<E, String> label) {
        return Stream.of(all)
                .filter(each -> label.apply(each).equals(text))
                .findFirst()
                .orElseThrow(() -> bad("\"" + name + "\" is one of "
                        + Stream.of(all).map(label).collect(Collectors.joining(", ")) + "."));
    }

    /** The problem of a parameter; {@code detail} is a sentence. */
    public static Refused bad(String detail) {
        return new Refused(ProblemType.BAD_PARAMETER, detail);
    }
}
