package accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import pipeline.accounts.AccountEvent;

/**
 * Lets somebody in for whom a provider vouches. They have an account of their own here, which no local one can be mistaken for, and
 * the roles that the provider's word is worth today.
 */
public final class ProviderSignIn {

    // No local name has a colon.
    private static final String BEFORE = "sso:";
    private static final int CALLED_CHARACTERS = 40;
    private static final int ID_CHARACTERS = 8;

    private final AccountRecord record;
    private final Sessions sessions;

    ProviderSignIn(AccountRecord record, Sessions sessions) {
        this.record = record;
        this.sessions = sessions;
    }

    private record Known(String name, Set<AccessRole> roles) {}

    /** Begins a session; the first one makes the account. */
    public Sessions.Begun begin(ProvenIdentity identity) {
        var name = record.change(connection -> enter(connection, identity));
        return sessions.begin(name).orElseThrow(SignInRefused::wrong);
    }

    private String enter(Connection connection, ProvenIdentity identity) throws SQLException {
        var now = record.clock().instant();
        var labels = AccessRole.labels(identity.roles());
        var known = find(connection, identity);
        var name = known.map(Known::name).orElseGet(() -> name(identity));
        if (known.isEmpty()) {
            AccountRecord.update(
                    connection,
                    "INSERT INTO accounts.person (name, roles, added_at, issuer, subject) VALUES (?, ?, ?, ?, ?)",
                    name,
                    labels,
                    now,
                    identity.issuer(),
                    identity.subject());
            record.append(connection, new AccountEvent.UserAdded(name, labels, identity.issuer(), now));
        } else if (!known.get().roles().equals(identity.roles())) {
            give(connection, name, labels);
            record.append(connection, new AccountEvent.RolesGiven(name, labels, identity.issuer(), now));
        }
        record.append(
                connection,
                new AccountEvent.SignedIn(name, identity.issuer(), identity.subject(), identity.called(), labels, now));
        return name;
    }

    private static void give(Connection connection, String name, List<String> labels) throws SQLException {
        AccountRecord.update(connection, "UPDATE accounts.person SET roles = ? WHERE name = ?", labels, name);
    }

    private static Optional<Known> find(Connection connection, ProvenIdentity identity) throws SQLException {
        try (var select = AccountRecord.prepare(
                        connection,
                        "SELECT name, roles FROM accounts.person WHERE issuer = ? AND subject = ?",
                        identity.issuer(),
                        identity.subject());
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(new Known(rows.getString("name"), Columns.roles(rows))) : Optional.empty();
        }
    }

    // What they are called is for people to read and may change; the end of the name is random and makes it theirs.
    private static String name(ProvenIdentity identity) {
        var called = identity.called().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]", "");
        var cut = called.length() > CALLED_CHARACTERS ? called.substring(0, CALLED_CHARACTERS) : called;
        return BEFORE + cut + (cut.isEmpty() ? "" : "-") + Secret.freshId(ID_CHARACTERS);
    }
}
