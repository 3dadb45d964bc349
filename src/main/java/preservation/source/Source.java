package preservation.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a transfer was submitted from: a directory, or a single regular file. Looks at it without following a link;
 * changes nothing there.
 *
 * @param path absolute
 * @param attributes of the directory or the file itself
 */
public record Source(Path path, BasicFileAttributes attributes) {

    /** Looks the source up; a missing one, a link or anything that is neither directory nor regular file is refused. */
    public static Source of(String uri) throws IOException {
        var path = Path.of(URI.create(uri)).normalize();
        var attributes = attributes(path);
        if (attributes.isSymbolicLink()) {
            throw new IOException("the source " + path
                    + " is a symbolic link, and links are not followed; submit the directory that it points to");
        }
        if (!attributes.isDirectory() && !attributes.isRegularFile()) {
            throw new IOException("the source " + path + " is neither a directory nor a regular file");
        }
        return new Source(path, attributes);
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException missing) {
            throw new IOException(
                    "the source " + path
                            + " does not exist (any more); bring it back and retry, or submit again with its new path",
                    missing);
        }
    }

    public boolean isDirectory() {
        return attributes.isDirectory();
    }

    /** The directory that the walk begins in; of a single file, the one that it lies in. */
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    SecureDirectoryStream<Path> openTop() throws IOException {
        var directory = isDirectory() ? path : path.getParent();
        var stream = Files.newDirectoryStream(directory);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("the file system of " + directory
                + " offers no way to open files without following links; copy the source to a local Linux file system");
    }
}
