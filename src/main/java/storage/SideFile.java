package storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A small file beside an AIP. It has its name only once it is whole and on disk. What a killed process left half-written is
 * cleared by the next that writes here; should that process live after all, it writes its own again.
 */
final class SideFile {

    static final String PARTIAL = ".side-";
    private static final int TRIES = 5;

    private final Path directory;
    private final Path file;

    SideFile(Path directory, String name) {
        this.directory = directory;
        this.file = directory.resolve(name);
    }

    Path path() {
        return file;
    }

    /** False when a file of that name is there, which stays as it is. */
    boolean create(byte[] content) throws IOException {
        return put(content, this::link);
    }

    void replace(byte[] content) throws IOException {
        put(content, this::move);
    }

    @FunctionalInterface
    private interface Naming {
        boolean take(Path partial) throws IOException;
    }

    private boolean put(byte[] content, Naming naming) throws IOException {
        for (int tries = 1; ; tries++) {
            var partial = writePartial(content);
            try {
                boolean taken = naming.take(partial);
                clearAbandoned(); // only by who is done, so that two that live don't hinder each other for ever
                return taken;
            } catch (NoSuchFileException cleared) {
                if (tries == TRIES) {
                    throw cleared;
                }
            } finally {
                Files.deleteIfExists(partial);
                TreeSync.directory(directory);
            }
        }
    }

    private boolean link(Path partial) throws IOException {
        try {
            Files.createLink(file, partial);
            return true;
        } catch (FileAlreadyExistsException present) {
            return false;
        }
    }

    private boolean move(Path partial) throws IOException {
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void clearAbandoned() throws IOException {
        try (var names = Files.newDirectoryStream(directory, PARTIAL + "*")) {
            for (var abandoned : names) {
                Files.deleteIfExists(abandoned);
            }
        }
    }

    private Path writePartial(byte[] content) throws IOException {
        var partial = directory.resolve(PARTIAL + UUID.randomUUID());
        try (var channel = FileChannel.open(partial, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            for (var bytes = ByteBuffer.wrap(content); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
            return partial;
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            Files.deleteIfExists(partial);
            throw new FileSystemException(file.toString(), null, failure.getMessage());
        }
    }
}
