package http.pages.accounts;

import accounts.User;

/** Somebody who may sign in, to be changed or removed. */
public record UserScreen(User user) {

    public String path() {
        return AccountsScreen.path(user);
    }

    public boolean has(String role) {
        return user.roles().stream().anyMatch(each -> each.label().equals(role));
    }
}
