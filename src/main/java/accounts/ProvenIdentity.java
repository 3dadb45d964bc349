package accounts;

import java.util.Set;

/**
 * Somebody for whom the provider vouches.
 *
 * @param issuer the provider
 * @param subject who they are there, for ever
 * @param called what they are called there, for people to read
 * @param roles what their groups are worth here
 */
public record ProvenIdentity(String issuer, String subject, String called, Set<AccessRole> roles) {}
