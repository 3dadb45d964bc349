package views;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One statement with its values in order; every value is bound, never part of the text. */
final class Sql {

    /** Turns one row into a value. */
    @FunctionalInterface
    interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private Sql() {}

    static Sql of(String text, Object... values) {
        return new Sql().and(text, values);
    }

    /** Goes on with the text; values may be null, an Instant, an Optional, a collection of UUIDs, integers, texts or what JDBC knows. */
    Sql and(String more, Object... moreValues) {
        text.append(text.isEmpty() ? "" : "\n").append(more);
        for (var value : moreValues) {
            values.add(value);
        }
        return this;
    }

    /** Goes on with another statement and its values. */
    Sql and(Sql more) {
        return and(more.text.toString(), more.values.toArray());
    }

    int update(Connection connection) throws SQLException {
        try (var statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(row.from(rows));
            }
        }
        return found;
    }

    <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
        try (var statement = prepare(connection);
                var rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(row.from(rows)) : Optional.empty();
        }
    }

    /** The caller closes it. */
    PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        int at = 1;
        for (var value : values) {
            bind(connection, statement, at++, value instanceof Optional<?> optional ? optional.orElse(null) : value);
        }
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, Object value)
            throws SQLException {
        if (value instanceof Instant time) {
            statement.setObject(at, Stored.time(time));
        } else if (value instanceof String string) {
            statement.setString(at, Stored.text(string));
        } else if (value instanceof Collection<?> ids) {
            statement.setArray(at, connection.createArrayOf("uuid", ids.toArray(UUID[]::new)));
        } else if (value instanceof Integer[] numbers) {
            statement.setArray(at, connection.createArrayOf("int4", numbers));
        } else if (value instanceof String[] texts) {
            statement.setArray(at, connection.createArrayOf("text", texts));
        } else {
            statement.setObject(at, value);
        }
    }
}
