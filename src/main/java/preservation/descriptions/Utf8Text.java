package preservation.descriptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * Characters of a UTF-8 stream without its byte order mark. What is not UTF-8 is an error only when everything before it
 * has been read, so that whoever counts lines knows where it is; so is a row that does not end.
 */
final class Utf8Text extends Reader {

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
    private boolean started;
    private boolean ended;
    private long rowChars;
    private int malformed;
    private long lineEnds;
    private char last;

    Utf8Text(InputStream in) {
        this.in = in;
    }

    /** Thrown when a row is longer than {@link Limits#ROW_CHARS_MAX}. */
    static final class RowTooLong extends IOException {}

    /** The line that the next character stands in, counted from 1. */
    long line() {
        return lineEnds + 1;
    }

    /** To be told after each row. */
    void rowEnded() {
        rowChars = 0;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (rowChars > Limits.ROW_CHARS_MAX) {
            throw new RowTooLong();
        }
        var chars = CharBuffer.wrap(to, offset, length);
        while (chars.position() == 0) {
            if (malformed > 0) {
                throw new MalformedInputException(malformed);
            }
            if (!decodeSome(chars)) {
                return -1;
            }
            dropByteOrderMark(chars);
        }
        rowChars += chars.position();
        countLines(to, offset, offset + chars.position());
        return chars.position();
    }

    private void countLines(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean secondHalf = text[i] == '\n' && last == '\r';
            lineEnds += (text[i] == '\n' || text[i] == '\r') && !secondHalf ? 1 : 0;
            last = text[i];
        }
    }

    /** False at the end of the text. */
    private boolean decodeSome(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, ended);
        if (result.isError()) {
            malformed = result.length();
            return true;
        }
        if (chars.position() > 0 || result.isOverflow()) {
            return true;
        }
        if (ended) {
            return false;
        }
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        return true;
    }

    private void dropByteOrderMark(CharBuffer chars) {
        if (!started && chars.position() > 0) {
            started = true;
            if (chars.get(0) == '\uFEFF') {
                int end = chars.position();
                chars.position(1).limit(end);
                var rest = chars.slice().toString();
                chars.clear();
                chars.put(rest);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
