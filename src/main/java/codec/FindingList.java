package codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import model.FindingAbout;

/** Findings about many files as JSON lines: {@code {"file":"<uuid>","finding":{"type":"…",…}}}. */
public final class FindingList {

    private static final JsonLines<FindingAbout> LINES = new JsonLines<>(FindingAbout.class);

    private FindingList() {}

    public static void write(Stream<FindingAbout> findings, OutputStream out) throws IOException {
        LINES.write(findings, out);
    }

    /** Reads lazily; closing the stream closes the input. */
    public static Stream<FindingAbout> read(InputStream in) throws IOException {
        return LINES.read(in);
    }
}
