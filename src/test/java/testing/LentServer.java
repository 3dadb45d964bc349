package testing;

import database.DataDirectory;
import database.EmbeddedPostgres;
import database.MigrateSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/**
 * Spares a data directory that is new the making of a database server of its own: its programs, its files and all tables. Such files
 * are made once for each state of the migrations, by the product itself, and copied. {@code FirstTransferIT} and others begin with
 * nothing, as a user does.
 */
public final class LentServer {

    private static final Path PLACE = Path.of("target/lent-servers").toAbsolutePath();
    private static final Path MIGRATIONS = Path.of("target/classes/db/migration");
    private static final Path FILES = Path.of("postgres/server-17");

    private LentServer() {}

    /** The product makes what is missing, as of a release before. */
    public static synchronized void to(Path dataDirectory) {
        try {
            LentPrograms.to(dataDirectory);
            var theirs = dataDirectory.resolve(FILES);
            if (!Files.exists(theirs)) {
                Files.createDirectories(theirs.getParent());
                copy(made().resolve(FILES), theirs);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path made() throws IOException {
        var whole = PLACE.resolve(stateOfMigrations());
        Files.createDirectories(PLACE);
        // Test processes run beside each other, and the first makes it for all.
        try (var lock = FileChannel.open(PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!held.isValid()) {
                throw new IOException("lost the lock on " + PLACE);
            }
            if (!Files.exists(whole)) {
                Files.move(make(), whole, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return whole;
    }

    private static Path make() throws IOException {
        var partial = Files.createTempDirectory(PLACE, "new-");
        LentPrograms.to(partial);
        try (var directory =
                        DataDirectory.lock(partial, "tests", Clock.systemUTC().instant());
                var server = EmbeddedPostgres.start(directory)) {
            MigrateSchema.in(server.database());
        }
        return partial;
    }

    private static String stateOfMigrations() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var migration : below(MIGRATIONS)) {
                if (Files.isRegularFile(migration)) {
                    digest.update(migration.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(migration));
                }
            }
            return "state-" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        for (var file : below(source)) {
            Files.copy(
                    file,
                    target.resolve(source.relativize(file).toString()),
                    LinkOption.NOFOLLOW_LINKS,
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static List<Path> below(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.sorted().toList();
        }
    }
}
