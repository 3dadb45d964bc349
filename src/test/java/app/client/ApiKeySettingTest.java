package app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeySettingTest {

    @TempDir
    Path directory;

    @Test
    void the_key_is_in_the_environment_or_in_a_file() throws Exception {
        var file = Files.writeString(directory.resolve("key"), "mun_y\n");

        assertThat(ApiKeySetting.of(Map.of())).isEmpty();
        assertThat(ApiKeySetting.of(Map.of("MUNIMENT_API_KEY", " mun_x "))).contains("mun_x");
        assertThat(ApiKeySetting.of(Map.of("MUNIMENT_API_KEY_FILE", file.toString())))
                .contains("mun_y");
    }

    @Test
    void what_can_not_be_a_key_is_not_repeated() throws Exception {
        var file = Files.writeString(directory.resolve("key"), "secret one\nsecret two\n");

        assertThatThrownBy(() -> ApiKeySetting.of(Map.of("MUNIMENT_API_KEY_FILE", file.toString())))
                .hasMessageContaining("MUNIMENT_API_KEY_FILE")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ApiKeySetting.of(Map.of("MUNIMENT_API_KEY", "a\u0001b")))
                .hasMessageContaining("no key");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var missing = directory.resolve("none").toString();

        assertThatThrownBy(() -> ApiKeySetting.of(Map.of("MUNIMENT_API_KEY_FILE", missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing);
        assertThatThrownBy(() -> ApiKeySetting.of(Map.of("MUNIMENT_API_KEY_FILE", missing, "MUNIMENT_API_KEY", "x")))
                .hasMessageContaining("not both");
    }
}
