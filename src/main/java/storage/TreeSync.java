package storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Makes what was written safe against a power cut: files, and the directories that name them. */
public final class TreeSync {

    private TreeSync() {}

    /** Forces the directory's entries, not what they name. */
    public static void directory(Path directory) throws IOException {
        force(directory);
    }

    /** Forces every directory of the tree; the files in it are safe already, as those are that were linked. */
    public static void directories(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                force(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Forces every file and every directory of the tree. All of it is written before, so the disk can work in batches. */
    public static void tree(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    force(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                force(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Makes the directories that are missing and forces the entries that name them. */
    public static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var parent = directory.toAbsolutePath().getParent();
        createDirectories(parent);
        try {
            Files.createDirectory(directory);
        } catch (java.nio.file.FileAlreadyExistsException another) {
            if (!Files.isDirectory(directory)) { // else another process made it at the same time
                throw another;
            }
        }
        force(parent);
    }

    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw new FileSystemException(file.toString(), null, failure.getMessage());
        }
    }
}
