package http.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What names a command, so that repeating it has no second effect. */
public final class Command {

    /** Who asks, as long as nobody has to say who they are. */
    public static final String ANYBODY = "unauthenticated";

    private Command() {}

    /**
     * The id of a command: of the client's key and of what it asks, so that a key that is used again for something else
     * makes another command. Without a key each command is a new one.
     */
    public static String id(Optional<String> key, List<String> asked) {
        return key.map(name -> name + " " + digest(asked))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String digest(List<String> asked) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var text : asked) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII)); // ab,c is not a,bc
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
