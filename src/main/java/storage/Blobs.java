package storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import model.BlobRef;

/**
 * Bulky output that events refer to, in append-only segments kept beside the journal for as long as it. Each writer has a
 * segment of its own, named by the writer, so no two ever meet in one. What was appended is safe after {@link #sync}.
 */
public final class Blobs implements AutoCloseable {

    private final Path directory;
    private final String segment;
    private final Object turn = new Object();
    private RandomAccessFile file; // no channel: one interrupted attempt would close it for all others
    private boolean dirty;

    /**
     * Opens no file before something is appended.
     *
     * @param segment a name that no other writer has or had
     */
    public Blobs(Path directory, String segment) {
        this.directory = directory;
        this.segment = segment + ".blobs";
    }

    /** What fills a blob. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Appends one blob. When the content fails, what it wrote so far is dead weight that nothing refers to. */
    public BlobRef append(Content content) throws IOException {
        synchronized (turn) {
            var to = opened();
            long offset = to.length();
            to.seek(offset);
            dirty = true;
            var digest = sha256();
            try (var out = new DigestOutputStream(new BufferedOutputStream(unclosed(to), 1 << 16), digest)) {
                content.writeTo(out);
            }
            return new BlobRef(
                    segment,
                    offset,
                    to.getFilePointer() - offset,
                    HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Returns when everything appended before is safe on disk. */
    public void sync() throws IOException {
        synchronized (turn) {
            if (dirty) {
                file.getFD().sync();
                dirty = false;
            }
        }
    }

    /** Reads a blob; a missing, short or changed one throws an {@link IOException} at its end at the latest. */
    public static InputStream open(Path directory, BlobRef blob) throws IOException {
        var file = directory.resolve(blob.segment()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("a blob reference leads out of the blob directory: " + blob.segment());
        }
        var from = FileChannel.open(file, StandardOpenOption.READ);
        from.position(blob.offset());
        return new Checked(Channels.newInputStream(from), blob, sha256());
    }

    @Override
    public void close() throws IOException {
        synchronized (turn) {
            if (file != null) {
                sync();
                file.close();
                file = null;
            }
        }
    }

    private RandomAccessFile opened() throws IOException {
        if (file == null) {
            Files.createDirectories(directory);
            var path = Files.createFile(directory.resolve(segment));
            file = new RandomAccessFile(path.toFile(), "rw");
            TreeSync.directory(directory); // the segment's name must survive as well
        }
        return file;
    }

    private static OutputStream unclosed(RandomAccessFile to) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                to.write(b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                to.write(bytes, from, length);
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }

    /** Ends where the blob ends, and compares its digest there. */
    private static final class Checked extends FilterInputStream {
        private final BlobRef blob;
        private long left;

        Checked(InputStream in, BlobRef blob, MessageDigest digest) {
            super(new DigestInputStream(new BufferedInputStream(in, 1 << 16), digest));
            this.blob = blob;
            this.left = blob.length();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("blob " + blob + " ends " + left + " bytes early");
            }
            left -= count;
            if (left == 0) {
                compare();
            }
            return count;
        }

        @Override
        public long skip(long count) {
            return 0; // what is skipped would miss in the digest
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void compare() throws IOException {
            var found = HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
            if (!found.equals(blob.sha256())) {
                throw new IOException("blob " + blob + " has changed: its SHA-256 is now " + found);
            }
        }
    }
}
