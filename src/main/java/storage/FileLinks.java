package storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts an immutable file under a second name: as a hard link where the file system allows it, else as a copy. A link needs
 * no space and no force, for its bytes were forced when they were written.
 */
public final class FileLinks {

    private final boolean copies;
    private boolean copied;

    /**
     * Links where it can.
     *
     * @param copies true to copy always, where links are not wanted
     */
    public FileLinks(boolean copies) {
        this.copies = copies;
    }

    /** The target must not exist. The source is a regular file and is never written to again. */
    public void put(Path source, Path target) throws IOException {
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(source.toString(), target.toString(), "is missing or no regular file");
        }
        if (copies || !link(source, target)) {
            copied = true;
            copy(source, target);
        }
    }

    /** Whether any file was copied, so that its bytes have yet to be forced. */
    public boolean copied() {
        return copied;
    }

    private static boolean link(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException failure) {
            throw failure;
        } catch (FileSystemException | UnsupportedOperationException notPossible) {
            return false; // another file system, too many links, or links are forbidden: the copy says what is wrong
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (var in = FileChannel.open(source, StandardOpenOption.READ);
                var out = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                long moved = in.transferTo(done, size - done, out);
                if (moved <= 0) {
                    throw new IOException("became shorter while it was copied");
                }
                done += moved;
            }
            Files.setLastModifiedTime(target, Files.getLastModifiedTime(source));
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw new FileSystemException(target.toString(), source.toString(), failure.getMessage());
        }
    }
}
