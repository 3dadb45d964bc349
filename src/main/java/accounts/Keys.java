package accounts;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import pipeline.accounts.AccountEvent;

/** API keys: {@code mun_ID_SECRET}. The whole is told once, when it is issued; the database has its digest. */
public final class Keys {

    private static final int ID_LENGTH = 8;
    private static final Pattern KEY = Pattern.compile("mun_([a-z0-9]{8})_[A-Za-z0-9_-]{43}");

    private final AccountRecord record;

    Keys(AccountRecord record) {
        this.record = record;
    }

    /** A key that has just been issued; its text can't be had again. */
    public record Issued(ApiKey key, String text) {

        /** Without the secret. */
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** By name, also those that have expired or were revoked. */
    public List<ApiKey> all() {
        return record.transact(connection -> {
            var keys = new ArrayList<ApiKey>();
            try (var select = AccountRecord.prepare(connection, "SELECT * FROM accounts.api_key ORDER BY name");
                    var rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(key(rows));
                }
            }
            return keys;
        });
    }

    /** Makes a key; its name is used up for ever, for the journal speaks of it. */
    public Issued issue(String name, Set<AccessRole> roles, Optional<Instant> expiresAt, String by) {
        AccountName.checked(name);
        var now = record.clock().instant();
        if (roles.isEmpty()) {
            throw AccountRefused.invalid("a key has one role at least; name one");
        }
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            throw AccountRefused.invalid("the key would expire at once; name a later time");
        }
        var id = Secret.freshId(ID_LENGTH);
        var text = "mun_" + id + "_" + Secret.fresh();
        var labels = AccessRole.labels(roles);
        record.change(connection -> {
            int added = AccountRecord.update(
                    connection,
                    "INSERT INTO accounts.api_key (id, name, digest, roles, issued_by, issued_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    name,
                    Secret.digest(text),
                    labels,
                    by,
                    now,
                    expiresAt);
            if (added == 0) {
                throw AccountRefused.conflict("there is, or was, a key \"" + name + "\"; choose another name");
            }
            record.append(connection, new AccountEvent.KeyIssued(id, name, labels, expiresAt, by, now));
            return added;
        });
        return new Issued(new ApiKey(id, name, roles, by, now, expiresAt, Optional.empty(), Optional.empty()), text);
    }

    /** From now on the key is worth nothing; revoking it again changes nothing. */
    public void revoke(String idOrName, String by) {
        record.change(connection -> {
            var key = named(connection, idOrName)
                    .orElseThrow(() -> AccountRefused.unknown("there is no key \"" + idOrName + "\""));
            if (key.revokedAt().isEmpty()) {
                var now = record.clock().instant();
                AccountRecord.update(
                        connection, "UPDATE accounts.api_key SET revoked_at = ? WHERE id = ?", now, key.id());
                record.append(connection, new AccountEvent.KeyRevoked(key.id(), key.name(), by, now));
            }
            return null;
        });
    }

    /** The key with this text, if it is valid now. Remembers the day. */
    public Optional<ApiKey> find(String text) {
        var parts = KEY.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var now = record.clock().instant();
        var digest = Secret.digest(text);
        return record.transact(connection -> {
            var found = withDigest(connection, parts.group(1), digest).filter(key -> key.isValid(now));
            if (found.isPresent()) {
                used(connection, found.get(), LocalDate.ofInstant(now, ZoneOffset.UTC));
            }
            return found;
        });
    }

    private static Optional<ApiKey> withDigest(Connection connection, String id, byte[] digest) throws SQLException {
        try (var select = AccountRecord.prepare(connection, "SELECT * FROM accounts.api_key WHERE id = ?", id);
                var rows = select.executeQuery()) {
            return rows.next() && MessageDigest.isEqual(rows.getBytes("digest"), digest)
                    ? Optional.of(key(rows))
                    : Optional.empty();
        }
    }

    // Once a day, so that a busy key does not write with each request.
    private static void used(Connection connection, ApiKey key, LocalDate today) throws SQLException {
        if (key.lastUsed().filter(day -> !day.isBefore(today)).isEmpty()) {
            AccountRecord.update(connection, "UPDATE accounts.api_key SET last_used = ? WHERE id = ?", today, key.id());
        }
    }

    private static Optional<ApiKey> named(Connection connection, String idOrName) throws SQLException {
        try (var select = AccountRecord.prepare(
                        connection,
                        "SELECT * FROM accounts.api_key WHERE id = ? OR name = ? ORDER BY id = ? DESC",
                        idOrName,
                        idOrName,
                        idOrName);
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(key(rows)) : Optional.empty();
        }
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                Columns.roles(row),
                row.getString("issued_by"),
                Columns.time(row, "issued_at"),
                Columns.optionalTime(row, "expires_at"),
                Columns.optionalTime(row, "revoked_at"),
                Optional.ofNullable(row.getObject("last_used", LocalDate.class)));
    }
}
