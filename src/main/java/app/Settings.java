package app;

import database.Database;
import database.DatabaseUnavailable;
import database.ExternalDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything an operator can set, from environment variables; options of the command line stand over them. Each is
 * described in docs/settings.md.
 *
 * @param data the data directory: the embedded database, the work area, blobs
 * @param store where AIPs are stored
 * @param sources transfer sources by name
 * @param database an external PostgreSQL; empty for the embedded one
 * @param clamd {@code HOST:PORT} or the path of a Unix socket; empty for no virus scanner
 * @param slots hand-outs carried out at once, for each class of work
 * @param lease how long a worker goes on with an attempt when nobody asks for it
 * @param unauthenticatedAllowed true to let strangers in: to listen beyond loopback though nobody has to say who they are
 */
public record Settings(
        Path data,
        Path store,
        String host,
        int port,
        Map<String, Path> sources,
        Optional<Database> database,
        Optional<String> clamd,
        int slots,
        Duration lease,
        boolean unauthenticatedAllowed) {

    private static final int PORT = 8080;
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** Fails with {@link IllegalArgumentException}, whose message names the variable, what is wrong and what is right. */
    public static Settings of(Map<String, String> environment) {
        var read = new Environment(environment);
        var data = read.path("MUNIMENT_DATA").orElse(Path.of("data"));
        return new Settings(
                data,
                read.path("MUNIMENT_STORE").orElse(data.resolve("store")),
                read.text("MUNIMENT_HOST").orElse("127.0.0.1"),
                read.number("MUNIMENT_PORT", 0, 65535).orElse(PORT),
                read.text("MUNIMENT_SOURCES").map(Settings::sources).orElse(Map.of()),
                database(environment),
                read.text("MUNIMENT_CLAMD"),
                read.number("MUNIMENT_SLOTS", 1, 1024)
                        .orElse(Runtime.getRuntime().availableProcessors()),
                read.number("MUNIMENT_LEASE_SECONDS", 5, 86_400)
                        .map(Duration::ofSeconds)
                        .orElse(LEASE),
                read.flag("MUNIMENT_ALLOW_UNAUTHENTICATED"));
    }

    private static Optional<Database> database(Map<String, String> environment) {
        try {
            return ExternalDatabase.from(environment);
        } catch (DatabaseUnavailable unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    /** With another data directory; the store moves along unless it was set by itself. */
    public Settings in(Optional<Path> otherData, Optional<Path> otherStore) {
        var newData = otherData.orElse(data);
        var newStore = otherStore.orElse(store.equals(data.resolve("store")) ? newData.resolve("store") : store);
        return new Settings(
                newData, newStore, host, port, sources, database, clamd, slots, lease, unauthenticatedAllowed);
    }

    /** Listening elsewhere. */
    public Settings at(Optional<String> otherHost, Optional<Integer> otherPort) {
        return new Settings(
                data,
                store,
                otherHost.orElse(host),
                otherPort.orElse(port),
                sources,
                database,
                clamd,
                slots,
                lease,
                unauthenticatedAllowed);
    }

    /** {@code name=/path,…}. */
    private static Map<String, Path> sources(String text) {
        var sources = new LinkedHashMap<String, Path>();
        for (var part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            var name = equals < 0 ? "" : part.substring(0, equals).strip();
            var path = part.substring(equals + 1).strip();
            if (!name.matches("[A-Za-z0-9._-]+") || path.isEmpty()) {
                throw new IllegalArgumentException("MUNIMENT_SOURCES is NAME=/path,NAME=/path with names of letters,"
                        + " digits, dots, underscores and hyphens; \"" + part + "\" is not");
            }
            if (sources.put(name, Path.of(path).toAbsolutePath()) != null) {
                throw new IllegalArgumentException(
                        "MUNIMENT_SOURCES names \"" + name + "\" twice; give each its own name");
            }
        }
        return sources;
    }

    private record Environment(Map<String, String> values) {

        Optional<String> text(String name) {
            return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        Optional<Path> path(String name) {
            return text(name).map(Path::of);
        }

        boolean flag(String name) {
            var text = text(name).orElse("false");
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(name + " is true or false, not \"" + text + "\"");
            }
            return text.equals("true");
        }

        Optional<Integer> number(String name, int least, int most) {
            return text(name).map(text -> {
                if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                    throw new IllegalArgumentException(
                            name + " is a whole number from " + least + " to " + most + ", not \"" + text + "\"");
                }
                return Integer.parseInt(text);
            });
        }
    }
}
