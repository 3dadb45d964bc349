package app.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a service exports the heads of the journal to. Each setting is described in docs/settings.md.
 *
 * @param key the private key that signs them; empty to export none
 * @param log where they go; empty for {@code heads.log} in the data directory
 */
public record AuditSettings(Optional<Path> key, Optional<Path> log) {

    public static AuditSettings of(Environment read) {
        return new AuditSettings(read.path("MUNIMENT_HEADS_KEY"), read.path("MUNIMENT_HEADS_LOG"));
    }
}
