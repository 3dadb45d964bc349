package app;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.Accounts;
import accounts.Sessions;
import database.DataDirectory;
import database.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.PostgresExtension;

/** Users and keys from the command line, with nothing else running and beside a running database. */
class AccountCommandsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path scratch;

    private record Run(int exit, String out, String err) {}

    @Test
    void the_first_administrator_is_made_before_the_service_was_ever_started() throws Exception {
        var data = scratch.resolve("data");
        LentServer.to(data);

        var added = run(data, "twelve at the least\n", "users", "add", "grace", "--role", "administrator,auditor");

        assertThat(added.err()).isEmpty();
        assertThat(added.exit()).isZero();
        assertThat(added.out()).isEqualToIgnoringNewLines("user grace is administrator, auditor");
        try (var directory = DataDirectory.lock(data, "test", Clock.systemUTC().instant());
                var server = EmbeddedPostgres.start(directory)) {
            besideARunningDatabase(data, server);
        }
    }

    private void besideARunningDatabase(Path data, EmbeddedPostgres server) {
        assertThat(run(data, "", "users", "list").out()).containsPattern("grace +administrator,auditor +set");
        var key = run(data, "", "keys", "add", "ingest", "--role", "archivist", "--days", "30");
        assertThat(key.out().strip()).matches("mun_[a-z0-9]{8}_[A-Za-z0-9_-]{43}");
        assertThat(key.err()).contains("not shown again");
        assertThat(run(data, "", "keys", "list").out())
                .containsPattern("mun_[a-z0-9]{8}_… +ingest +archivist +until .* command-line:")
                .doesNotContain(key.out().strip());
        assertThat(run(data, "", "users", "add", "ada", "--role", "viewer", "--no-password")
                        .exit())
                .isZero();
        assertThat(run(data, "", "users", "role", "ada", "archivist", "operator")
                        .out())
                .contains("ada is archivist, operator");
        assertThat(run(data, "another one, just as long\n", "users", "password", "ada")
                        .exit())
                .isZero();
        try (var pool = server.database().pool("test", 2, Duration.ofSeconds(30))) {
            var limits = new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(1));
            var accounts = Accounts.in(pool, limits, Clock.systemUTC());
            assertThat(accounts.signIn().begin("ada", "another one, just as long", "x"))
                    .isNotNull();
            assertThat(accounts.keys().find(key.out().strip())).isPresent();
            assertThat(run(data, "", "keys", "revoke", "ingest").exit()).isZero();
            assertThat(accounts.keys().find(key.out().strip())).isEmpty();
        }
        assertThat(run(data, "", "users", "remove", "ada").exit()).isZero();

        var last = run(data, "", "users", "remove", "grace");
        assertThat(last.exit()).isEqualTo(1);
        assertThat(last.err()).contains("only administrator");
        var shortOne = run(data, "short\n", "users", "add", "bob", "--role", "viewer");
        assertThat(shortOne.exit()).isEqualTo(2);
        assertThat(shortOne.err()).contains("12 to 256").doesNotContain("short\n");
        assertThat(run(data, "", "users", "add", "bob", "--role", "viewer").err())
                .contains("standard input");
    }

    private static Run run(Path data, String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            var line = new ArrayList<>(List.of(arguments));
            line.add("--data");
            line.add(data.toString());
            int exit = Main.line()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(line.toArray(String[]::new));
            return new Run(exit, out.toString(), err.toString());
        } finally {
            System.setIn(before);
        }
    }
}
