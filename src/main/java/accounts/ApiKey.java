package accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A key with which a program uses the service; all but its secret.
 *
 * @param id how it begins
 * @param lastUsed the day (UTC)
 */
public record ApiKey(
        String id,
        String name,
        Set<AccessRole> roles,
        String issuedBy,
        Instant issuedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<LocalDate> lastUsed) {

    boolean isValid(Instant now) {
        return revokedAt.isEmpty()
                && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
