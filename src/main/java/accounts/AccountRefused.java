package accounts;

/** What was asked of the accounts can't be done; the message is a clause that says why and what to do. */
public final class AccountRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Why why;

    /** What is wrong. */
    public enum Why {
        /** A name, a password or a role can't be one. */
        INVALID,
        /** There is nothing of this name. */
        UNKNOWN,
        /** It does not go together with what is there. */
        CONFLICT
    }

    private AccountRefused(Why why, String reason) {
        super(reason, null, false, false);
        this.why = why;
    }

    static AccountRefused invalid(String reason) {
        return new AccountRefused(Why.INVALID, reason);
    }

    static AccountRefused unknown(String reason) {
        return new AccountRefused(Why.UNKNOWN, reason);
    }

    static AccountRefused conflict(String reason) {
        return new AccountRefused(Why.CONFLICT, reason);
    }

    public Why why() {
        return why;
    }
}
