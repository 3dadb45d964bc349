package accounts;

import model.Mandate;

/** What users and keys may be called: names that mean the same in any case, in a shell, a URL and a journal. */
final class AccountName {

    private static final String PATTERN = "[a-z0-9][a-z0-9._@-]{0,63}";

    private AccountName() {}

    /** The name; {@link AccountRefused} if it can't be one. */
    static String checked(String name) {
        if (!isOne(name)) {
            throw AccountRefused.invalid("\"" + (name.length() > 80 ? name.substring(0, 80) + "…" : name)
                    + "\" can't be a name; take 1 to 64 of a-z, 0-9, . _ @ and -, beginning with a letter or digit");
        }
        return name;
    }

    static boolean isOne(String name) {
        return name.matches(PATTERN) && !name.equals(Mandate.UNKNOWN);
    }
}
