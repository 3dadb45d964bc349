package views;

import codec.InstantText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Rows on their way into one table by COPY, PostgreSQL's fastest way in. Collects; {@link #flush} sends. */
final class CopyRows {

    private final String table;
    private final StringBuilder text = new StringBuilder();
    private boolean rowBegun;

    /** @param table with its columns: {@code views.finding (transfer, entry)} */
    CopyRows(String table) {
        this.table = table;
    }

    /** The next value of the row; null is NULL. */
    CopyRows value(String value) {
        separate();
        if (value == null) {
            text.append("\\N");
            return this;
        }
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            if (isSpecial(value.charAt(i))) {
                text.append(value, plain, i);
                escape(value.charAt(i));
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length());
        return this;
    }

    private static boolean isSpecial(char c) {
        return c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\0';
    }

    CopyRows value(UUID value) {
        return plain(value == null ? "\\N" : value.toString());
    }

    /** A value without anything that COPY takes for a sign of its own, such as a number or an id. */
    CopyRows plain(String value) {
        separate();
        text.append(value);
        return this;
    }

    CopyRows value(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** To the microsecond: COPY reads the ISO form, and would round what is finer instead of cutting it. */
    CopyRows value(Instant at) {
        return plain(InstantText.write(Stored.micros(at)));
    }

    void endRow() {
        text.append('\n');
        rowBegun = false;
    }

    int characters() {
        return text.length();
    }

    void flush(Connection connection) throws SQLException {
        if (text.isEmpty()) {
            return;
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void separate() {
        if (rowBegun) {
            text.append('\t');
        }
        rowBegun = true;
    }

    private void escape(char c) {
        switch (c) {
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\0' -> text.append('\uFFFD'); // PostgreSQL's text has no U+0000
            default -> throw new IllegalArgumentException("needs no escape: " + c);
        }
    }
}
