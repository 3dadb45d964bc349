package preservation.source;

import codec.NameBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import model.FilePath;

/**
 * Everything below the top of a source, a directory before what is in it, otherwise in no order. Each directory is
 * opened relative to its open parent and never through a link, so that a directory that is exchanged for a link during
 * the walk leads nowhere. Holds one open directory for each level, nothing for each file.
 */
public final class SourceWalk implements Iterator<SourceEntry>, AutoCloseable {

    private record Level(Optional<FilePath> directory, SecureDirectoryStream<Path> stream, Iterator<Path> entries) {}

    private final int depthMax;
    private final Deque<Level> levels = new ArrayDeque<>();

    /**
     * Starts at the top of a directory.
     *
     * @param depthMax how many directories may lie within each other; more is refused
     */
    public SourceWalk(Source source, int depthMax) throws IOException {
        this.depthMax = depthMax;
        var top = openTop(source);
        levels.push(new Level(Optional.empty(), top, top.iterator()));
    }

    @Override
    public boolean hasNext() {
        try {
            while (!levels.isEmpty() && !levels.element().entries().hasNext()) {
                levels.pop().stream().close();
            }
            return !levels.isEmpty();
        } catch (IOException | DirectoryIteratorException failure) {
            throw unchecked(cannotList(levels.element().directory(), failure));
        }
    }

    @Override
    public SourceEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var level = levels.element();
        var file = level.entries().next();
        var name = NameBytes.nameOf(file);
        var path = level.directory().map(directory -> directory.resolve(name)).orElse(name);
        try {
            return visit(level, file, path);
        } catch (IOException failure) {
            throw unchecked(failure);
        }
    }

    private SourceEntry visit(Level level, Path file, FilePath path) throws IOException {
        var attributes = attributes(level, file, path);
        if (attributes.isDirectory()) {
            descend(level, file, path);
        }
        var readable = !attributes.isRegularFile() || Files.isReadable(file);
        return new SourceEntry(path, attributes, readable);
    }

    private static BasicFileAttributes attributes(Level level, Path file, FilePath path) throws IOException {
        try {
            return level.stream()
                    .getFileAttributeView(file.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (IOException failure) {
            throw new IOException(
                    path.display()
                            + ": it changed while the source was being listed; retry when the source is at"
                            + " rest (" + failure.getMessage() + ")",
                    failure);
        }
    }

    private void descend(Level level, Path file, FilePath path) throws IOException {
        if (levels.size() >= depthMax) {
            throw new IOException(path.display() + ": more than " + depthMax
                    + " directories lie within each other; flatten the source or raise the limit (depth)");
        }
        try {
            var stream = level.stream().newDirectoryStream(file.getFileName(), LinkOption.NOFOLLOW_LINKS);
            levels.push(new Level(Optional.of(path), stream, stream.iterator()));
        } catch (IOException failure) {
            throw cannotList(Optional.of(path), failure);
        }
    }

    private static SecureDirectoryStream<Path> openTop(Source source) throws IOException {
        try {
            return source.openTop();
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "the source " + source.path() + " may not be read; give this program's user access", denied);
        }
    }

    private static IOException cannotList(Optional<FilePath> directory, Exception failure) {
        var where = directory.map(FilePath::display).orElse("the top of the source");
        var reason = failure instanceof AccessDeniedException
                ? "permission denied; give this program's user access and retry"
                : failure.getMessage();
        return new IOException(where + ": the directory cannot be listed: " + reason, failure);
    }

    private static UncheckedIOException unchecked(IOException failure) {
        return new UncheckedIOException(failure.getMessage(), failure);
    }

    @Override
    public void close() throws IOException {
        while (!levels.isEmpty()) {
            levels.pop().stream().close();
        }
    }
}
