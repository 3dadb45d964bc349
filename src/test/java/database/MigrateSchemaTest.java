package database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.PostgresExtension;

class MigrateSchemaTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void an_empty_database_gets_its_tables_once() throws Exception {
        var database = POSTGRES.empty();

        assertThat(MigrateSchema.in(database)).isPositive();
        assertThat(MigrateSchema.in(database)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM flyway_schema_history WHERE installed_rank = 2",
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE installed_rank = 2",
                "UPDATE flyway_schema_history SET success = false WHERE installed_rank = 2"
            })
    void only_the_very_migrations_of_this_release_need_no_second_look(String change) throws Exception {
        var database = POSTGRES.empty();
        MigrateSchema.in(database);
        try (var connection = database.connect()) {
            assertThat(OwnMigrations.areAll(connection)).isTrue();

            execute(database, change);

            assertThat(OwnMigrations.areAll(connection)).isFalse();
        }
        assertThatThrownBy(() -> MigrateSchema.in(database)).isInstanceOf(DatabaseUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_journal", "event_tag", "snapshot"})
    void the_journal_has_the_columns_and_keys_that_the_plugin_would_make(String table) throws Exception {
        var plugins = POSTGRES.empty();
        execute(plugins, pluginScript());

        assertThat(columns(POSTGRES.database(), table))
                .isEqualTo(columns(plugins, table))
                .isNotEmpty();
        var ours = indexes(POSTGRES.database(), table);
        ours.removeIf(index -> index.startsWith("CREATE INDEX event_journal_interruptions ")); // for timelines
        assertThat(ours).isEqualTo(indexes(plugins, table)).isNotEmpty();
    }

    @Test
    void a_database_that_holds_something_else_is_refused_and_left_alone() throws Exception {
        var database = POSTGRES.empty();
        execute(database, "CREATE TABLE somebody_elses (id INT)");

        assertThatThrownBy(() -> MigrateSchema.in(database))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(database.url())
                .hasMessageContaining("a database of its own")
                .hasMessageNotContaining(database.password());
        assertThat(rows(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .containsExactly("somebody_elses");
    }

    @Test
    void a_server_that_does_not_answer_is_named() {
        var database = new Database("jdbc:postgresql://127.0.0.1:1/d", "u", "secret");

        assertThatThrownBy(() -> MigrateSchema.in(database))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("MUNIMENT_DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_wrong_password_is_refused_by_the_server() {
        var right = POSTGRES.database();
        var wrong = new Database(right.url(), right.user(), "wrong");

        assertThatThrownBy(() -> MigrateSchema.in(wrong)).hasMessageContaining("the user and the password");
    }

    @Test
    void servers_older_than_14_are_refused() {
        var database = new Database("jdbc:postgresql://h/d", "u", "");

        assertThatThrownBy(() -> ServerRequirements.refuseOlder(13, "13.22", database))
                .hasMessageContaining("13.22")
                .hasMessageContaining("14 or newer");
        assertThatCode(() -> ServerRequirements.refuseOlder(14, "14.1", database))
                .doesNotThrowAnyException();
    }

    @Test
    void settings_that_lose_commits_are_noticed() throws Exception {
        try (var connection = POSTGRES.database().connect();
                var statement = connection.createStatement()) {
            assertThat(ServerRequirements.looseSettings(connection)).isEmpty();

            statement.execute("SET synchronous_commit = off");

            assertThat(ServerRequirements.looseSettings(connection)).containsExactly("synchronous_commit=off");
        }
    }

    @Test
    void a_pool_gives_up_statements_after_their_limit() throws Exception {
        try (var pool = POSTGRES.database().pool("tests", 1, Duration.ofMillis(50));
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(20)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("statement timeout");
        }
    }

    @Test
    void the_statement_limit_of_a_url_is_understood_by_the_driver() throws Exception {
        var database = POSTGRES.database();
        var limited = new Database(
                database.urlWithStatementLimit(Duration.ofSeconds(7)), database.user(), database.password());

        assertThat(rows(limited, "SHOW statement_timeout")).containsExactly("7s");
    }

    private static String pluginScript() throws Exception {
        try (var script = MigrateSchemaTest.class.getResourceAsStream("/schema/postgres/postgres-create-schema.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("CONCURRENTLY", "");
        }
    }

    private static List<String> columns(Database database, String table) throws SQLException {
        return rows(
                database,
                "SELECT concat_ws(' ', ordinal_position, column_name, data_type, character_maximum_length, is_nullable,"
                        + " column_default) FROM information_schema.columns WHERE table_name = '" + table
                        + "' ORDER BY ordinal_position");
    }

    private static List<String> indexes(Database database, String table) throws SQLException {
        return rows(database, "SELECT indexdef FROM pg_indexes WHERE tablename = '" + table + "' ORDER BY indexdef");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Database database, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
