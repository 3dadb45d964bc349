package packaging.bagit;

import java.util.List;

/**
 * What {@link BagValidator} found. Each problem and each warning is a sentence that names the file.
 *
 * @param version as {@code bagit.txt} has it; empty when that can't be read
 * @param problems the first of those that make the bag incomplete or invalid
 * @param problemCount of all of them
 * @param warnings the first of those that do not make the bag invalid
 * @param payloadFiles how many there are
 * @param payloadBytes the sum of their sizes
 */
public record BagReport(
        String version,
        List<String> problems,
        long problemCount,
        List<String> warnings,
        long payloadFiles,
        long payloadBytes) {

    /** Whether the bag is complete and every digest is right. */
    public boolean isValid() {
        return problemCount == 0;
    }
}
