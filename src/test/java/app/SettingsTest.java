package app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void without_settings_it_listens_to_nobody_else_and_works_in_data() {
        var settings = Settings.of(Map.of());

        assertThat(settings.data()).isEqualTo(Path.of("data"));
        assertThat(settings.store()).isEqualTo(Path.of("data", "store"));
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.sources()).isEmpty();
        assertThat(settings.database()).isEmpty();
        assertThat(settings.clamd()).isEmpty();
        assertThat(settings.slots()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.access().unauthenticatedAllowed()).isFalse();
    }

    @Test
    void blank_values_are_none_and_others_are_stripped() {
        var settings = Settings.of(Map.of("MUNIMENT_CLAMD", "  ", "MUNIMENT_HOST", " ::1 ", "MUNIMENT_PORT", " 0 "));

        assertThat(settings.clamd()).isEmpty();
        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.port()).isZero();
    }

    @Test
    void sources_keep_their_order_and_may_hold_an_equals_sign() {
        var settings = Settings.of(Map.of("MUNIMENT_SOURCES", "b=/srv/b, a.1=/srv/a=b"));

        assertThat(settings.sources())
                .containsExactly(Map.entry("b", Path.of("/srv/b")), Map.entry("a.1", Path.of("/srv/a=b")));
    }

    @Test
    void uploads_lie_where_workers_see_them_unless_they_are_put_elsewhere() {
        assertThat(Settings.of(Map.of()).uploads()).isEqualTo(Path.of("data", "uploads"));
        assertThat(Settings.of(Map.of("MUNIMENT_WORK", "/mnt/work")).uploads())
                .isEqualTo(Path.of("/mnt/work/.uploads"));
        var set = Settings.of(Map.of(
                "MUNIMENT_WORK", "/mnt/work",
                "MUNIMENT_UPLOADS", "/mnt/uploads",
                "MUNIMENT_UPLOAD_MEGABYTES", "5",
                "MUNIMENT_UPLOAD_FILES", "7"));
        assertThat(set.uploads()).isEqualTo(Path.of("/mnt/uploads"));
        assertThat(set.node().uploads().bytes()).isEqualTo(5_000_000);
        assertThat(set.node().uploads().files()).isEqualTo(7);
    }

    @Test
    void an_external_database_is_read_with_its_credentials_apart() {
        var settings = Settings.of(Map.of("MUNIMENT_DATABASE_URL", "postgresql://ada:secret@db/muniment"));

        assertThat(settings.database()).contains(new Database("jdbc:postgresql://db/muniment", "ada", "secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MUNIMENT_DATABASE_URL|mysql://db/muniment|postgresql://",
                "MUNIMENT_DATABASE_URL|postgresql://db/muniment|Set MUNIMENT_DATABASE_USER",
                "MUNIMENT_PORT|http|0 to 65535",
                "MUNIMENT_PORT|65536|0 to 65535",
                "MUNIMENT_PORT|-1|0 to 65535",
                "MUNIMENT_PORT|99999999999|0 to 65535",
                "MUNIMENT_SLOTS|0|1 to 1024",
                "MUNIMENT_SLOTS|1025|1 to 1024",
                "MUNIMENT_ACTION_LIMITS|validate-formats|ACTION=NUMBER",
                "MUNIMENT_ACTION_LIMITS|validate-formats=0|ACTION=NUMBER",
                "MUNIMENT_LEASE_SECONDS|4|5 to 86400",
                "MUNIMENT_ALLOW_UNAUTHENTICATED|yes|true or false",
                "MUNIMENT_SIGN_IN|on|required or off",
                "MUNIMENT_SESSION_HOURS|0|whole number from 1",
                "MUNIMENT_SOURCES|/srv|NAME=/path",
                "MUNIMENT_SOURCES|a b=/srv|NAME=/path",
                "MUNIMENT_SOURCES|a=/srv,|NAME=/path",
                "MUNIMENT_SOURCES|../a=/srv|NAME=/path",
                "MUNIMENT_SOURCES|a=|NAME=/path",
                "MUNIMENT_SOURCES|a=/srv,a=/other|twice"
            })
    void a_wrong_value_is_refused_with_its_name_and_what_is_right(String name, String value, String right) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name.replace("_URL", ""))
                .hasMessageContaining(right);
    }

    @Test
    void another_data_directory_takes_the_store_along() {
        var moved = Settings.of(Map.of()).in(Optional.of(Path.of("/elsewhere")), Optional.empty());

        assertThat(moved.store()).isEqualTo(Path.of("/elsewhere/store"));
    }

    @Test
    void a_store_that_was_set_by_itself_stays() {
        var byVariable = Settings.of(Map.of("MUNIMENT_STORE", "/aips"));

        assertThat(byVariable
                        .in(Optional.of(Path.of("/elsewhere")), Optional.empty())
                        .store())
                .isEqualTo(Path.of("/aips"));
        assertThat(byVariable
                        .in(Optional.empty(), Optional.of(Path.of("/others")))
                        .store())
                .isEqualTo(Path.of("/others"));
    }

    @Test
    void host_and_port_of_the_command_line_stand_over_the_environment() {
        var settings = Settings.of(
                        Map.of("MUNIMENT_HOST", "0.0.0.0", "MUNIMENT_PORT", "1", "MUNIMENT_LEASE_SECONDS", "5"))
                .at(Optional.of("localhost"), Optional.of(2));

        assertThat(settings.host() + ":" + settings.port()).isEqualTo("localhost:2");
        assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void every_variable_in_the_code_is_described() throws Exception {
        var page = Files.readString(Path.of("docs", "settings.md"));
        var names = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src", "main", "java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\"(MUNIMENT_(?!TOOL_)[A-Z_]+)\"") // those mark children and are not for people
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(found -> names.add(found.group(1)));
            }
        }

        assertThat(names).hasSizeGreaterThan(10).allMatch(name -> page.contains("`" + name + "`"));
    }
}
