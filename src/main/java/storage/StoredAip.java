package storage;

import java.nio.file.Path;
import java.util.UUID;

/** Where an AIP lies in the store: a directory or a file, whole and safe on disk. */
public record StoredAip(UUID aip, Path path) {

    /** An absolute URI, without a slash at the end whether it is a directory or not. */
    public String location() {
        var uri = path.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
