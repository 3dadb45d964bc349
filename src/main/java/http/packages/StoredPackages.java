package http.packages;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** The way to the packages in the store. It only reads. */
public interface StoredPackages {

    /** The AIP as it lies, or as a tar when it is a directory; empty when the store does not have it. */
    Optional<Download> aip(UUID aip) throws IOException;

    /** The METS file within the AIP; empty when the store does not have the AIP. */
    Optional<Download> mets(UUID aip) throws IOException;
}
