package app;

/** So many of something, as people say it: 1 head, 2 heads. */
public final class Amount {

    private Amount() {}

    /**
     * The number and the noun.
     *
     * @param what one of them is called
     */
    public static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
