package storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** An upload on its way. It is a source of a transfer only when it has been sealed. */
public final class Arrival {

    private final Path directory;
    private final Path root;

    Arrival(Path directory, Path root) {
        this.directory = directory;
        this.root = root;
    }

    /**
     * Where a file goes, its directories made; the file itself is for the caller to make, who must be its first.
     *
     * @param path names without separators, none of which leads upwards
     * @throws FileAlreadyExistsException when something has the place, or a file stands where a directory is needed
     */
    public Path place(List<String> path) throws IOException {
        var parent = directory;
        for (var name : path.subList(0, path.size() - 1)) {
            parent = below(parent, name);
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(parent);
            }
        }
        var file = below(parent, path.get(path.size() - 1));
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        return file;
    }

    private static Path below(Path parent, String name) {
        var path = parent.resolve(name);
        if (!path.normalize().equals(path) || !parent.equals(path.getParent())) {
            throw new IllegalArgumentException("leads elsewhere: " + name);
        }
        return path;
    }

    /**
     * Forces everything to the disk and gives it its name. When something has that name it is the same upload, sent before,
     * and stays.
     *
     * @param name says which upload it is, down to its content
     */
    public Path seal(String name) throws IOException {
        var sealed = root.resolve(name);
        TreeSync.tree(directory);
        try {
            Files.move(directory, sealed, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (!Files.isDirectory(sealed, LinkOption.NOFOLLOW_LINKS)) {
                throw taken;
            }
            discard();
        }
        TreeSync.directory(root);
        return sealed;
    }

    /** Removes it all. */
    public void discard() throws IOException {
        Trees.delete(directory);
    }
}
