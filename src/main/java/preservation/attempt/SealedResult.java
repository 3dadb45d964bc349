package preservation.attempt;

import codec.Json;
import codec.NameBytes;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import model.FilePath;
import model.TaskOutcome;
import preservation.disk.DurableFiles;

/**
 * What a whole attempt came to, in a file beside its directory, so that hours of work do not die with a worker that had
 * finished them. Whether any of it counts is decided by the job.
 */
public final class SealedResult {

    private static final int DIGEST_BYTES = 32;

    /** Outcomes of a hand-out have a few hundred bytes each; bulky output is in blobs. */
    private static final long BYTES_MAX = 64L << 20;

    private SealedResult() {}

    /** Beside the attempt's directory, which is all that tools are told of; within its job's. */
    public static FilePath file(AttemptKey key) {
        return FilePath.of(
                key.job().transfer() + "/" + key.job().localName() + "/attempt-" + key.attempt() + ".result");
    }

    /** Everything that the outcomes refer to must be safe on disk. The file is there as a whole or not at all. */
    static void write(Path workArea, AttemptKey key, List<TaskOutcome> outcomes) throws IOException {
        var bytes = bytes(key, outcomes);
        var file = NameBytes.resolve(workArea, file(key));
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        try (var out = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(out, ByteBuffer.wrap(bytes));
            out.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.forceDirectory(file.getParent());
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** What this very attempt sealed; nothing where there is no such file, or one that is torn or another's. */
    public static List<TaskOutcome> read(Path workArea, AttemptKey key) throws IOException {
        var file = NameBytes.resolve(workArea, file(key));
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > BYTES_MAX) {
            return List.of();
        }
        try {
            return outcomes(key, Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return List.of();
        }
    }

    /** What the file of this attempt holds: a digest, and the outcomes after it. */
    public static byte[] bytes(AttemptKey key, List<TaskOutcome> outcomes) throws IOException {
        var content = Json.binary().writeValueAsBytes(outcomes);
        var bytes = Arrays.copyOf(digest(key, content), DIGEST_BYTES + content.length);
        System.arraycopy(content, 0, bytes, DIGEST_BYTES, content.length);
        return bytes;
    }

    /** The outcomes in what {@link #bytes} made; none in anything else. */
    public static List<TaskOutcome> outcomes(AttemptKey key, byte[] bytes) throws IOException {
        if (bytes.length < DIGEST_BYTES) {
            return List.of();
        }
        var content = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
        return MessageDigest.isEqual(Arrays.copyOf(bytes, DIGEST_BYTES), digest(key, content))
                ? Json.binary().readValue(content, new TypeReference<List<TaskOutcome>>() {})
                : List.of();
    }

    /** Over whose result it is as well: a file that was copied or renamed is nobody's. */
    private static byte[] digest(AttemptKey key, byte[] content) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((key.job().persistenceId() + "#" + key.attempt() + "\n").getBytes(StandardCharsets.UTF_8));
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
