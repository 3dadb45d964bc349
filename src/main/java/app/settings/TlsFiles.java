package app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PEM files with which the nodes of a cluster know each other.
 *
 * @param certificate this node's certificate
 * @param key its private key
 * @param authority the certificate of who signed the certificates of all nodes
 */
public record TlsFiles(Path certificate, Path key, Path authority) {

    static Optional<TlsFiles> of(Environment read) {
        var certificate = read.path("MUNIMENT_TLS_CERT");
        var key = read.path("MUNIMENT_TLS_KEY");
        var authority = read.path("MUNIMENT_TLS_CA");
        if (Stream.of(certificate, key, authority).allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        if (Stream.of(certificate, key, authority).anyMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException(
                    "MUNIMENT_TLS_CERT, MUNIMENT_TLS_KEY and MUNIMENT_TLS_CA are set all three or none");
        }
        var files = new TlsFiles(readable(certificate.get()), readable(key.get()), readable(authority.get()));
        return Optional.of(files);
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the PEM file " + file + " can't be read; MUNIMENT_TLS_CERT,"
                    + " MUNIMENT_TLS_KEY and MUNIMENT_TLS_CA are files that this process may read");
        }
        return file.toAbsolutePath();
    }
}
