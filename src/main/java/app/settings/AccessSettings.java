package app.settings;

import accounts.provider.ProviderSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may come in. Each setting is described in docs/settings.md.
 *
 * @param signIn whether callers must say who they are; empty when the address decides
 * @param unauthenticatedAllowed true to let strangers in: to listen beyond loopback though nobody has to say who they are
 * @param idle how long a session lasts without a request
 * @param longest how long a session lasts at all
 * @param behindProxy whether all requests come by a proxy that speaks TLS and says for whom it asks
 * @param provider who else vouches for people
 */
public record AccessSettings(
        Optional<Boolean> signIn,
        boolean unauthenticatedAllowed,
        Duration idle,
        Duration longest,
        boolean behindProxy,
        Optional<ProviderSettings> provider) {

    private static final int IDLE_MINUTES = 60;
    private static final int LONGEST_HOURS = 12;

    public static AccessSettings of(Environment read) {
        return new AccessSettings(
                read.text("MUNIMENT_SIGN_IN").map(AccessSettings::required),
                read.flag("MUNIMENT_ALLOW_UNAUTHENTICATED"),
                Duration.ofMinutes(
                        read.number("MUNIMENT_SESSION_IDLE_MINUTES", 1, 10_080).orElse(IDLE_MINUTES)),
                Duration.ofHours(read.number("MUNIMENT_SESSION_HOURS", 1, 720).orElse(LONGEST_HOURS)),
                read.flag("MUNIMENT_BEHIND_TLS_PROXY"),
                ProviderSetup.of(read));
    }

    private static boolean required(String text) {
        if (!text.equals("required") && !text.equals("off")) {
            throw new IllegalArgumentException("MUNIMENT_SIGN_IN is required or off, not \"" + text + "\"");
        }
        return text.equals("required");
    }

    /** Whether callers must say who they are: on loopback only if it is asked for, elsewhere unless it is given up. */
    public boolean isRequiredAt(String host) {
        return signIn.orElseGet(() -> !unauthenticatedAllowed && !isLoopback(host));
    }

    /** Fails with a sentence when strangers could do everything and nobody has said that they may. */
    public void check(String host) {
        if (!isRequiredAt(host) && !unauthenticatedAllowed && !isLoopback(host)) {
            throw new IllegalArgumentException("with MUNIMENT_SIGN_IN=off whoever reaches " + host
                    + " could do everything; leave it at required, listen on 127.0.0.1, or set"
                    + " MUNIMENT_ALLOW_UNAUTHENTICATED=true if something in front of the service authenticates");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("there is no address for the host \"" + host + "\"", unknown);
        }
    }
}
