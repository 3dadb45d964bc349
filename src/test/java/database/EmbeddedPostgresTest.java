package database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import testing.PostgresExtension;

class EmbeddedPostgresTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void commits_are_durable_by_explicit_settings() throws Exception {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
        assertThat(setting("server_version_num")).isEqualTo("170011");
        assertThat(PostgresBinaries.VERSION).isEqualTo("17.11.0");
    }

    @Test
    void only_the_loopback_interface_is_listened_on_and_a_password_is_asked() throws Exception {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
    }

    private static String setting(String name) throws Exception {
        try (var connection = POSTGRES.database().connect();
                var statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, name);
            var row = statement.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
