package preservation.source;

import codec.NameBytes;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import model.FilePath;

/**
 * Opens files of a source for reading, following no link at any level. Keeps the directories of the last file open,
 * since the next one mostly lies beside it. For one thread.
 */
public final class SourceFiles implements AutoCloseable {

    /** A file within its open directory. It is good until the next one is asked for. */
    public record Place(SecureDirectoryStream<Path> directory, Path name) {

        /** Of the thing itself, also when it is a link. */
        public BasicFileAttributes attributes() throws IOException {
            return directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }

        public SeekableByteChannel open() throws IOException {
            return directory.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private record Level(FilePath name, SecureDirectoryStream<Path> stream) {}

    private final SecureDirectoryStream<Path> top;
    private final Deque<Level> levels = new ArrayDeque<>();

    public SourceFiles(Source source) throws IOException {
        this.top = source.openTop();
    }

    /** Where a file lies, by its path relative to the source's top. */
    public Place at(FilePath original) throws IOException {
        var segments = original.segments();
        var directory = enter(segments.subList(0, segments.size() - 1));
        return new Place(directory, NameBytes.nameOf(segments.get(segments.size() - 1)));
    }

    private SecureDirectoryStream<Path> enter(List<FilePath> names) throws IOException {
        leaveUntil(common(names));
        for (var name : names.subList(levels.size(), names.size())) {
            levels.addLast(
                    new Level(name, current().newDirectoryStream(NameBytes.nameOf(name), LinkOption.NOFOLLOW_LINKS)));
        }
        return current();
    }

    private int common(List<FilePath> names) {
        int count = 0;
        for (var level : levels) {
            if (count == names.size() || !level.name().equals(names.get(count))) {
                break;
            }
            count++;
        }
        return count;
    }

    private void leaveUntil(int depth) throws IOException {
        while (levels.size() > depth) {
            levels.removeLast().stream().close();
        }
    }

    private SecureDirectoryStream<Path> current() {
        return levels.isEmpty() ? top : levels.getLast().stream();
    }

    @Override
    public void close() throws IOException {
        leaveUntil(0);
        top.close();
    }
}
