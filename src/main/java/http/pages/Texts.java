package http.pages;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;
import model.Mandate;

/** Every text that pages show, and how they write numbers, sizes and times. */
public final class Texts {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final int STEP = 1000;
    private static final String[] SIZES = {"kB", "MB", "GB", "TB", "PB", "EB"};

    private final ResourceBundle bundle = ResourceBundle.getBundle("texts", LANGUAGE);
    private final ZoneId zone;
    private final DateTimeFormatter time;
    private final DateTimeFormatter moment;

    /** @param zone in which times are written */
    public Texts(ZoneId zone) {
        this.zone = zone;
        time = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm zzz", LANGUAGE).withZone(zone);
        moment = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss.SSS zzz", LANGUAGE)
                .withZone(zone);
    }

    /** A text by its name, with its values in place. */
    public String of(String name, Object... values) {
        var text = bundle.getString(name);
        return values.length == 0 ? text : new MessageFormat(text, LANGUAGE).format(values);
    }

    /** With a capital letter in front, and a full stop unless it has its own; what goes wrong is told as clauses. */
    public String sentence(String clause) {
        if (clause.isEmpty()) {
            return clause;
        }
        // A path at the front is a name, which is what it is: objects/A.txt is another file than objects/a.txt.
        boolean named = clause.matches("(?s)\\S*[/.]\\S.*");
        int first = clause.codePointAt(0);
        var end = clause.matches("(?s).*[.!?]") ? "" : ".";
        return new StringBuilder()
                .appendCodePoint(named ? first : Character.toUpperCase(first))
                .append(clause, Character.charCount(first), clause.length())
                .append(end)
                .toString();
    }

    /** Whoever is recorded by this name. */
    public String who(String name) {
        return name.equals(Mandate.UNKNOWN) ? of("who.unknown") : name;
    }

    /** A number with its thousands apart. */
    public String number(long number) {
        return String.format(LANGUAGE, "%,d", number);
    }

    /** How many a second: with one decimal below ten. */
    public String rate(double rate) {
        return String.format(LANGUAGE, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    /** A size in bytes, in decimal units. */
    public String size(long bytes) {
        if (bytes < STEP) {
            return of("size.bytes", bytes);
        }
        double size = bytes;
        int unit = -1;
        while (size >= STEP - 0.5 && unit < SIZES.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(LANGUAGE, size < 10 ? "%.1f\u00a0%s" : "%.0f\u00a0%s", size, SIZES[unit]);
    }

    /** When a day begins. */
    public Instant beginning(LocalDate of) {
        return of.atStartOfDay(zone).toInstant();
    }

    /** To the minute, with the zone. */
    public String time(Instant time) {
        return this.time.format(time);
    }

    /** To the millisecond, with the zone. */
    public String moment(Instant time) {
        return moment.format(time);
    }

    /** In its two largest units. */
    public String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return of("duration.seconds", String.format(LANGUAGE, "%.1f", duration.toMillis() / 1000.0));
        }
        if (seconds < 60) {
            return of("duration.seconds", seconds);
        }
        if (seconds < 3600) {
            return of("duration.minutes", seconds / 60, seconds % 60);
        }
        return duration.toDays() < 1
                ? of("duration.hours", duration.toHours(), duration.toMinutesPart())
                : of("duration.days", duration.toDays(), duration.toHoursPart());
    }

    /** About as long, for what is only estimated. */
    public String about(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return of("about.under-a-minute");
        }
        if (seconds < 3600) {
            return of("about.minutes", Math.round(seconds / 60.0));
        }
        return duration.toDays() < 2
                ? of("about.hours", Math.round(seconds / 3600.0))
                : of("about.days", Math.round(seconds / 86_400.0));
    }
}
