package preservation.names;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import model.FilePath;

/**
 * Names that every file system, shell and web server takes without quoting: {@code [A-Za-z0-9._()-]+}, at most 255 bytes,
 * no leading hyphen, no trailing dot, not one of the device names of Windows. Cleaning a clean name changes nothing. Two
 * names may become equal; {@link NamePlan} keeps them apart.
 */
public final class CleanName {

    /** Leaves room for a prefix, a UUID and an extension within 255 bytes. */
    private static final int PACKAGE_CHARACTERS_MAX = 150;

    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private CleanName() {}

    /** One segment of a path; bytes that are no text become {@code _}. */
    public static FilePath of(FilePath segment) {
        return FilePath.of(of(segment.display()));
    }

    public static String of(String name) {
        var clean = new StringBuilder(onlyAllowed(Transliteration.toAscii(name)));
        if (clean.isEmpty()) {
            return "_";
        }
        if (clean.charAt(0) == '-') {
            clean.setCharAt(0, '_'); // a tool would take it for an option
        }
        return withoutDevice(withoutTrailingDots(shortened(clean.toString())));
    }

    /** A transfer's name for directories and files that are called {@code <name>-<UUID>}. */
    public static String ofPackage(String name) {
        var clean = of(name.strip());
        return clean.length() <= PACKAGE_CHARACTERS_MAX
                ? clean
                : withoutTrailingDots(clean.substring(0, PACKAGE_CHARACTERS_MAX));
    }

    public static boolean isClean(FilePath segment) {
        return of(segment).equals(segment);
    }

    private static String onlyAllowed(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.append(isAllowed(c) ? (char) c : '_'));
        return clean.toString();
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._()-".indexOf(c) >= 0;
    }

    private static String shortened(String name) {
        return new String(Names.shortened(name.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }

    // Windows drops them, so "a." and "a" would meet there; and "." and ".." are no names at all.
    private static String withoutTrailingDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end) + "_".repeat(name.length() - end);
    }

    private static String withoutDevice(String name) {
        int dot = name.indexOf('.');
        var stem = dot < 0 ? name : name.substring(0, dot);
        return isDevice(stem.toLowerCase(Locale.ROOT)) ? stem + "_" + name.substring(stem.length()) : name;
    }

    private static boolean isDevice(String stem) {
        return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]");
    }
}
