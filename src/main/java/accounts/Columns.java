package accounts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How our values lie in columns. */
final class Columns {

    private Columns() {}

    static Object value(Connection connection, Object value) throws SQLException {
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? null : value(connection, optional.get());
        }
        if (value instanceof Instant time) {
            return OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        }
        if (value instanceof List<?> texts) {
            return connection.createArrayOf("text", texts.toArray());
        }
        return value;
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Set<AccessRole> roles(ResultSet row) throws SQLException {
        var array = row.getArray("roles");
        try {
            return AccessRole.of(Arrays.asList((String[]) array.getArray()));
        } finally {
            array.free();
        }
    }
}
