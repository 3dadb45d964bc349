package accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import pipeline.accounts.AccountEvent;

/** People who may sign in. Each change says who made it, and is in the journal. */
public final class Users {

    private static final int PASSWORD_MIN = 12;
    private static final int PASSWORD_MAX = 256;

    private final AccountRecord record;

    Users(AccountRecord record) {
        this.record = record;
    }

    /** By name. */
    public List<User> all() {
        return record.transact(connection -> {
            var users = new ArrayList<User>();
            try (var select = AccountRecord.prepare(
                            connection,
                            "SELECT name, roles, password IS NOT NULL AS has_password, added_at FROM accounts.person"
                                    + " ORDER BY name");
                    var rows = select.executeQuery()) {
                while (rows.next()) {
                    users.add(user(rows));
                }
            }
            return users;
        });
    }

    /** Whether nobody is there who could let others in. */
    public boolean isWithoutAdministrator() {
        return record.transact(connection -> administrators(connection, "") == 0);
    }

    /** Adds somebody; without a password they can't sign in yet. */
    public void add(String name, Set<AccessRole> roles, Optional<String> password, String by) {
        AccountName.checked(name);
        var hash = password.map(Users::checked).map(PasswordHash::of);
        var labels = labels(roles);
        record.change(connection -> {
            var now = record.clock().instant();
            int added = AccountRecord.update(
                    connection,
                    "INSERT INTO accounts.person (name, roles, password, added_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    name,
                    labels,
                    hash,
                    now);
            if (added == 0) {
                throw AccountRefused.conflict("there is a user \"" + name + "\" already; choose another name");
            }
            record.append(connection, new AccountEvent.UserAdded(name, labels, by, now));
            if (hash.isPresent()) {
                record.append(connection, new AccountEvent.PasswordSet(name, by, now));
            }
            return added;
        });
    }

    /** Gives these roles and takes all others. */
    public void give(String name, Set<AccessRole> roles, String by) {
        var labels = labels(roles);
        record.change(connection -> {
            if (!roles.contains(AccessRole.ADMINISTRATOR)) {
                keepOne(connection, name);
            }
            known(
                    name,
                    AccountRecord.update(
                            connection, "UPDATE accounts.person SET roles = ? WHERE name = ?", labels, name));
            record.append(
                    connection,
                    new AccountEvent.RolesGiven(name, labels, by, record.clock().instant()));
            return null;
        });
    }

    /** Sets the password; whoever is signed in under the name has to sign in again. */
    public void setPassword(String name, String password, String by) {
        var hash = PasswordHash.of(checked(password));
        record.change(connection -> {
            keepOneWayIn(connection, name);
            known(
                    name,
                    AccountRecord.update(
                            connection, "UPDATE accounts.person SET password = ? WHERE name = ?", hash, name));
            AccountRecord.update(connection, "DELETE FROM accounts.session WHERE person = ?", name);
            record.append(
                    connection,
                    new AccountEvent.PasswordSet(name, by, record.clock().instant()));
            return null;
        });
    }

    /** Removes the account and ends its sessions. Keys that the user issued go on, for they belong to programs. */
    public void remove(String name, String by) {
        record.change(connection -> {
            keepOne(connection, name);
            known(name, AccountRecord.update(connection, "DELETE FROM accounts.person WHERE name = ?", name));
            record.append(
                    connection,
                    new AccountEvent.UserRemoved(name, by, record.clock().instant()));
            return null;
        });
    }

    /** What is stored of a user's password; empty when there is no such user, or no password. */
    Optional<String> password(String name) {
        return record.transact(connection -> {
            try (var select = AccountRecord.prepare(
                            connection, "SELECT password FROM accounts.person WHERE name = ?", name);
                    var rows = select.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.<String>empty();
            }
        });
    }

    /** The same password at today's cost; nothing that needs a place in the journal. */
    void rehash(String name, String before, String password) {
        var hash = PasswordHash.of(password);
        record.transact(connection -> AccountRecord.update(
                connection,
                "UPDATE accounts.person SET password = ? WHERE name = ? AND password = ?",
                hash,
                name,
                before));
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(
                row.getString("name"),
                Columns.roles(row),
                row.getBoolean("has_password"),
                Columns.time(row, "added_at"));
    }

    private static void known(String name, int rows) {
        if (rows == 0) {
            throw AccountRefused.unknown("there is no user \"" + name + "\"");
        }
    }

    private static void keepOneWayIn(Connection connection, String name) throws SQLException {
        if (count(connection, "name = ? AND issuer IS NOT NULL", name) > 0) {
            throw AccountRefused.conflict("\"" + name + "\" signs in with the provider, and so has no password here");
        }
    }

    // Else only somebody with the machine in their hands could let others in again.
    private static void keepOne(Connection connection, String name) throws SQLException {
        if (isAdministrator(connection, name) && administrators(connection, name) == 0) {
            throw AccountRefused.conflict(
                    "\"" + name + "\" is the only administrator; give another user the role administrator first");
        }
    }

    private static boolean isAdministrator(Connection connection, String name) throws SQLException {
        return count(connection, "name = ? AND 'administrator' = ANY (roles)", name) > 0;
    }

    private static int administrators(Connection connection, String besides) throws SQLException {
        return count(connection, "name <> ? AND 'administrator' = ANY (roles)", besides);
    }

    private static int count(Connection connection, String condition, String name) throws SQLException {
        try (var select = AccountRecord.prepare(
                        connection, "SELECT count(*) FROM accounts.person WHERE " + condition, name);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<String> labels(Set<AccessRole> roles) {
        if (roles.isEmpty()) {
            throw AccountRefused.invalid("a user has one role at least; name one");
        }
        return AccessRole.labels(roles);
    }

    private static String checked(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
            throw AccountRefused.invalid("a password has " + PASSWORD_MIN + " to " + PASSWORD_MAX
                    + " characters; several words are easier to keep than signs");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw AccountRefused.invalid("a password has no control characters");
        }
        return password;
    }
}
