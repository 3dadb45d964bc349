package database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.LentPrograms;
import testing.PostgresExtension;

class EmbeddedPostgresTest {

    private static final Instant SINCE = Instant.parse("2026-11-24T03:00:00Z");

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "server_encoding, UTF8",
        "statement_timeout, 0"
    })
    void settings_that_matter_are_what_they_should_be(String name, String value) throws Exception {
        assertThat(setting(name)).isEqualTo(value);
    }

    @Test
    void the_version_in_the_code_is_that_of_the_programs_on_the_class_path() throws Exception {
        assertThat(PostgresBinaries.VERSION).isEqualTo(setting("server_version") + ".0");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, postgres-linux-arm_64.txz",
        "Linux, riscv64,",
        "Mac OS X, aarch64,",
        "Windows 11, amd64,"
    })
    void the_programs_are_chosen_by_platform(String os, String arch, String resource) {
        assertThat(PostgresBinaries.resource(os, arch).orElse(null)).isEqualTo(resource);
        if (resource != null) {
            assertThat(getClass().getResource("/" + resource)).isNotNull();
        }
    }

    @Test
    void a_directory_with_spaces_quotes_and_letters_beyond_ascii_works_and_is_private() throws Exception {
        var directory = temporary.resolve("my 'data' é ß 名=%41");
        LentPrograms.to(directory);
        try (var data = DataDirectory.lock(directory, "tests", SINCE);
                var postgres = EmbeddedPostgres.start(data)) {
            assertThat(one(postgres.database(), "SELECT current_database()")).isEqualTo("muniment");
            assertThat(mode(directory.resolve("postgres"))).isEqualTo("rwx------");
            assertThat(mode(directory.resolve("postgres/server-17/password"))).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("postgres/server-17/cluster"))).isEqualTo("rwx------");
            assertThat(postgres.database().toString())
                    .doesNotContain(postgres.database().password());
        }
        assertThat(directory.resolve("postgres/server-17/cluster/postmaster.pid"))
                .doesNotExist();
    }

    @Tag("slow")
    @Test
    void a_path_far_too_long_for_a_socket_file_works_and_one_too_long_for_postgresql_is_refused() throws Exception {
        var directory = temporary;
        while (directory.toString().length() < 600) {
            directory = directory.resolve("d".repeat(100));
        }
        LentPrograms.to(directory);
        try (var data = DataDirectory.lock(directory, "tests", SINCE);
                var postgres = EmbeddedPostgres.start(data)) {
            assertThat(one(postgres.database(), "SELECT 1")).isEqualTo("1");
        }
        var longer = directory.resolve("d".repeat(150)).resolve("d".repeat(150));
        try (var data = DataDirectory.lock(longer, "tests", SINCE)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("too long");
        }
    }

    @Tag("slow")
    @Test
    void what_is_stored_is_there_after_a_stop_and_remains_of_killed_starts_are_removed() throws Exception {
        LentPrograms.to(temporary);
        try (var data = DataDirectory.lock(temporary, "tests", SINCE)) {
            try (var postgres = EmbeddedPostgres.start(data)) {
                execute(postgres.database(), "CREATE TABLE kept AS SELECT 42 AS answer");
            }
            var postgresDirectory = data.path().resolve("postgres");
            Files.createDirectories(postgresDirectory.resolve("new-server-1/cluster"));
            Files.createDirectories(postgresDirectory.resolve("bin-16.1.0/bin"));
            // The number of a living process, ours, that is no server of this directory.
            var someone = ProcessHandle.current().pid();
            Files.writeString(postgresDirectory.resolve("server-17/cluster/postmaster.pid"), someone + "\n");

            try (var postgres = EmbeddedPostgres.start(data)) {
                assertThat(one(postgres.database(), "SELECT answer FROM kept")).isEqualTo("42");
            }
            try (var names = Files.list(postgresDirectory)) {
                assertThat(names.map(name -> name.getFileName().toString()))
                        .containsExactlyInAnyOrder("bin-17.11.0", "server-17", "log");
            }
        }
    }

    @Test
    void a_cluster_of_another_major_version_is_refused_and_left_alone() throws Exception {
        LentPrograms.to(temporary);
        try (var data = DataDirectory.lock(temporary, "tests", SINCE)) {
            var other = Files.createDirectories(data.path().resolve("postgres/server-16/cluster"));

            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("server-16");
            assertThat(other).isDirectory();
        }
    }

    @Test
    void a_directory_that_is_not_locked_any_more_gets_no_server() {
        var data = DataDirectory.lock(temporary, "tests", SINCE);
        data.close();

        assertThatThrownBy(() -> EmbeddedPostgres.start(data)).isInstanceOf(IllegalStateException.class);
    }

    @Tag("slow")
    @Test
    void a_server_that_is_killed_comes_back_at_the_same_address_with_all_that_was_committed() throws Exception {
        LentPrograms.to(temporary);
        try (var data = DataDirectory.lock(temporary, "tests", SINCE);
                var postgres = EmbeddedPostgres.start(data);
                var pool = postgres.database().pool("tests", 2, Duration.ZERO)) {
            execute(postgres.database(), "CREATE TABLE kept AS SELECT 42 AS answer");
            var pid = Files.readAllLines(data.path().resolve("postgres/server-17/cluster/postmaster.pid"))
                    .get(0);
            var server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            server.destroyForcibly();
            server.onExit().get();

            var answer = "";
            for (int tries = 0; tries < 100 && answer.isEmpty(); tries++) {
                try (var connection = pool.getConnection();
                        var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT answer FROM kept")) {
                    row.next();
                    answer = row.getString(1);
                } catch (SQLException e) {
                    // It is not back yet; the pool's own waiting bounds the tries.
                    assertThat(pool.isRunning()).isTrue();
                }
            }
            assertThat(answer).isEqualTo("42");
        }
    }

    @Tag("slow")
    @Test
    void nothing_runs_any_more_after_a_second_close() throws Exception {
        LentPrograms.to(temporary);
        try (var data = DataDirectory.lock(temporary, "tests", SINCE)) {
            var postgres = EmbeddedPostgres.start(data);
            postgres.close();
            postgres.close();

            assertThat(running(data)).isEmpty();
        }
    }

    static List<ProcessHandle> running(DataDirectory data) throws Exception {
        var directory = data.path().resolve("postgres");
        var programs = PostgresPrograms.at(directory.resolve("bin-17.11.0"), directory);
        return new LeftoverProcesses(directory, programs).running();
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String setting(String name) throws Exception {
        return one(POSTGRES.database(), "SHOW " + name);
    }

    private static void execute(Database database, String sql) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(Database database, String sql) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
