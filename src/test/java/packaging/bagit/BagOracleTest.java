package packaging.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares our verdict on every bag of the tables with that of the Library of Congress's own library. Where the two differ,
 * the row is named below with the reason.
 */
@Tag("slow") // the library starts threads for every bag
class BagOracleTest {

    /** It compares digests by their letters; RFC 8493, 2.1.3 allows both cases. */
    private static final Set<String> VALID_FOR_US_ALONE = Set.of("upper case digests");

    /** It does not read the escaped percent sign of RFC 8493, 2.1.3. */
    private static final Set<String> VALID_FOR_US_ALONE_IN_1_0 = Set.of("a name with a percent sign");

    /** It does not hold the payload against the Oxum when it validates, nor look through links to directories. */
    private static final Set<String> VALID_FOR_IT_ALONE = Set.of(
            "an Oxum with other bytes",
            "an Oxum with other files",
            "an Oxum that is no Oxum",
            "two Oxums",
            "a file listed twice",
            "a tag manifest that lists payload",
            "a tag manifest without the payload manifest",
            "payload outside of data/",
            "a link to a directory outside",
            "a declaration that is a link");

    /** Before 1.0 it takes any lines with a colon; the drafts ask for two lines of this very form as well. */
    private static final Set<String> VALID_FOR_IT_ALONE_BEFORE_1_0 = Set.of(
            "blanks before the version",
            "a blank before the colon",
            "a third line in the declaration",
            "the lines of the declaration the other way round");

    /** It looks only whether what is to be fetched is there. */
    private static final String TAG_FILE_TO_FETCH = "a tag file to fetch";

    @TempDir
    Path directory;

    static Stream<EveryBag> everyBag() {
        return EveryBag.all();
    }

    @ParameterizedTest
    @MethodSource("everyBag")
    void the_library_of_congress_agrees(EveryBag made) {
        var root = made.at(directory.resolve("bag"));
        boolean ours = BagValidator.validate(root).isValid();

        var theirs = refusal(root);

        assertThat(theirs.isEmpty()).as("theirs: %s", theirs).isEqualTo(ours != differs(made.version(), made.name()));
    }

    private static boolean differs(String version, String name) {
        boolean isFinal = version.equals("1.0");
        return VALID_FOR_US_ALONE.contains(name)
                || (isFinal && VALID_FOR_US_ALONE_IN_1_0.contains(name))
                || VALID_FOR_IT_ALONE.contains(name)
                || (!isFinal && VALID_FOR_IT_ALONE_BEFORE_1_0.contains(name))
                || (version.compareTo("0.96") >= 0 && name.equals(TAG_FILE_TO_FETCH));
    }

    private static String refusal(Path bag) {
        try (var verifier = new BagVerifier()) {
            verifier.isValid(new BagReader().read(bag), false);
            return "";
        } catch (Exception refused) {
            return refused.toString();
        }
    }
}
