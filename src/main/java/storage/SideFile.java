package storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A small file beside an AIP. It has its name only once it is whole and on disk. */
final class SideFile {

    static final String PARTIAL = ".side-";

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
        var partial = writePartial(content);
        try {
            Files.createLink(file, partial);
            return true;
        } catch (FileAlreadyExistsException present) {
            return false;
        } finally {
            Files.deleteIfExists(partial);
            TreeSync.directory(directory);
        }
    }

    void replace(byte[] content) throws IOException {
        var partial = writePartial(content);
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        TreeSync.directory(directory);
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
