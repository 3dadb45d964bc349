package database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDatabaseTest {

    private static final String URL = "MUNIMENT_DATABASE_URL";
    private static final String USER = "MUNIMENT_DATABASE_USER";
    private static final String PASSWORD = "MUNIMENT_DATABASE_PASSWORD";
    private static final String PASSWORD_FILE = "MUNIMENT_DATABASE_PASSWORD_FILE";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            postgresql://h/d                       | jdbc:postgresql://h/d              | u  | p
            postgres://h:5433/d                    | jdbc:postgresql://h:5433/d         | u  | p
            jdbc:postgresql://h/d                  | jdbc:postgresql://h/d              | u  | p
            postgresql://me:pw@h/d                 | jdbc:postgresql://h/d              | u  | p
            postgresql://a,b:2/d?sslmode=require   | jdbc:postgresql://a,b:2/d?sslmode=require | u | p
            jdbc:postgresql:d                      | jdbc:postgresql:d                  | u  | p
            jdbc:postgresql://h/d?user=x&password=y&ssl=true | jdbc:postgresql://h/d?ssl=true | u | p
            """)
    void the_variables_win_and_the_url_keeps_no_credentials(String given, String url, String user, String password) {
        var database = ExternalDatabase.from(Map.of(URL, given, USER, "u", PASSWORD, "p"))
                .orElseThrow();

        assertThat(database).isEqualTo(new Database(url, user, password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            postgresql://me:pw@h/d                   | me  | pw
            postgresql://me:p%40w:x+y@h/d            | me  | p@w:x+y
            postgresql://me:p@w@h/d                  | me  | p@w
            postgresql://me@h/d                      | me  | ''
            postgresql://h/d?user=me&password=p%26w  | me  | p&w
            postgresql://h/d@e?user=me&password=pw   | me  | pw
            """)
    void without_variables_user_and_password_of_the_url_are_taken(String given, String user, String password) {
        var database = ExternalDatabase.from(Map.of(URL, given)).orElseThrow();

        assertThat(database.user()).isEqualTo(user);
        assertThat(database.password()).isEqualTo(password);
        assertThat(database.url()).startsWith("jdbc:postgresql://h/d").doesNotContain("pw", "me");
    }

    @Test
    void without_a_url_the_embedded_server_is_meant() {
        assertThat(ExternalDatabase.from(Map.of(USER, "u"))).isEmpty();
        assertThat(ExternalDatabase.from(Map.of(URL, "  "))).isEmpty();
    }

    @Test
    void the_password_is_read_from_a_file_without_its_line_end(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("secret"), "pass word\n");

        var database = ExternalDatabase.from(Map.of(URL, "postgresql://u@h/d", PASSWORD_FILE, file.toString()));

        assertThat(database.orElseThrow().password()).isEqualTo("pass word");
    }

    @Test
    void a_missing_password_file_is_named() {
        var environment = Map.of(URL, "postgresql://u@h/d", PASSWORD_FILE, "/nowhere/secret");

        assertThatThrownBy(() -> ExternalDatabase.from(environment))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("/nowhere/secret")
                .hasMessageContaining(PASSWORD_FILE);
    }

    @Test
    void two_passwords_are_one_too_many() {
        var environment = new HashMap<>(Map.of(URL, "postgresql://u@h/d", PASSWORD, "a", PASSWORD_FILE, "/b"));

        assertThatThrownBy(() -> ExternalDatabase.from(environment)).hasMessageContaining("Set one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:secret@h/d", "h:5432/d?password=secret", "jdbc:h2:mem:secret"})
    void another_kind_of_url_is_refused_without_repeating_it(String url) {
        assertThatThrownBy(() -> ExternalDatabase.from(Map.of(URL, url)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(URL)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_database_without_a_user_is_refused() {
        assertThatThrownBy(() -> ExternalDatabase.from(Map.of(URL, "postgresql://h/d")))
                .hasMessageContaining("Set " + USER);
    }

    @Test
    void an_escape_that_is_none_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> ExternalDatabase.from(Map.of(URL, "postgresql://u:50%zz@h/d")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageNotContaining("50%zz");
    }

    @Test
    void no_password_is_printed() {
        var database = new Database("jdbc:postgresql://h/d?sslpassword=keysecret&ssl=true", "u", "secret");

        assertThat(database.toString())
                .isEqualTo("jdbc:postgresql://h/d?sslpassword=***&ssl=true as u")
                .doesNotContain("secret");
    }

    @Test
    void a_statement_limit_joins_the_other_parameters() {
        assertThat(new Database("jdbc:postgresql://h/d", "u", "").urlWithStatementLimit(Duration.ofSeconds(8)))
                .isEqualTo("jdbc:postgresql://h/d?options=-c%20statement_timeout=8000");
        assertThat(new Database("jdbc:postgresql://h/d?ssl=true", "u", "").urlWithStatementLimit(Duration.ofSeconds(8)))
                .endsWith("?ssl=true&options=-c%20statement_timeout=8000");
    }
}
