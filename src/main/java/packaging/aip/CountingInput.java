package packaging.aip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/** Counts the bytes that are read through it, and stops when nobody wants them any more. */
final class CountingInput extends FilterInputStream {

    private final BooleanSupplier isGivenUp;
    private long count;

    /** Asks before each read whether the reading was given up; then it throws an {@link InterruptedIOException}. */
    CountingInput(InputStream in, BooleanSupplier isGivenUp) {
        super(in);
        this.isGivenUp = isGivenUp;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (isGivenUp.getAsBoolean()) {
            throw new InterruptedIOException("the attempt was given up");
        }
        int read = in.read(bytes, offset, length);
        count += Math.max(read, 0);
        return read;
    }
}
