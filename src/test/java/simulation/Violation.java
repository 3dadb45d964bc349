package simulation;

/** A promise was broken in a run. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String check;

    Violation(String check, String what) {
        super(check + ": " + what);
        this.check = check;
    }

    String check() {
        return check;
    }
}
