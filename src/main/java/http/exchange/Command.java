package http.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What names a command, so that repeating it has no second effect. */
final class Command {

    private Command() {}

    /**
     * The id of a command: of the client's key, of who asks and of what, so that a key that is used again for something
     * else, or by somebody else, makes another command. Without a key each command is a new one.
     */
    static String id(Optional<String> key, String by, List<String> asked) {
        return key.map(name -> name + " " + digest(Stream.concat(Stream.of(by), asked.stream())))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String digest(Stream<String> asked) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            for (var text : (Iterable<String>) asked::iterator) {
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
