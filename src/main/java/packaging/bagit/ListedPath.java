package packaging.bagit;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A path as a manifest or fetch.txt has it, and the names that it may stand for. */
final class ListedPath {

    private ListedPath() {}

    /** Why the path is refused, as the end of a sentence; empty for one that stays within the bag. */
    static Optional<String> refusal(String path) {
        if (path.startsWith("/") || path.startsWith("~")) {
            return Optional.of("is an absolute path, which may lead out of the bag");
        }
        if (path.indexOf('\0') >= 0) {
            return Optional.of("holds a NUL character");
        }
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                return Optional.of("leads out of the bag or could do so");
            }
        }
        return Optional.empty();
    }

    /** The names that a line may mean, likeliest first. */
    static List<String> readings(String path, BagVersion version) {
        var plain = plain(path);
        var unescaped = BagNames.unescape(plain);
        var readings = new ArrayList<String>();
        // Before 1.0 names were written as they are; and some writers of 1.0 forget to escape the percent sign.
        readings.add(version.isFinal() ? unescaped : plain);
        if (!unescaped.equals(plain)) {
            readings.add(version.isFinal() ? plain : unescaped);
        }
        if (plain.startsWith("*")) { // the binary mark of md5sum and its kin
            readings.addAll(readings(plain.substring(1), version));
        }
        return readings;
    }

    /** Without segments that mean "here". */
    private static String plain(String path) {
        var plain = path;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        return plain;
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
