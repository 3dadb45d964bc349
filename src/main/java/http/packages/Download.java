package http.packages;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Something that can be taken away.
 *
 * @param name what it is called where it arrives
 * @param type its media type
 */
public record Download(String name, String type, Content content) {

    /** Where the bytes come from. */
    public sealed interface Content permits WholeFile, Written {}

    /** A file that never changes, of which a part can be given too. */
    public record WholeFile(Path path, long size) implements Content {}

    /** Bytes that are made while they are sent; how many is not known before. */
    public record Written(Writer writer) implements Content {}

    /** Writes all of it; the stream belongs to who gives it. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }
}
