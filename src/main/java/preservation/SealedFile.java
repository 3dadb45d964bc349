package preservation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import model.Product;

/**
 * A file that is written once into an attempt directory and then named by a {@link Product}: when {@link #seal} returns,
 * file and directory are safe on disk.
 */
public final class SealedFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final OutputStream out;

    /** Makes the file, which must not exist yet. */
    public SealedFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(
                new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER_BYTES);
    }

    public OutputStream out() {
        return out;
    }

    /** Ends the file. */
    public Product seal(String role, ActionContext context) throws IOException {
        out.flush();
        channel.force(true);
        long size = channel.size();
        channel.close();
        try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return new Product(role, context.inWorkArea(file), size, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Throws when a file is not what its product says. */
    public static void check(Path file, Product product) throws IOException {
        var actual = sha256();
        try (var in = Files.newByteChannel(file)) {
            var buffer = ByteBuffer.allocate(BUFFER_BYTES);
            while (in.read(buffer) >= 0) {
                actual.update(buffer.flip());
                buffer.clear();
            }
        }
        if (!HexFormat.of().formatHex(actual.digest()).equals(product.sha256())) {
            throw new IOException("the " + product.role() + " file " + product.path()
                    + " in the work area has changed since it was" + " made; run the step that makes it again");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform must have SHA-256
        }
    }
}
