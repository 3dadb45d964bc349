package packaging.bagit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Reads text line by line, each ended by CR, LF or CR LF, with a bound on a line's length; bytes that are not text throw. */
final class ManifestLines implements AutoCloseable {

    /** Longer than any path that a file system takes, with every byte escaped, and a digest. */
    static final int LINE_CHARS_MAX = 1 << 16;

    private final Reader reader;
    private boolean afterCarriageReturn;
    private boolean sawByteOrderMark;
    private boolean atStart = true;

    ManifestLines(InputStream in, Charset encoding) {
        var decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.reader = new BufferedReader(new InputStreamReader(in, decoder));
    }

    /** The next line without its end, or null at the end of the text. */
    String next() throws IOException {
        var line = new StringBuilder();
        for (int c = read(); c >= 0; c = read()) {
            if (c == '\n' || c == '\r') {
                afterCarriageReturn = c == '\r';
                return line.toString();
            }
            line.append((char) c);
            if (line.length() > LINE_CHARS_MAX) {
                throw new IOException("a line is longer than " + LINE_CHARS_MAX + " characters");
            }
        }
        return line.length() == 0 ? null : line.toString();
    }

    /** Whether the text began with a byte order mark, which is not part of the first line. */
    boolean sawByteOrderMark() {
        return sawByteOrderMark;
    }

    private int read() throws IOException {
        int c = reader.read();
        if (c == '\n' && afterCarriageReturn) {
            c = reader.read();
        }
        afterCarriageReturn = false;
        if (c == '\uFEFF' && atStart) {
            sawByteOrderMark = true;
            c = reader.read();
        }
        atStart = false;
        return c;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
