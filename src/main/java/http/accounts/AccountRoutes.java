package http.accounts;

import static http.access.Permission.MANAGE_ACCOUNTS;
import static http.access.Permission.ONESELF;
import static http.access.Permission.OPEN;
import static http.exchange.Endpoint.delete;
import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

import http.access.Access;
import http.exchange.Endpoint;
import http.exchange.Reading;
import java.util.List;

/** The part of the API about who may use it. */
public final class AccountRoutes {

    private static final String SESSION = "/api/v1/session";
    private static final String ME = "/api/v1/me";
    private static final String USERS = "/api/v1/users";
    private static final String USER = USERS + "/{user}";
    private static final String KEYS = "/api/v1/keys";

    private final SignInAndOut session;
    private final ManageUsers users;
    private final ManageKeys keys;

    public AccountRoutes(Access access, Reading reading) {
        session = new SignInAndOut(access, reading);
        users = new ManageUsers(access.accounts().users(), reading);
        keys = new ManageKeys(access.accounts().keys(), reading);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                post(OPEN, SESSION, session::signIn),
                delete(ONESELF, SESSION, session::signOut),
                get(ONESELF, ME, session::myself),
                post(ONESELF, ME + "/password", session::changePassword),
                get(MANAGE_ACCOUNTS, USERS, users::list),
                post(MANAGE_ACCOUNTS, USERS, users::add),
                delete(MANAGE_ACCOUNTS, USER, users::remove),
                post(MANAGE_ACCOUNTS, USER + "/roles", users::give),
                post(MANAGE_ACCOUNTS, USER + "/password", users::setPassword),
                get(MANAGE_ACCOUNTS, KEYS, keys::list),
                post(MANAGE_ACCOUNTS, KEYS, keys::issue),
                delete(MANAGE_ACCOUNTS, KEYS + "/{key}", keys::revoke));
    }
}
