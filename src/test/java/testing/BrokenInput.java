package testing;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose disk is gone. */
public final class BrokenInput extends InputStream {

    public static final String MESSAGE = "the disk is gone";

    @Override
    public int read() throws IOException {
        throw new IOException(MESSAGE);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        throw new IOException(MESSAGE);
    }
}
