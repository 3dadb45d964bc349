package preservation.source;

import java.nio.file.attribute.BasicFileAttributes;
import model.FilePath;

/**
 * One thing found in the source.
 *
 * @param path relative to the source's top
 * @param readable false when the file's permissions forbid this process to read it
 */
public record SourceEntry(FilePath path, BasicFileAttributes attributes, boolean readable) {

    /** What it is if neither a file nor a directory, for people. */
    public String special() {
        return attributes.isSymbolicLink() ? "symbolic link" : "pipe, socket or device";
    }

    public boolean isSpecial() {
        return !attributes.isRegularFile() && !attributes.isDirectory();
    }
}
