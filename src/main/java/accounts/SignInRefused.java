package accounts;

import java.time.Duration;

/** Nobody is signed in; the message is a sentence for who tried. */
public final class SignInRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Duration waiting;

    private SignInRefused(String sentence, Duration waiting) {
        super(sentence, null, false, false);
        this.waiting = waiting;
    }

    /** The same for a wrong name, a wrong password, and an account without one. */
    static SignInRefused wrong() {
        return new SignInRefused("The name or the password is wrong.", Duration.ZERO);
    }

    static SignInRefused tooMany(Duration waiting) {
        return new SignInRefused(
                "Too many tries to sign in have failed; try again in " + Math.max(1, (waiting.toSeconds() + 59) / 60)
                        + " minutes.",
                waiting);
    }

    static SignInRefused busy() {
        return new SignInRefused("Too many people sign in at this moment; try again at once.", Duration.ofSeconds(1));
    }

    /** How long another try is not worth it; zero when it may follow at once. */
    public Duration waiting() {
        return waiting;
    }
}
