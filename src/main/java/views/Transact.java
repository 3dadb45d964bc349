package views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs a piece of work as one transaction: all of it takes effect or nothing. It does not try again. */
final class Transact {

    /** What is done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException, IOException;
    }

    private Transact() {}

    static <T> T writing(DataSource source, Work<T> work) {
        return run(source, Connection.TRANSACTION_READ_COMMITTED, false, work);
    }

    /** All reads of the work see the same moment. */
    static <T> T reading(DataSource source, Work<T> work) {
        return run(source, Connection.TRANSACTION_REPEATABLE_READ, true, work);
    }

    private static <T> T run(DataSource source, int isolation, boolean readOnly, Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setTransactionIsolation(isolation);
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                var result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollBack(connection);
                }
            }
        } catch (SQLException failure) {
            throw new ViewsUnavailable(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // What made the work fail is what the caller must hear; a connection that can't roll back is lost, and so is its
    // work.
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            return;
        }
    }
}
