package codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as {@link Instant#toString} writes them, a hundred thousand of them in each large transfer: a formatter's machinery
 * took a seventh of a coordinator's work. What is not of the usual shape is left to it.
 */
public final class InstantText {

    private static final int LONGEST = "2026-01-02T03:04:05.123456789Z".length();
    private static final int SECONDS_END = "2026-01-02T03:04:05".length();
    private static final int NANO_DIGITS = 9;
    private static final long FIRST = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    private InstantText() {}

    /** The same as {@link Instant#toString}. */
    public static String write(Instant at) {
        if (at.getEpochSecond() < FIRST || at.getEpochSecond() > LAST) {
            return at.toString();
        }
        var time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
        var text = new char[LONGEST];
        int end = digits(text, 0, 4, time.getYear());
        end = digits(text, mark(text, end, '-'), 2, time.getMonthValue());
        end = digits(text, mark(text, end, '-'), 2, time.getDayOfMonth());
        end = digits(text, mark(text, end, 'T'), 2, time.getHour());
        end = digits(text, mark(text, end, ':'), 2, time.getMinute());
        end = digits(text, mark(text, end, ':'), 2, time.getSecond());
        end = fraction(text, end, at.getNano());
        return new String(text, 0, mark(text, end, 'Z'));
    }

    private static int fraction(char[] text, int end, int nanos) {
        if (nanos == 0) {
            return end;
        }
        int at = mark(text, end, '.');
        if (nanos % 1_000_000 == 0) {
            return digits(text, at, 3, nanos / 1_000_000);
        }
        return nanos % 1000 == 0 ? digits(text, at, 6, nanos / 1000) : digits(text, at, NANO_DIGITS, nanos);
    }

    private static int mark(char[] text, int at, char mark) {
        text[at] = mark;
        return at + 1;
    }

    private static int digits(char[] text, int first, int count, int value) {
        int rest = value;
        for (int at = first + count - 1; at >= first; at--) {
            text[at] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return first + count;
    }

    /**
     * The same as {@link Instant#parse}.
     *
     * @throws DateTimeException if the text is no time
     */
    public static Instant read(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text); // it knows leap seconds, and 24:00
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        return Instant.ofEpochSecond(((day * 24 + hour) * 60 + minute) * 60 + second, nanos(text));
    }

    private static boolean isUsual(String text) {
        int length = text.length();
        if (length <= SECONDS_END || length > LONGEST || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int at = 0; at < length - 1; at++) {
            char expected = "dddd-dd-ddTdd:dd:dd.ddddddddd".charAt(at);
            char c = text.charAt(at);
            if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return length != SECONDS_END + 2; // a point and nothing behind it
    }

    private static int nanos(String text) {
        int first = SECONDS_END + 1;
        int end = text.length() - 1;
        if (end <= first) {
            return 0;
        }
        int value = number(text, first, end);
        for (int digit = end - first; digit < NANO_DIGITS; digit++) {
            value *= 10;
        }
        return value;
    }

    private static int number(String text, int first, int end) {
        int value = 0;
        for (int at = first; at < end; at++) {
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    /** For Jackson. */
    static final class Writer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(write(at));
        }
    }

    /** For Jackson. Reads every form that its own reader knows. */
    static final class Reader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.hasToken(JsonToken.VALUE_STRING) && isUsual(in.getText())) {
                try {
                    return read(in.getText());
                } catch (DateTimeException noTime) {
                    return (Instant) context.handleWeirdStringValue(Instant.class, in.getText(), noTime.getMessage());
                }
            }
            return InstantDeserializer.INSTANT.deserialize(in, context);
        }
    }
}
