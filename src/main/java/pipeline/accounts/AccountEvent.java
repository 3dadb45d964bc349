package pipeline.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Facts about who may use the service, in the past tense, kept for ever. None holds a password or a key. Add optional
 * components; never rename or remove one. Each kind's stable name is in {@link pipeline.journal.EventCodec}.
 */
public sealed interface AccountEvent {

    /** The stream that all of them are in. */
    String PERSISTENCE_ID = "accounts|all";

    /** Somebody has an account from now on. */
    record UserAdded(String user, List<String> roles, String by, Instant at) implements AccountEvent {}

    /** These are a user's roles from now on, and no others. */
    record RolesGiven(String user, List<String> roles, String by, Instant at) implements AccountEvent {}

    /** A user signs in with another password from now on; their sessions have ended. */
    record PasswordSet(String user, String by, Instant at) implements AccountEvent {}

    /** An account is no more; its sessions have ended. */
    record UserRemoved(String user, String by, Instant at) implements AccountEvent {}

    /**
     * A program may use the service from now on.
     *
     * @param id how the key begins, which is no secret
     */
    record KeyIssued(String id, String name, List<String> roles, Optional<Instant> expiresAt, String by, Instant at)
            implements AccountEvent {}

    /** A key is worth nothing from now on. */
    record KeyRevoked(String id, String name, String by, Instant at) implements AccountEvent {}

    /**
     * Somebody came in for whom a provider vouched.
     *
     * @param issuer the provider
     * @param subject who they are there
     * @param called what they were called there
     */
    record SignedIn(String user, String issuer, String subject, String called, List<String> roles, Instant at)
            implements AccountEvent {}

    /**
     * Somebody came in with a password.
     *
     * @param address where the request came from
     */
    record SignedInWithPassword(String user, String address, List<String> roles, Instant at) implements AccountEvent {}

    /**
     * Too many tries to sign in failed; none is heard until some later time.
     *
     * @param subject {@code user} or {@code address}
     * @param who the user's name, or the address
     */
    record SignInBlocked(String subject, String who, int failures, Instant until, Instant at) implements AccountEvent {}
}
