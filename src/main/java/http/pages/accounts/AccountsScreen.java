package http.pages.accounts;

import accounts.AccessRole;
import accounts.ApiKey;
import accounts.User;
import http.pages.Address;
import http.pages.Tone;
import java.time.Instant;
import java.util.List;

/**
 * Who may use the service.
 *
 * @param now against which keys have expired or not
 */
public record AccountsScreen(List<User> users, List<ApiKey> keys, Instant now) {

    /** Where one of the users is changed. */
    public static String path(User user) {
        return "/accounts/users/" + Address.segment(user.name());
    }

    public static List<String> roles() {
        return AccessRole.labels(java.util.EnumSet.allOf(AccessRole.class));
    }

    /** The word for how a key stands. */
    public String standing(ApiKey key) {
        return key.revokedAt().isPresent() ? "revoked" : hasExpired(key) ? "expired" : "valid";
    }

    public Tone tone(ApiKey key) {
        return isOver(key) ? Tone.OVER : Tone.DONE;
    }

    /** Whether it is worth nothing any more. */
    public boolean isOver(ApiKey key) {
        return key.revokedAt().isPresent() || hasExpired(key);
    }

    private boolean hasExpired(ApiKey key) {
        return key.expiresAt().filter(end -> !now.isBefore(end)).isPresent();
    }
}
