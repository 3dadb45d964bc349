package codec;

import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import model.FindingAbout;

/** Findings about many files as JSON lines: {@code {"file":"<uuid>","finding":{"type":"…",…}}}. */
public final class FindingList {

    private static final ObjectReader READER = Json.text().readerFor(FindingAbout.class);

    private FindingList() {}

    public static void write(Stream<FindingAbout> findings, OutputStream out) throws IOException {
        var writer = Json.text().writerFor(FindingAbout.class);
        for (Iterator<FindingAbout> each = findings.iterator(); each.hasNext(); ) {
            writer.writeValue(out, each.next());
            out.write('\n');
        }
    }

    /** Reads lazily; closing the stream closes the input. */
    public static Stream<FindingAbout> read(InputStream in) {
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        return lines.lines().map(FindingList::parse).onClose(() -> close(lines));
    }

    private static FindingAbout parse(String line) {
        try {
            return READER.readValue(line);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
