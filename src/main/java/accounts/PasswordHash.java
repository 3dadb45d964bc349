package accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords by argon2id, as strings of the password hashing competition: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. The
 * string says how it was made, so the cost can be raised and old ones still hold.
 */
final class PasswordHash {

    /** What OWASP's cheat sheet on password storage asks for at the least. */
    static final Cost COST = new Cost(19_456, 2, 1);

    /** Of what a database holds; more than this would be an attack on this process's memory. */
    private static final int KIBIBYTES_MAX = 1 << 20;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{10,86})\\$([A-Za-z0-9+/]{22,86})");

    record Cost(int kibibytes, int passes, int lanes) {}

    private PasswordHash() {}

    /** Takes some tens of milliseconds and {@link #COST} of memory, on purpose. */
    static String of(String password) {
        return of(password, COST);
    }

    static String of(String password, Cost cost) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var plain = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.kibibytes(),
                        cost.passes(),
                        cost.lanes(),
                        plain.encodeToString(salt),
                        plain.encodeToString(hash(password, salt, cost, HASH_BYTES)));
    }

    /** Whether this is the password; false for a string that is none of ours. */
    static boolean matches(String password, String phc) {
        var parts = PHC.matcher(phc);
        var cost = cost(phc);
        if (cost.isEmpty() || !parts.matches()) {
            return false;
        }
        var expected = Base64.getDecoder().decode(parts.group(5));
        var salt = Base64.getDecoder().decode(parts.group(4));
        return MessageDigest.isEqual(expected, hash(password, salt, cost.get(), expected.length));
    }

    /** Whether it was made at another cost than today's. */
    static boolean isOutdated(String phc) {
        return !cost(phc).equals(Optional.of(COST));
    }

    private static Optional<Cost> cost(String phc) {
        var parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost = new Cost(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        boolean bearable = cost.lanes() > 0
                && cost.passes() > 0
                && cost.kibibytes() >= 8 * cost.lanes()
                && cost.kibibytes() <= KIBIBYTES_MAX;
        return bearable ? Optional.of(cost) : Optional.empty();
    }

    private static byte[] hash(String password, byte[] salt, Cost cost, int bytes) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        var hash = new byte[bytes];
        // The same letters can be typed as different characters, depending on the keyboard (RFC 8265).
        argon2.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
