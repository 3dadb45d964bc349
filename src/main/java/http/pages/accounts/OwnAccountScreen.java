package http.pages.accounts;

import accounts.AccessRole;
import http.access.Caller;
import java.util.List;
import java.util.Optional;

/**
 * What somebody is here.
 *
 * @param changed whether the password has just been changed
 * @param message why it was not
 */
public record OwnAccountScreen(Caller caller, boolean changed, Optional<String> message) {

    public List<String> roles() {
        return AccessRole.labels(caller.roles());
    }

    /** Only who has signed in has a password. */
    public boolean hasPassword() {
        return caller.means() == Caller.Means.SESSION;
    }
}
