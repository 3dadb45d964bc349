package preservation.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import model.ChecksumAlgorithm;
import model.FileFacts;
import preservation.disk.Digests;
import preservation.disk.DiskFull;

/**
 * Copies one file of the source, computing its digests in the same read, and refuses it if it is not what was listed or
 * changes meanwhile. Leaves no partial copy. Does not make the copy durable.
 */
public final class ReceiveOne {

    // Writing 1 MiB at a time cost up to nine times the system time of this (decision 0062).
    private static final int BUFFER_BYTES = 1 << 17;

    /** A complete copy, not yet durable. */
    public record Copy(Path file, long size, Instant modified, Map<ChecksumAlgorithm, String> checksums) {}

    private final Digests digests;
    private final BooleanSupplier isGivenUp;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    public ReceiveOne(Digests digests, BooleanSupplier isGivenUp) {
        this.digests = digests;
        this.isGivenUp = isGivenUp;
    }

    /**
     * Copies to a file that must not exist yet.
     *
     * @throws IOException with a message for people that does not name the file
     */
    public Copy copy(SourceFiles source, FileFacts listed, Path to) throws IOException, InterruptedException {
        boolean complete = false;
        try {
            var place = find(source, listed);
            var before = place.attributes();
            refuseUnlessAsListed(before, listed);
            long size = copyBytes(place, to, before.size());
            refuseIfChanged(before, place.attributes(), size);
            Files.setLastModifiedTime(to, before.lastModifiedTime());
            complete = true;
            return new Copy(to, size, before.lastModifiedTime().toInstant(), digests.finish());
        } catch (NoSuchFileException gone) {
            throw new IOException("it is no longer in the source; submit again when the source is at rest", gone);
        } finally {
            if (!complete) {
                digests.finish();
                Files.deleteIfExists(to);
            }
        }
    }

    private static SourceFiles.Place find(SourceFiles source, FileFacts listed) throws IOException {
        try {
            return source.at(listed.originalPath());
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException notThere) {
            throw new IOException(
                    "a directory above it cannot be entered, or has become a link, since the source was listed ("
                            + notThere.getMessage() + "); submit again when the source is at rest",
                    notThere);
        }
    }

    private static void refuseUnlessAsListed(BasicFileAttributes now, FileFacts listed) throws IOException {
        if (!now.isRegularFile()) {
            throw changed("it was a regular file when the source was listed, and is "
                    + (now.isSymbolicLink() ? "a symbolic link" : "something else") + " now");
        }
        if (now.size() != listed.size()) {
            throw changed(
                    "it had " + listed.size() + " bytes when the source was listed, and has " + now.size() + " now");
        }
        Optional<Instant> modified = listed.modified();
        if (modified.isPresent()
                && !inMicroseconds(modified.get())
                        .equals(inMicroseconds(now.lastModifiedTime().toInstant()))) {
            throw changed("it was modified " + now.lastModifiedTime() + ", after the source was listed");
        }
    }

    private static void refuseIfChanged(BasicFileAttributes before, BasicFileAttributes after, long read)
            throws IOException {
        boolean same = after.isRegularFile()
                && before.fileKey().equals(after.fileKey())
                && before.lastModifiedTime().equals(after.lastModifiedTime())
                && before.size() == after.size();
        if (!same || read != before.size()) {
            throw changed("it changed while it was being copied (" + before.size() + " bytes before, " + read
                    + " read, " + after.size() + " after)");
        }
    }

    private static IOException changed(String how) {
        return new IOException(how + "; submit again when the source is at rest");
    }

    // A database keeps microseconds.
    private static Instant inMicroseconds(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private long copyBytes(SourceFiles.Place place, Path to, long expected) throws IOException, InterruptedException {
        try (var in = place.open();
                var out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long total = 0;
            var bytes = ByteBuffer.wrap(buffer);
            // A file that grows is noticed afterwards; do not run after it for ever.
            while (total <= expected && in.read(bytes.clear()) >= 0) {
                int read = bytes.position();
                digests.update(buffer, read);
                write(bytes.flip(), out, to, expected - total);
                total += read;
                if (isGivenUp.getAsBoolean()) {
                    throw new InterruptedException("the attempt was given up");
                }
            }
            return total;
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "permission denied: " + denied.getFile()
                            + " may not be read; give this program's user access and retry",
                    denied);
        }
    }

    private static void write(ByteBuffer bytes, FileChannel out, Path to, long missing) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException failure) {
            throw new IOException(DiskFull.explain(failure, to, missing), failure);
        }
    }
}
