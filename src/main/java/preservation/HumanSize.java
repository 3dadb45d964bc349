package preservation;

import java.util.Locale;

/** A number of bytes as people say it, in units of a thousand. */
final class HumanSize {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB", "EB"};

    private HumanSize() {}

    static String of(long bytes) {
        if (bytes < 1000) {
            return bytes + " " + UNITS[0];
        }
        double value = bytes;
        int unit = 0;
        while (value >= 999.95) { // which would be shown as 1000.0
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
