package accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that we make ourselves. They are too long to be guessed, so one digest hides them; no salt, no slowness. */
final class Secret {

    private static final int BYTES = 32;
    private static final String ID_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789"; // 32, none like another
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** 256 bits, in characters that stand in any header. */
    static String fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Something that names a secret and is none. */
    static String freshId(int length) {
        var id = new StringBuilder();
        for (int i = 0; i < length; i++) {
            id.append(ID_CHARACTERS.charAt(RANDOM.nextInt(ID_CHARACTERS.length())));
        }
        return id.toString();
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
