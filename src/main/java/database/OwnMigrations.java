package database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Tells by one query whether a database has exactly this release's migrations behind it. Flyway takes half a second of a start
 * to say the same; where the answer is no, only Flyway knows what is to be done.
 */
final class OwnMigrations {

    static final String LOCATION = "db/migration";

    private static final String HISTORY = "SELECT script, checksum, success FROM flyway_schema_history";
    private static final String NO_SUCH_TABLE = "42P01";

    private OwnMigrations() {}

    /** False also for a database without tables, and for one that holds something else. */
    static boolean areAll(Connection connection) throws SQLException {
        try {
            return applied(connection).filter(own()::equals).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Names with checksums; empty where one of them failed, or was made by other means than a script. */
    private static Optional<Map<String, Integer>> applied(Connection connection) throws SQLException {
        var applied = new HashMap<String, Integer>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(HISTORY)) {
            while (rows.next()) {
                int checksum = rows.getInt(2);
                if (rows.wasNull() || !rows.getBoolean(3)) {
                    return Optional.empty();
                }
                applied.put(rows.getString(1), checksum);
            }
            return Optional.of(applied);
        } catch (SQLException failure) {
            if (NO_SUCH_TABLE.equals(failure.getSQLState())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Map<String, Integer> own() throws IOException {
        var loader = OwnMigrations.class.getClassLoader();
        var own = new HashMap<String, Integer>();
        for (var name : names(loader.getResource(LOCATION))) {
            own.put(name, checksum(loader.getResourceAsStream(LOCATION + "/" + name)));
        }
        return own;
    }

    /** In the program's jar, or in a directory of classes. */
    private static List<String> names(URL directory) throws IOException {
        if (directory.openConnection() instanceof JarURLConnection inJar) {
            return inJar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LOCATION + "/") && name.endsWith(".sql"))
                    .map(name -> name.substring(LOCATION.length() + 1))
                    .toList();
        }
        try (var files = Files.list(Path.of(URI.create(directory.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** As Flyway makes it: over the lines, without what ends them. */
    private static int checksum(InputStream script) throws IOException {
        var sum = new CRC32();
        try (var lines = new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
        return (int) sum.getValue();
    }
}
