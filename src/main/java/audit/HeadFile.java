package audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a service exports heads to.
 *
 * @param log a {@link HeadLog}; it is made when it is not there
 * @param key the private key that signs it, with the public one beside it
 */
public record HeadFile(Path log, Path key) {

    HeadLog read() throws IOException {
        return HeadLog.read(log, Optional.of(SigningKey.readPublic(SigningKey.publicFile(key))));
    }

    SigningKey signer() throws IOException {
        return SigningKey.read(key);
    }

    /** How far the log has got; empty where there is none yet. */
    public Optional<LogState> state() throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        var read = read();
        return Optional.of(new LogState(
                read.entries(),
                read.at(),
                read.heads().size(),
                Files.size(log),
                read.discrepancies().isEmpty()));
    }

    /**
     * A log of heads.
     *
     * @param at when its last entry was made
     * @param sound whether its signatures and its chain are right
     */
    public record LogState(int entries, Optional<java.time.Instant> at, int heads, long bytes, boolean sound) {}
}
