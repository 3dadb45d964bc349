package packaging.bagit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** One bag being validated: where it is, what its declaration says, and the sentences collected so far. */
final class BagSession {

    final Path bag;
    final Problems problems = new Problems();
    final Problems warnings = new Problems();
    BagVersion version = BagVersion.V1_0;
    Charset encoding = StandardCharsets.UTF_8;

    BagSession(Path bag) {
        this.bag = bag;
    }

    /** Is given each line of a text tag file that is not blank. */
    @FunctionalInterface
    interface LineVisitor {
        void visit(String line, int number);
    }

    boolean isThere(String name) {
        return Files.isRegularFile(bag.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Reads a text tag file in the bag's encoding; what can't be read becomes a problem. */
    void readLines(String name, LineVisitor visitor) {
        int number = 0;
        try (var lines = new ManifestLines(Files.newInputStream(bag.resolve(name)), encoding)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (line.isBlank()) {
                    warnings.add(name + ": line " + number + " is blank");
                } else {
                    visitor.visit(line, number);
                }
            }
            if (lines.sawByteOrderMark() && encoding.equals(StandardCharsets.UTF_8)) {
                (version.isFinal() ? problems : warnings)
                        .add(name + ": begins with a byte order mark, which a UTF-8 tag file must not have");
            }
        } catch (CharacterCodingException notText) {
            problems.add(name + ": after line " + number + " there are bytes that are not " + encoding);
        } catch (IOException failure) {
            problems.add(name + ": can't be read: " + failure.getMessage());
        }
    }

    /** Adds what the final version forbids and its drafts did not. */
    void sinceFinal(String sentence) {
        (version.isFinal() ? problems : warnings).add(sentence);
    }
}
