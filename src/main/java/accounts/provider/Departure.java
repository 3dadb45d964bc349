package accounts.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a browser takes along when it leaves for the provider, in a cookie of its own: three random texts. Who comes back without
 * them was sent by somebody else.
 *
 * @param state comes back beside the code (RFC 6749, 10.12)
 * @param nonce comes back within the ID token (OpenID Connect Core, 3.1.2.1)
 * @param verifier is shown to the provider when the code is redeemed (RFC 7636)
 */
public record Departure(String state, String nonce, String verifier) {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");

    static Departure fresh() {
        return new Departure(random(), random(), random());
    }

    /** As {@link #text} wrote it; empty when it is nothing of ours. */
    public static Optional<Departure> of(String text) {
        var parts = text.split("[.]", -1);
        return parts.length == 3
                        && Stream.of(parts).allMatch(part -> TEXT.matcher(part).matches())
                ? Optional.of(new Departure(parts[0], parts[1], parts[2]))
                : Optional.empty();
    }

    /** For the cookie. */
    public String text() {
        return state + "." + nonce + "." + verifier;
    }

    boolean isOf(String givenState) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), givenState.getBytes(StandardCharsets.UTF_8));
    }

    /** What the provider learns of the verifier beforehand. */
    String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }

    /** None of it belongs into a log. */
    @Override
    public String toString() {
        return "a departure";
    }

    private static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
