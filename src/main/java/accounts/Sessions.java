package accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who is signed in, on all nodes alike. The browser holds a random token; the database has its digest. */
public final class Sessions {

    /** How old what we know of its last use may be, so that not each request writes. */
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final AccountRecord record;
    private final Limits limits;

    Sessions(AccountRecord record, Limits limits) {
        this.record = record;
        this.limits = limits;
    }

    /**
     * How long a session lasts.
     *
     * @param idle without a request
     * @param longest whatever is requested
     */
    public record Limits(Duration idle, Duration longest) {}

    /** Somebody who is signed in; the roles are those of now. */
    public record Session(String user, Set<AccessRole> roles, Instant endsAt) {}

    /** A session that has just begun; its token can't be had again. */
    public record Begun(Session session, String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return session.toString();
        }
    }

    private record Row(String user, Set<AccessRole> roles, Instant begun, Instant seen) {}

    /** The session with this token, unless it has ended. */
    public Optional<Session> find(String token) {
        var now = record.clock().instant();
        var digest = Secret.digest(token);
        return record.transact(connection -> {
            var found = row(connection, digest).filter(row -> isOpen(row, now));
            if (found.isPresent() && found.get().seen().isBefore(now.minus(PRECISION))) {
                AccountRecord.update(
                        connection, "UPDATE accounts.session SET seen_at = ? WHERE digest = ?", now, digest);
            }
            return found.map(
                    row -> new Session(row.user(), row.roles(), row.begun().plus(limits.longest())));
        });
    }

    /** Ends the session with this token, if there is one. */
    public void end(String token) {
        record.transact(connection -> AccountRecord.update(
                connection, "DELETE FROM accounts.session WHERE digest = ?", Secret.digest(token)));
    }

    /** For somebody who has just shown the right password; empty when the account has gone meanwhile. */
    Optional<Begun> begin(String user) {
        var now = record.clock().instant();
        var token = Secret.fresh();
        return record.transact(connection -> {
            AccountRecord.update(
                    connection,
                    "DELETE FROM accounts.session WHERE seen_at < ? OR begun_at < ?",
                    now.minus(limits.idle()),
                    now.minus(limits.longest()));
            AccountRecord.update(
                    connection,
                    "INSERT INTO accounts.session (digest, person, begun_at, seen_at)"
                            + " SELECT ?, name, ?, ? FROM accounts.person WHERE name = ?",
                    Secret.digest(token),
                    now,
                    now,
                    user);
            return row(connection, Secret.digest(token))
                    .map(row -> new Begun(new Session(row.user(), row.roles(), now.plus(limits.longest())), token));
        });
    }

    private boolean isOpen(Row row, Instant now) {
        return now.isBefore(row.seen().plus(limits.idle()))
                && now.isBefore(row.begun().plus(limits.longest()));
    }

    private static Optional<Row> row(Connection connection, byte[] digest) throws SQLException {
        try (var select = AccountRecord.prepare(
                        connection,
                        "SELECT p.name, p.roles, s.begun_at, s.seen_at FROM accounts.session s"
                                + " JOIN accounts.person p ON p.name = s.person WHERE s.digest = ?",
                        digest);
                var rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Row(
                            rows.getString("name"),
                            Columns.roles(rows),
                            Columns.time(rows, "begun_at"),
                            Columns.time(rows, "seen_at")))
                    : Optional.empty();
        }
    }
}
