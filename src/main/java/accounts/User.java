package accounts;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who may sign in.
 *
 * @param hasPassword false for who can't sign in yet
 */
public record User(String name, Set<AccessRole> roles, boolean hasPassword, Instant addedAt) {}
