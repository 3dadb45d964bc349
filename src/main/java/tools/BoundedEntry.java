package tools;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.byteseek.io.reader.WindowReader;
import uk.gov.nationalarchives.droid.container.ContainerFileIdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.RequestIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.resource.RequestMetaData;

/**
 * A member of a ZIP or OLE2 file as DROID reads it, cut off after {@link #BYTES_MAX}: DROID wants its length, and to tell
 * it would otherwise unpack a bomb to its end.
 */
final class BoundedEntry implements IdentificationRequest<InputStream> {

    /** The signatures look at the beginning of small description files; real ones are some kilobytes. */
    static final long BYTES_MAX = 8L << 20;

    private final ContainerFileIdentificationRequest whole = new ContainerFileIdentificationRequest(null);

    @Override
    public void open(InputStream in) throws IOException {
        whole.open(new Cut(in));
    }

    @Override
    public byte getByte(long position) throws IOException {
        return whole.getByte(position);
    }

    @Override
    public WindowReader getWindowReader() {
        return whole.getWindowReader();
    }

    @Override
    public String getFileName() {
        return whole.getFileName();
    }

    @Override
    public long size() {
        return whole.size();
    }

    @Override
    public String getExtension() {
        return whole.getExtension();
    }

    @Override
    public InputStream getSourceInputStream() throws IOException {
        return whole.getSourceInputStream();
    }

    @Override
    public RequestMetaData getRequestMetaData() {
        return whole.getRequestMetaData();
    }

    @Override
    public RequestIdentifier getIdentifier() {
        return whole.getIdentifier();
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }

    private static final class Cut extends FilterInputStream {

        private long left = BYTES_MAX;

        Cut(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int one = super.read();
            left -= one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }
    }
}
