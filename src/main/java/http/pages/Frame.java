package http.pages;

import http.access.Caller;
import http.access.Permission;

/**
 * What every template is given besides what it shows.
 *
 * @param caller who looks at it
 * @param token for the forms on it
 * @param key names whatever a form on this page does, so that a second click has no second effect
 */
public record Frame(Texts texts, Assets assets, Caller caller, Shown shown, String token, String key) {

    /** A text by its name. */
    public String t(String name, Object... values) {
        return texts.of(name, values);
    }

    /** Whether who looks at the page may do this; what they may not do is not offered. */
    public boolean may(Permission permission) {
        return caller.has(permission);
    }

    /** Whether who looks at the page has signed in, and may sign out. */
    public boolean isSignedIn() {
        return caller.means() == Caller.Means.SESSION;
    }
}
