package preservation.fixity;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import model.FilePath;

/**
 * A donor's checksum list, read as {@code sha256sum --check --strict} reads it: comments ({@code #}) and empty lines are
 * skipped, a carriage return at the end of a line is dropped, every other line must be well-formed. It knows names and
 * digests, not files; {@link preservation.VerifyMetadataChecksums} matches them.
 */
public final class ChecksumList {

    private static final int LINE_BYTES_MAX = 1 << 16;
    private static final FilePath OBJECTS = FilePath.of("objects");

    /** What one line says; {@code matched} when some file of the transfer answers to its name. */
    public static final class Line {
        private final int number;
        private final byte[] digest;
        private boolean besideObjects;
        private boolean matched;

        private Line(int number, byte[] digest) {
            this.number = number;
            this.digest = digest;
        }

        /** Counted from 1. */
        public int number() {
            return number;
        }

        public String digest() {
            return HexFormat.of().formatHex(digest);
        }
    }

    private final String name;
    private final ChecksumAlgorithm algorithm;
    private final Problems problems;
    private final Map<ListedName, Line> lines = new HashMap<>();

    private ChecksumList(String name, ChecksumAlgorithm algorithm, Problems problems) {
        this.name = name;
        this.algorithm = algorithm;
        this.problems = problems;
    }

    /** Reads a whole list. What is wrong with it goes to {@code problems}. */
    public static ChecksumList read(FilePath list, ChecksumAlgorithm algorithm, InputStream in, Problems problems)
            throws IOException {
        var read = new ChecksumList(list.name().display(), algorithm, problems);
        read.readLines(new BufferedInputStream(in, 1 << 16), list);
        return read;
    }

    public String name() {
        return name;
    }

    public ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    private void readLines(InputStream in, FilePath list) throws IOException {
        int number = 0;
        for (var line = nextLine(in); line.isPresent(); line = nextLine(in)) {
            number++;
            var text = withoutMark(number, line.get());
            if (text.length > LINE_BYTES_MAX) {
                throw new IOException(name + " line " + number + " is longer than " + LINE_BYTES_MAX
                        + " bytes; it is no checksum list");
            }
            if (text.length > 0 && text[0] != '#') {
                readLine(number, text, list);
            }
        }
        if (lines.isEmpty()) {
            problems.add(name + " lists no file", list);
        }
    }

    private void readLine(int number, byte[] text, FilePath list) {
        var line = ChecksumLine.read(new String(text, StandardCharsets.ISO_8859_1), algorithm);
        if (line.isEmpty()) {
            problems.add(name + " line " + number + " is malformed: " + shown(text), list);
            return;
        }
        var named = ListedName.of(line.get().name());
        if (named.isEmpty()) {
            problems.add(name + " line " + number + " points out of the transfer: " + shown(text), list);
            return;
        }
        var digest = HexFormat.of().parseHex(line.get().digest());
        var earlier = lines.putIfAbsent(named.get(), new Line(number, digest));
        if (earlier != null && !Arrays.equals(earlier.digest, digest)) {
            problems.add(
                    name + " lines " + earlier.number + " and " + number + " give different digests for "
                            + named.get().path().display(),
                    asReceived(named.get()));
        }
    }

    /** To be told of every file before {@link #matching} is asked: names within objects go before names from the top. */
    public void announce(FilePath original) {
        insideObjects(original).map(lines::get).ifPresent(line -> line.besideObjects = true);
    }

    /** The lines about a file, by its path as received; none when it is not listed, several when it is twice. */
    public Stream<Line> matching(FilePath original) {
        var fromTop = lines.get(new ListedName(true, original));
        var atTop = lines.get(new ListedName(false, original));
        var inside = insideObjects(original).map(lines::get);
        var found = Stream.concat(
                Stream.concat(inside.stream(), Stream.ofNullable(fromTop)),
                Stream.ofNullable(atTop).filter(line -> !line.besideObjects));
        return found.distinct().peek(line -> line.matched = true);
    }

    private static Optional<ListedName> insideObjects(FilePath original) {
        return original.isUnder(OBJECTS) && !original.equals(OBJECTS)
                ? Optional.of(new ListedName(false, original.relativeTo(OBJECTS)))
                : Optional.empty();
    }

    /** Reports every line that no file has answered to. */
    public void reportMissing() {
        lines.entrySet().stream()
                .filter(entry -> !entry.getValue().matched)
                .sorted((one, other) -> one.getValue().number - other.getValue().number)
                .forEach(entry -> problems.add(
                        name + " line " + entry.getValue().number + " lists a file that is not in the transfer: "
                                + entry.getKey().path().display(),
                        asReceived(entry.getKey())));
    }

    private static FilePath asReceived(ListedName listed) {
        var path = listed.path();
        return listed.fromTop() || path.isUnder(OBJECTS) ? path : OBJECTS.resolve(path);
    }

    private static String shown(byte[] line) {
        var text = new String(line, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static byte[] withoutMark(int number, byte[] line) {
        boolean marked = number == 1
                && line.length >= 3
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    /** Without its end; at most one byte more than a line may have. */
    private static Optional<byte[]> nextLine(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        var line = new ByteArrayOutputStream(160);
        for (; next >= 0 && next != '\n' && line.size() <= LINE_BYTES_MAX; next = in.read()) {
            line.write(next);
        }
        var bytes = line.toByteArray();
        boolean returned = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return Optional.of(returned ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }
}
