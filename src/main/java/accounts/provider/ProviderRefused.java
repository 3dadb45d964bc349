package accounts.provider;

/** Nobody is signed in by the provider; the message is a sentence for who tried, and holds no token and no secret. */
public final class ProviderRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Why why;

    /** Whose matter it is. */
    public enum Why {
        /** The person's: it has to be begun anew, or somebody must give them a role. */
        REFUSED,
        /** The provider's, or the way to it: it may work later. */
        AWAY
    }

    private ProviderRefused(Why why, String sentence, Throwable cause) {
        super(sentence, cause, false, false);
        this.why = why;
    }

    /** Nothing is wrong with the provider. */
    public static ProviderRefused refused(String sentence) {
        return new ProviderRefused(Why.REFUSED, sentence, null);
    }

    static ProviderRefused away(String sentence, Throwable cause) {
        return new ProviderRefused(Why.AWAY, sentence, cause);
    }

    public Why why() {
        return why;
    }
}
