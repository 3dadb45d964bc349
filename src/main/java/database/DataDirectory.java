package database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A data directory that this process alone may work on, for as long as this object is open. The lock is the operating
 * system's, so it ends with the process, however that ends. It does not start or stop a database.
 */
public final class DataDirectory implements AutoCloseable {

    /** The text in the lock file is for people; more than this was not written by us. */
    private static final int HOLDER_LIMIT = 2_000;

    /** Closing any channel on a file drops this process's locks on it (fcntl), so a second look must not open it. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory if it is missing and locks it.
     *
     * @param command what this process does, in the words of its user ("muniment process")
     * @param since when this process began
     * @throws DataDirectoryInUse if another process, or this one, holds it
     * @throws DatabaseUnavailable if it can't be created or written
     */
    public static DataDirectory lock(Path directory, String command, Instant since) {
        try {
            Files.createDirectories(directory);
            var real = directory.toRealPath();
            if (!HELD.add(real)) {
                throw new DataDirectoryInUse(
                        "The data directory " + real + " is in use by this process (" + command + ") already.");
            }
            return lockHeld(real, command, since);
        } catch (AccessDeniedException e) {
            throw new DatabaseUnavailable(FileOwner.refusal(directory, e.getFile()), e);
        } catch (IOException e) {
            throw new DatabaseUnavailable("The data directory " + directory + " can't be used: " + e, e);
        }
    }

    private static DataDirectory lockHeld(Path real, String command, Instant since) throws IOException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new DataDirectoryInUse("The data directory " + real + " is in use by " + holder(channel)
                        + ". Wait for it to end, stop it, or choose another directory.");
            }
            write(channel, describe(command, since));
            return new DataDirectory(real, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static String describe(String command, Instant since) {
        return "process " + ProcessHandle.current().pid() + " (" + command + ", since " + since + ", on host "
                + hostName() + ")";
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            var name = System.getenv("HOSTNAME");
            return name == null ? "unknown" : name;
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(HOLDER_LIMIT);
        channel.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "another process" : text;
    }

    /** The directory's real path: absolute, no symbolic links. */
    public Path path() {
        return path;
    }

    boolean isHeld() {
        return lockFile.isOpen();
    }

    @Override
    public void close() {
        try {
            if (lockFile.isOpen()) {
                lockFile.truncate(0);
                lockFile.close();
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("The lock on " + path + " could not be given back: " + e, e);
        } finally {
            HELD.remove(path);
        }
    }
}
