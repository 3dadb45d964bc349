package database;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from the environment which PostgreSQL server to use instead of the embedded one. User and password are taken
 * out of the URL, so that it may be printed. It does not connect.
 */
public final class ExternalDatabase {

    static final String URL = "MUNIMENT_DATABASE_URL";
    static final String USER = "MUNIMENT_DATABASE_USER";
    static final String PASSWORD = "MUNIMENT_DATABASE_PASSWORD";
    static final String PASSWORD_FILE = "MUNIMENT_DATABASE_PASSWORD_FILE";

    private static final String JDBC = "jdbc:postgresql:";
    private static final String EXAMPLE = "for instance postgresql://db.example.org:5432/muniment";

    private final Map<String, String> environment;
    private String user = "";
    private String password = "";

    private ExternalDatabase(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Empty if MUNIMENT_DATABASE_URL is not set or blank. The URL may be a JDBC one or the short form
     * ({@code postgresql://host:port/database}), with or without user and password; the variables win over the URL.
     *
     * @throws DatabaseUnavailable if the settings can't be understood or the password file can't be read
     */
    public static Optional<Database> from(Map<String, String> environment) {
        var url = environment.getOrDefault(URL, "").strip();
        return url.isEmpty() ? Optional.empty() : Optional.of(new ExternalDatabase(environment).read(url));
    }

    private Database read(String given) {
        var url = withoutUserInfo(jdbc(given));
        var clean = withoutCredentials(url);
        user = environment.getOrDefault(USER, user);
        if (user.isEmpty()) {
            throw new DatabaseUnavailable("No user is set for the database " + clean + ". Set " + USER + ".");
        }
        password().ifPresent(p -> password = p);
        return new Database(clean, user, password);
    }

    private static String jdbc(String url) {
        for (var scheme : new String[] {JDBC, "postgresql:", "postgres:"}) {
            if (url.startsWith(scheme)) {
                return JDBC + url.substring(scheme.length());
            }
        }
        // Not repeated in the message: it may hold a password in a place we don't know.
        throw new DatabaseUnavailable(URL + " is not the URL of a PostgreSQL database. Write it " + EXAMPLE + ".");
    }

    private String withoutUserInfo(String url) {
        if (!url.startsWith(JDBC + "//")) {
            return url;
        }
        var rest = url.substring(JDBC.length() + 2);
        var authorityEnd = indexOfAny(rest, "/?");
        var at = rest.lastIndexOf('@', authorityEnd);
        if (at < 0) {
            return url;
        }
        var parts = rest.substring(0, at).split(":", 2);
        user = decode(parts[0]);
        password = parts.length == 2 ? decode(parts[1]) : "";
        return JDBC + "//" + rest.substring(at + 1);
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private String withoutCredentials(String url) {
        var question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        var kept = new ArrayList<String>();
        for (var parameter : url.substring(question + 1).split("&", -1)) {
            if (parameter.startsWith("user=")) {
                user = decode(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decode(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        return url.substring(0, question) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
    }

    private static String decode(String text) {
        try {
            // URLDecoder is for forms, where a plus is a space; in a URL's user part it is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DatabaseUnavailable("User or password in " + URL
                    + " hold a percent sign that begins no escape. Write it %25, or use " + USER + " and "
                    + PASSWORD_FILE + ".");
        }
    }

    private Optional<String> password() {
        var file = environment.getOrDefault(PASSWORD_FILE, "");
        var given = Optional.ofNullable(environment.get(PASSWORD));
        if (file.isEmpty()) {
            return given;
        }
        if (given.isPresent()) {
            throw new DatabaseUnavailable("Both " + PASSWORD + " and " + PASSWORD_FILE + " are set. Set one of them.");
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).stripTrailing());
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The password file " + file + " (" + PASSWORD_FILE + ") can't be read: " + e, e);
        }
    }
}
