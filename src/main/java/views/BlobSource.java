package views;

import java.io.IOException;
import java.io.InputStream;
import model.BlobRef;

/** Opens what an event refers to. A view is rebuilt from the journal and these. */
@FunctionalInterface
public interface BlobSource {

    /**
     * The blob's bytes, exactly; the caller closes them.
     *
     * @throws IOException if they can't be read or are not what the reference says
     */
    InputStream open(BlobRef blob) throws IOException;
}
