package http.access;

import accounts.AccessRole;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import model.Mandate;

/**
 * Who asks.
 *
 * @param name what the journal calls them
 * @param means how they showed who they are
 */
public record Caller(String name, Set<AccessRole> roles, Means means) {

    /** How somebody shows who they are. */
    public enum Means {
        /** Not at all. */
        NONE,
        /** By an API key. */
        KEY,
        /** By the cookie of a session. */
        SESSION;

        /** As the API writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nobody said who they are, and they may do only what is open. */
    public static final Caller NOBODY = new Caller(Mandate.UNKNOWN, Set.of(), Means.NONE);

    /** Nobody has to say who they are, and everybody may do everything. */
    public static final Caller ANYBODY = new Caller(Mandate.UNKNOWN, EnumSet.allOf(AccessRole.class), Means.NONE);

    public boolean has(Permission permission) {
        return permission.isGivenTo(roles);
    }
}
