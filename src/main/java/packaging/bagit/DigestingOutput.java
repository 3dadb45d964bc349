package packaging.bagit;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import model.ChecksumAlgorithm;

/** A buffered stream that takes the digests of what goes through it. */
final class DigestingOutput extends FilterOutputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Digests digests;

    DigestingOutput(OutputStream target, Set<ChecksumAlgorithm> algorithms) {
        super(new BufferedOutputStream(target, BUFFER_BYTES));
        this.digests = new Digests(algorithms);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digests.update(bytes, offset, length);
    }

    /** Of everything written so far; the stream can't be written to afterwards. */
    Map<ChecksumAlgorithm, String> digests() {
        return digests.hexadecimal();
    }
}
