package packaging.bagit;

import codec.NameBytes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import model.FilePath;

/**
 * Walks a directory in the order of {@link FilePath}, following no link. It holds one directory's names at a time for each
 * level of depth, and changes nothing.
 */
public final class BagTree {

    /** Deeper trees than this are refused: no file system path that long can be used anyway. */
    private static final int DEPTH_MAX = 2_000;

    /** Is given everything that lies below the directory. */
    @FunctionalInterface
    public interface Visitor {
        void visit(FilePath path, Path file, BasicFileAttributes attributes) throws IOException;
    }

    private BagTree() {}

    public static void walk(Path root, Visitor visitor) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(root.toString());
        }
        for (var child : children(root, null)) {
            walk(child, visitor, 1);
        }
    }

    private static void walk(Child child, Visitor visitor, int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IOException(child.path.display() + ": directories are nested too deeply");
        }
        var attributes = Files.readAttributes(child.file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        visitor.visit(child.path, child.file, attributes);
        if (attributes.isDirectory()) {
            for (var below : children(child.file, child.path)) {
                walk(below, visitor, depth + 1);
            }
        }
    }

    private static List<Child> children(Path directory, FilePath path) throws IOException {
        var children = new ArrayList<Child>();
        try (var names = Files.newDirectoryStream(directory)) {
            for (var file : names) {
                var name = NameBytes.below(directory, file);
                children.add(new Child(path == null ? name : path.resolve(name), file));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        children.sort(Comparator.comparing(Child::path));
        return children;
    }

    private record Child(FilePath path, Path file) {}
}
