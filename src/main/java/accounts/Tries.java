package accounts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import pipeline.accounts.AccountEvent;

/**
 * How often somebody may try to sign in, by name and by address, on all nodes together. A try counts from its beginning until
 * it has turned out right, so that many at once are no way around it.
 */
final class Tries {

    static final int USER_MAX = 10;
    static final int ADDRESS_MAX = 30;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final AccountRecord record;

    Tries(AccountRecord record) {
        this.record = record;
    }

    private record Count(int tries, Instant until) {}

    /** Counts one; {@link SignInRefused} when there were too many. The first of these is in the journal. */
    void count(String name, String address) {
        count("address", address, ADDRESS_MAX);
        if (AccountName.isOne(name)) { // what can't be a name opens no account and fills no table
            count("user", name, USER_MAX);
        }
    }

    /** It turned out right. Others from the same address go on counting. */
    void forget(String name, String address) {
        record.transact(connection -> {
            AccountRecord.update(connection, "DELETE FROM accounts.sign_in_try WHERE subject = ?", "user " + name);
            return AccountRecord.update(
                    connection,
                    "UPDATE accounts.sign_in_try SET tries = tries - 1 WHERE subject = ? AND tries > 0",
                    "address " + address);
        });
    }

    private void count(String subject, String who, int max) {
        var now = record.clock().instant();
        var count = record.transact(connection -> {
            AccountRecord.update(connection, "DELETE FROM accounts.sign_in_try WHERE until <= ?", now);
            return counted(connection, subject + " " + who, now, max);
        });
        if (count.tries() == max + 1) {
            record.change(connection -> {
                record.append(connection, new AccountEvent.SignInBlocked(subject, who, max, count.until(), now));
                return null;
            });
        }
        if (count.tries() > max) {
            throw SignInRefused.tooMany(Duration.between(now, count.until()));
        }
    }

    private static Count counted(Connection connection, String subject, Instant now, int max) throws SQLException {
        try (var upsert = AccountRecord.prepare(
                        connection,
                        """
                        INSERT INTO accounts.sign_in_try AS t (subject, tries, until) VALUES (?, 1, ?)
                        ON CONFLICT (subject) DO UPDATE SET tries = least(t.tries + 1, ?) RETURNING tries, until""",
                        subject,
                        now.plus(WINDOW),
                        max + 2);
                var rows = upsert.executeQuery()) {
            rows.next();
            return new Count(rows.getInt("tries"), Columns.time(rows, "until"));
        }
    }
}
