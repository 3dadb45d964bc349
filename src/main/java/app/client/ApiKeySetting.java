package app.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The key that the client shows, from the environment. A key is never an argument, which everybody on a machine can see. */
final class ApiKeySetting {

    private static final String KEY = "MUNIMENT_API_KEY";
    private static final String FILE = "MUNIMENT_API_KEY_FILE";

    private ApiKeySetting() {}

    /** Fails with {@link IllegalArgumentException} and a sentence that does not repeat it. */
    static Optional<String> of(Map<String, String> environment) {
        var direct = text(environment, KEY);
        var file = text(environment, FILE);
        if (direct.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException("set " + KEY + " or " + FILE + ", not both");
        }
        var key = direct.or(() -> file.map(ApiKeySetting::read));
        if (key.filter(text -> !text.matches("[\\x21-\\x7e]{1,200}")).isPresent()) {
            throw new IllegalArgumentException("what is in " + (direct.isPresent() ? KEY : FILE)
                    + " is no key; a key is one line as \"keys add\" printed it");
        }
        return key;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    FILE + " names " + file + ", which can't be read; name a file that you may read", unreadable);
        }
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
