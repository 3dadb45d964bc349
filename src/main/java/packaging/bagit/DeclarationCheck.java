package packaging.bagit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code bagit.txt} (RFC 8493, 2.1.1): two lines of an exact form, in UTF-8. */
final class DeclarationCheck {

    private static final String NAME = "bagit.txt";
    private static final Pattern VERSION = Pattern.compile("BagIt-Version: (\\d{1,9}\\.\\d{1,9})");
    private static final Pattern ENCODING = Pattern.compile("Tag-File-Character-Encoding: (\\S{1,100})");
    private static final int LINES_MAX = 100;

    private final BagSession session;

    DeclarationCheck(BagSession session) {
        this.session = session;
    }

    /** False when the bag can't be read any further. */
    boolean run() {
        if (!session.isThere(NAME)) {
            session.problems.add(NAME + ": is missing, so this is no bag");
            return false;
        }
        var lines = lines();
        if (lines.isEmpty() || !readVersion(lines.get(0))) {
            session.problems.add(NAME + ": the first line must be \"BagIt-Version: \" and a version such as 1.0");
            return false;
        }
        if (lines.size() < 2 || !ENCODING.matcher(lines.get(1)).matches()) {
            session.problems.add(
                    NAME + ": the second line must be \"Tag-File-Character-Encoding: \" and an encoding such as UTF-8");
            return false;
        }
        if (lines.size() > 2) {
            boolean isBlank = lines.stream().skip(2).allMatch(String::isBlank);
            (isBlank && !session.version.isFinal() ? session.warnings : session.problems)
                    .add(NAME + ": has more than two lines");
        }
        return session.problems.isEmpty() && readEncoding(lines.get(1));
    }

    private boolean readVersion(String line) {
        var matcher = VERSION.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        var version = BagVersion.of(matcher.group(1));
        if (version.isEmpty()) {
            session.problems.add(NAME + ": version " + matcher.group(1) + " is not known; 0.93 to 0.97 and 1.0 are");
        }
        version.ifPresent(known -> session.version = known);
        return true;
    }

    private boolean readEncoding(String line) {
        var matcher = ENCODING.matcher(line);
        var name = matcher.matches() ? matcher.group(1) : "";
        try {
            session.encoding = Charset.forName(name);
            return true;
        } catch (IllegalArgumentException unknown) {
            session.problems.add(NAME + ": the encoding " + name + " is not known");
            return false;
        }
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        try (var reader = new ManifestLines(Files.newInputStream(session.bag.resolve(NAME)), StandardCharsets.UTF_8)) {
            for (var line = reader.next(); line != null && lines.size() < LINES_MAX; line = reader.next()) {
                lines.add(line);
            }
            if (reader.sawByteOrderMark()) {
                session.problems.add(NAME + ": begins with a byte order mark, which it must not have");
            }
        } catch (CharacterCodingException notText) {
            session.problems.add(NAME + ": has bytes that are not UTF-8");
        } catch (IOException failure) {
            session.problems.add(NAME + ": can't be read: " + failure.getMessage());
        }
        return lines;
    }
}
