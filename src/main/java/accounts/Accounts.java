package accounts;

import java.time.InstantSource;
import javax.sql.DataSource;

/** Who may use the service: all of it over one database. */
public record Accounts(Users users, Keys keys, Sessions sessions, SignIn signIn, ProviderSignIn providerSignIn) {

    /** The tables must be there. */
    public static Accounts in(DataSource source, Sessions.Limits limits, InstantSource clock) {
        var record = new AccountRecord(source, clock);
        var users = new Users(record);
        var sessions = new Sessions(record, limits);
        return new Accounts(
                users,
                new Keys(record),
                sessions,
                new SignIn(record, users, sessions, new Tries(record)),
                new ProviderSignIn(record, sessions));
    }
}
