package packaging.mets;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a METS document says of itself.
 *
 * @param object the UUID of the package
 * @param label the package's name, for people
 * @param software name and version of what writes the document
 * @param organization who is responsible for the package
 * @param records other identifiers of what the document records, by their type
 */
public record MetsHeader(
        UUID object,
        String label,
        Instant created,
        String software,
        String organization,
        Map<String, String> records) {}
