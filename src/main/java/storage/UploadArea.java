package storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where uploads are kept until a transfer has received them. What has its name at the top is whole and on disk. What is on
 * its way lies below {@code .arriving}, in a directory of the process that takes it; a lock that the operating system
 * releases with the process tells whether that still lives. Several processes may use one area at once.
 */
public final class UploadArea implements AutoCloseable {

    private static final String ARRIVING = ".arriving";
    private static final String LOCK = ".lock";

    /** Never asked by way of their files: a process that closes any handle of a file drops all its locks on it. */
    private static final Set<String> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final String process = UUID.randomUUID().toString();
    private final FileChannel held;

    private UploadArea(Path root) throws IOException {
        this.root = root;
        var arriving = root.resolve(ARRIVING);
        OF_THIS_PROCESS.add(process);
        // Locked under another name, so that nobody meets it unlocked.
        var newborn = arriving.resolve("." + process);
        held = FileChannel.open(newborn, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (held.tryLock() == null) {
            throw new IOException("cannot lock " + newborn);
        }
        Files.move(newborn, arriving.resolve(process + LOCK));
        Files.createDirectory(arriving.resolve(process));
    }

    /** Makes the directory when it is not there, and removes what processes left that are gone. */
    public static UploadArea open(Path root) throws IOException {
        Files.createDirectories(root.resolve(ARRIVING));
        var area = new UploadArea(root.toRealPath());
        area.removeAbandoned();
        return area;
    }

    /** Where the next upload goes. */
    public Arrival begin() throws IOException {
        return new Arrival(
                Files.createDirectory(
                        arriving(process).resolve(UUID.randomUUID().toString())),
                root);
    }

    /** How many bytes the disk has left for it. */
    public long usableBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    /** The names of the uploads that are whole. */
    public List<String> complete() throws IOException {
        return names(root);
    }

    /** When the upload became whole, in milliseconds; 0 when it is not there any more. */
    public long since(String name) throws IOException {
        var place = place(name);
        return Files.exists(place) ? Files.getLastModifiedTime(place).toMillis() : 0;
    }

    /** Removes an upload; one that is gone already is no error. */
    public void remove(String name) throws IOException {
        Trees.delete(place(name));
    }

    /** Removes what was on its way to processes that are gone. */
    public void removeAbandoned() throws IOException {
        for (var name : names(root.resolve(ARRIVING))) {
            var other = name.replace(LOCK, "");
            if (!OF_THIS_PROCESS.contains(other) && isGone(other)) {
                Trees.delete(arriving(other));
                Files.deleteIfExists(root.resolve(ARRIVING).resolve(other + LOCK));
            }
        }
    }

    private boolean isGone(String other) throws IOException {
        var lockFile = root.resolve(ARRIVING).resolve(other + LOCK);
        if (!Files.exists(lockFile)) {
            return true; // it is made before the directory
        }
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException lives) {
            return false;
        }
    }

    private Path place(String name) {
        if (name.startsWith(".") || name.contains("/")) {
            throw new IllegalArgumentException("is no name of an upload: " + name);
        }
        return root.resolve(name);
    }

    private Path arriving(String of) {
        return root.resolve(ARRIVING).resolve(of);
    }

    private static List<String> names(Path directory) throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (!name.startsWith(".")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Removes what is still on its way. */
    @Override
    public void close() throws IOException {
        Trees.delete(arriving(process));
        Files.deleteIfExists(root.resolve(ARRIVING).resolve(process + LOCK));
        held.close();
        OF_THIS_PROCESS.remove(process);
    }
}
