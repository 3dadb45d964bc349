package accounts;

import java.util.concurrent.Semaphore;
import pipeline.accounts.AccountEvent;

/** Lets somebody in who knows a name and its password. It takes the same time whether there is such a name or not. */
public final class SignIn {

    /** Each takes some 19 MB and a processor; strangers shall not have more of them. */
    private static final int AT_ONCE = 4;

    /** The cost of a real one, and no password's hash. */
    private static final String DECOY = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(
                    PasswordHash.COST.kibibytes(),
                    PasswordHash.COST.passes(),
                    PasswordHash.COST.lanes(),
                    "A".repeat(22),
                    "A".repeat(43));

    private final AccountRecord record;
    private final Users users;
    private final Sessions sessions;
    private final Tries tries;
    private final Semaphore places = new Semaphore(AT_ONCE);

    SignIn(AccountRecord record, Users users, Sessions sessions, Tries tries) {
        this.record = record;
        this.users = users;
        this.sessions = sessions;
        this.tries = tries;
    }

    /**
     * Begins a session.
     *
     * @param address where the request came from
     * @throws SignInRefused if the name or the password is wrong, or too many were
     */
    public Sessions.Begun begin(String name, String password, String address) {
        check(name, password, address);
        return enter(name, address);
    }

    /** Sets one's own password and begins a new session; all others of the user end. {@link #begin} says what it throws. */
    public Sessions.Begun change(String name, String password, String newPassword, String address) {
        check(name, password, address);
        users.setPassword(name, newPassword, name);
        return enter(name, address);
    }

    /** Nobody is given a session that the journal does not know of. */
    private Sessions.Begun enter(String name, String address) {
        var begun = sessions.begin(name).orElseThrow(SignInRefused::wrong);
        var roles = AccessRole.labels(begun.session().roles());
        record.change(connection -> {
            record.append(
                    connection,
                    new AccountEvent.SignedInWithPassword(
                            name, address, roles, record.clock().instant()));
            return null;
        });
        return begun;
    }

    private void check(String name, String password, String address) {
        tries.count(name, address);
        var stored = users.password(name);
        if (!places.tryAcquire()) {
            throw SignInRefused.busy();
        }
        try {
            boolean right = PasswordHash.matches(password, stored.orElse(DECOY)) && stored.isPresent();
            if (!right) {
                throw SignInRefused.wrong();
            }
            if (PasswordHash.isOutdated(stored.get())) {
                users.rehash(name, stored.get(), password);
            }
        } finally {
            places.release();
        }
        tries.forget(name, address);
    }
}
