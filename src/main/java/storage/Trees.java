package storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Puts, compares and deletes a file or a whole directory. Links within a directory are refused, never followed. */
public final class Trees {

    private Trees() {}

    /** Puts every directory and file of a tree under a second name that does not exist yet. */
    static void put(Path source, Path target, FileLinks links) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectory(target.resolve(source.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                links.put(file, target.resolve(source.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What differs, as the end of a sentence; empty when both have the same names and the same bytes. */
    static Optional<String> difference(Path expected, Path present) throws IOException {
        var missing = firstNotIn(expected, present);
        if (missing.isPresent()) {
            return missing.map(path -> path + " is missing in it or is different");
        }
        return firstNotIn(present, expected).map(path -> path + " is there besides");
    }

    private static Optional<Path> firstNotIn(Path tree, Path other) throws IOException {
        var found = new Path[1];
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                var counterpart = other.resolve(tree.relativize(directory));
                return check(directory, Files.isDirectory(counterpart, LinkOption.NOFOLLOW_LINKS));
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return check(file, sameBytes(file, attributes, other.resolve(tree.relativize(file))));
            }

            private FileVisitResult check(Path file, boolean same) {
                found[0] = same ? null : file;
                return same ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
        });
        return Optional.ofNullable(found[0]);
    }

    private static boolean sameBytes(Path file, BasicFileAttributes attributes, Path counterpart) throws IOException {
        if (!attributes.isRegularFile() || !Files.isRegularFile(counterpart, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return Files.isSameFile(file, counterpart) || Files.mismatch(file, counterpart) < 0;
    }

    /** Deletes what is there; nothing there is fine. */
    public static void delete(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException alreadyGone) {
            return;
        }
    }
}
