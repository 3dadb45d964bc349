package packaging.aip;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import model.ChecksumAlgorithm;
import model.FilePath;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.io.output.CloseShieldOutputStream;
import packaging.bagit.BagNames;
import packaging.bagit.BagTree;
import packaging.bagit.Digests;

/**
 * Packs a bag as a compressed tar file whose bytes depend on nothing but the bag's bytes, the given time and the libraries'
 * versions: names in order, owner 0, fixed modes, one time for all entries.
 */
public final class TarPacker {

    private static final int FILE_MODE = 0100644;
    private static final int DIRECTORY_MODE = 040755;
    private static final int BUFFER_BYTES = 1 << 16;

    private final AipForm form;
    private final int level;
    private final Instant time;

    /**
     * Packs in one of the two tar forms; for sending, also as a plain one.
     *
     * @param level of compression, as the format counts it; 0 is the format's usual one
     * @param time what every entry carries as its time of modification
     */
    public TarPacker(AipForm form, int level, Instant time) {
        this.form = form;
        this.level = level;
        this.time = time;
    }

    /**
     * Writes the archive and forces it to the disk. The target must not exist.
     *
     * @param isGivenUp asked while it is written; then an {@link InterruptedIOException}
     */
    public Packed pack(Path bag, Path target, BooleanSupplier isGivenUp) throws IOException {
        var digests = new Digests(Set.of(ChecksumAlgorithm.SHA256));
        try (var channel = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            var out = new TargetStream(target, Channels.newOutputStream(channel), digests);
            var compressed = compress(new BufferedOutputStream(out, BUFFER_BYTES));
            write(bag, compressed, isGivenUp);
            channel.force(true);
            return new Packed(channel.size(), digests.hexadecimal().get(ChecksumAlgorithm.SHA256));
        }
    }

    /** Writes the archive of a directory that is at rest to a stream, which stays open. */
    public void write(Path bag, OutputStream out) throws IOException {
        var open = CloseShieldOutputStream.wrap(out);
        write(bag, compress(new BufferedOutputStream(open, BUFFER_BYTES)), () -> false);
    }

    /**
     * What was written.
     *
     * @param size in bytes
     * @param sha256 in hexadecimal
     */
    public record Packed(long size, String sha256) {}

    private OutputStream compress(OutputStream out) throws IOException {
        if (form == AipForm.UNCOMPRESSED) {
            return out;
        }
        if (form == AipForm.TAR_GZIP) {
            return new LevelledGzip(out, level);
        }
        var zstd = new ZstdOutputStream(out);
        zstd.setChecksum(true);
        if (level > 0) {
            zstd.setLevel(level);
        }
        return zstd;
    }

    private void write(Path bag, OutputStream out, BooleanSupplier isGivenUp) throws IOException {
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            var top = FilePath.of(bag.getFileName().toString());
            add(tar, top, null, 0, isGivenUp);
            BagTree.walk(
                    bag,
                    (path, file, attributes) -> add(tar, top.resolve(path), file, size(file, attributes), isGivenUp));
        }
    }

    /** The size of a file, -1 for a directory; anything else is refused. */
    private static long size(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isDirectory()) {
            return -1;
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is neither a file nor a directory");
        }
        return attributes.size();
    }

    private void add(TarArchiveOutputStream tar, FilePath path, Path file, long size, BooleanSupplier isGivenUp)
            throws IOException {
        boolean isFile = file != null && size >= 0;
        var name = BagNames.text(path)
                .orElseThrow(() -> new IOException(path + ": the name is not UTF-8 and can't be packed"));
        var entry = new TarArchiveEntry(
                isFile ? name : name + "/", isFile ? TarConstants.LF_NORMAL : TarConstants.LF_DIR, true);
        entry.setSize(isFile ? size : 0);
        entry.setMode(isFile ? FILE_MODE : DIRECTORY_MODE);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(Date.from(time));
        tar.putArchiveEntry(entry);
        if (isFile) {
            try (var in = new CountingInput(Files.newInputStream(file), isGivenUp)) {
                in.transferTo(tar);
            }
        }
        tar.closeArchiveEntry();
    }

    private static final class LevelledGzip extends GZIPOutputStream {
        LevelledGzip(OutputStream out, int level) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(level > 0 ? level : Deflater.DEFAULT_COMPRESSION);
        }
    }

    /** Takes the digest of what is written, names the file when it can't be, and leaves closing to its owner. */
    private static final class TargetStream extends OutputStream {
        private final Path target;
        private final OutputStream out;
        private final Digests digests;

        TargetStream(Path target, OutputStream out, Digests digests) {
            this.target = target;
            this.out = out;
            this.digests = digests;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failure) {
                throw new FileSystemException(target.toString(), null, failure.getMessage());
            }
            digests.update(bytes, offset, length);
        }
    }
}
