package packaging.premis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import packaging.xml.XmlFragment;
import packaging.xml.XmlName;

/** A PREMIS object of one of the two categories that we make. */
public sealed interface PremisObject {

    UUID identifier();

    /** The name it came with. */
    XmlName originalName();

    /**
     * A file.
     *
     * @param fixity digests in hexadecimal, by the algorithm's name, in the order in which they are to be written
     * @param size in bytes
     * @param modified when its content was last changed, as far as its file system knew
     * @param extensions what tools found in it, each one element
     */
    record File(
            UUID identifier,
            XmlName originalName,
            Map<String, String> fixity,
            long size,
            PremisFormat format,
            Optional<Instant> modified,
            List<XmlFragment> extensions)
            implements PremisObject {}

    /** A whole that is described as one: the package, or a directory. */
    record IntellectualEntity(UUID identifier, XmlName originalName) implements PremisObject {}
}
