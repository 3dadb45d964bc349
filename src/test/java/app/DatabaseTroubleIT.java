package app;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import testing.PostgresExtension;
import testing.SmallDisk;

/**
 * Goal: a PostgreSQL that is slow, out of connections or out of disk delays work and loses none: the node says what is
 * wrong, what runs goes on, and everything is stored when the trouble is over. Method: a node as a process, its transfer under
 * way, and a real server that is given the trouble. That it is killed is the crash suite's.
 */
@Tag("slow")
class DatabaseTroubleIT {

    private static final int FILES = 44;

    /** Hand-outs of one task each: two slots, for each one at work and one waiting. */
    private static final int HELD_MAX = 8;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Database database;
    private SlowCluster cluster;
    private String url;
    private String transfer;

    @BeforeEach
    void start_a_transfer() throws Exception {
        database = POSTGRES.fresh();
        cluster = new SlowCluster(directory, FILES).on(database);
        url = cluster.node("alone", "coordinator,worker,http", SlowCluster.freePort())
                .start()
                .url();
        transfer = cluster.submit(url);
        cluster.awaitEnded(4);
        assertThat(readiness()).contains("\"ready\"");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void slow_out_of_connections_and_out_of_disk_in_turn() throws Exception {
        slow();
        outOfConnections();
        outOfDisk();

        assertThat(cluster.awaitEnd(url, transfer)).isEqualTo("stored");
        assertThat(cluster.lines("begin")).as("nothing ran twice").hasSize(FILES);
        assertThat(cluster.lines("end")).hasSize(FILES);
        awaitReadiness("\"ready\"");
    }

    private void slow() throws Exception {
        execute(
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END'",
                "CREATE TRIGGER wait BEFORE INSERT ON event_journal FOR EACH STATEMENT EXECUTE FUNCTION wait()");
        long before = cluster.ended();

        awaitReadiness("database is slow");
        cluster.awaitEnded(before + 2);

        execute("DROP TRIGGER wait ON event_journal");
        awaitReadiness("\"ready\"");
    }

    private void outOfConnections() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            takeAll(taken);
            awaitReadiness("database ");
            assertWorkGoesOnButNotForEver();
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        awaitReadiness("\"ready\"");
    }

    /** The node is about to take what its lost connections leave free, so they are ended and taken again and again. */
    private void takeAll(List<Connection> taken) throws SQLException {
        taken.add(database.connect());
        for (int i = 0; i < 20; i++) {
            try (var statement = taken.get(0).createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid NOT IN (" + pids(taken) + ")");
            }
            takeWhatIsFree(taken);
        }
    }

    private static String pids(List<Connection> connections) throws SQLException {
        var all = new ArrayList<String>();
        for (var connection : connections) {
            all.add(Integer.toString(connection.unwrap(PGConnection.class).getBackendPID()));
        }
        return String.join(",", all);
    }

    private void takeWhatIsFree(List<Connection> taken) {
        while (true) {
            try {
                taken.add(database.connect());
            } catch (SQLException none) {
                assertThat((Throwable) none).hasMessageContaining("too many clients");
                return;
            }
        }
    }

    private void outOfDisk() throws Exception {
        try (var disk = SmallDisk.at(directory.resolve("small"), "6m")) {
            var place = Files.createDirectory(disk.directory().resolve("tables"));
            openTheWayTo(place);
            execute(
                    "CREATE TABLESPACE small_" + database.url().replaceAll(".*/|\\?.*", "") + " LOCATION '" + place
                            + "'",
                    "ALTER TABLE event_journal SET TABLESPACE small_"
                            + database.url().replaceAll(".*/|\\?.*", ""));
            fill(disk.directory().resolve("ballast"));

            awaitReadiness("database does not store what it is given");
            assertThat(readiness()).contains("No space left on device");
            assertWorkGoesOnButNotForEver();

            Files.delete(disk.directory().resolve("ballast"));
            awaitReadiness("\"ready\"");
            execute("ALTER TABLE event_journal SET TABLESPACE pg_default");
            execute("DROP TABLESPACE small_" + database.url().replaceAll(".*/|\\?.*", ""));
        }
    }

    /** The server runs as another user where the tests run as root. */
    private static void openTheWayTo(Path place) throws IOException {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void assertWorkGoesOnButNotForEver() throws Exception {
        long begun = cluster.lines("begin").size();
        long since = System.nanoTime();
        while (System.nanoTime() - since < Duration.ofSeconds(2).toNanos()) {
            ClusterProcess.pause(100);
        }
        assertThat(cluster.lines("begin").size()).isLessThanOrEqualTo((int) begun + HELD_MAX);
        assertThat(cluster.ended())
                .as("what ran has ended")
                .isEqualTo(cluster.lines("begin").size());
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void awaitReadiness(String part) throws Exception {
        long began = System.nanoTime();
        var said = readiness();
        while (!said.contains(part)) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("it never said \"" + part + "\" but " + said);
            }
            ClusterProcess.pause(100);
            said = readiness();
        }
        System.err.println(said);
    }

    private String readiness() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/health/ready")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
