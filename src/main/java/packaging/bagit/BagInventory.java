package packaging.bagit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import model.FilePath;

/**
 * What is really in a bag's directory: every file with its digests, read once, remembered as fingerprints. Follows no link.
 */
final class BagInventory {

    private static final String COMPOSED = "composed";

    private final BagSession session;
    private final BagDigests payloadDigests;
    private final BagDigests tagDigests;
    private final Fingerprints present = new Fingerprints();
    private final Fingerprints digests = new Fingerprints();
    private final Fingerprints alike = new Fingerprints();
    private long payloadFiles;
    private long payloadBytes;

    BagInventory(BagSession session, Set<String> payloadAlgorithms, Set<String> tagAlgorithms) {
        this.session = session;
        this.payloadDigests = new BagDigests(payloadAlgorithms);
        this.tagDigests = new BagDigests(tagAlgorithms);
    }

    void take() throws IOException {
        BagTree.walk(session.bag, this::visit);
    }

    private void visit(FilePath path, Path file, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return;
        }
        if (!attributes.isRegularFile()) {
            var kind = attributes.isSymbolicLink() ? "a symbolic link" : "neither a file nor a directory";
            session.problems.add(path.display() + ": is " + kind + ", which a bag must not hold");
            return;
        }
        boolean isPayload = path.encoded().startsWith("data/");
        payloadFiles += isPayload ? 1 : 0;
        payloadBytes += isPayload ? attributes.size() : 0;
        var name = BagNames.text(path);
        if (name.isEmpty()) {
            session.problems.add(path.display() + ": its name is not UTF-8, so no manifest can list it: " + path);
            return;
        }
        read(name.get(), file, isPayload ? payloadDigests : tagDigests);
    }

    private void read(String name, Path file, BagDigests wanted) {
        remember(name);
        if (wanted.isEmpty()) {
            return;
        }
        try (var in = Files.newInputStream(file)) {
            wanted.of(in).forEach((algorithm, digest) -> {
                digests.add(algorithm, name, digest);
                if (!ListedPath.isAscii(name)) {
                    digests.add(COMPOSED, algorithm, ListedPath.composed(name), digest);
                }
            });
        } catch (IOException failure) {
            session.problems.add(name + ": can't be read: " + failure.getMessage());
        }
    }

    private void remember(String name) {
        present.add(name);
        if (!ListedPath.isAscii(name)) {
            present.add(COMPOSED, ListedPath.composed(name));
        }
        if (!alike.add(ListedPath.composed(name).toLowerCase(Locale.ROOT))) {
            session.warnings.add(name + ": another file's name differs only in case or in its Unicode form");
        }
    }

    boolean has(String name) {
        return present.contains(name);
    }

    /** Whether there is a file whose name is the same text in another Unicode form. */
    boolean hasAlike(String name) {
        return !ListedPath.isAscii(name) && present.contains(COMPOSED, ListedPath.composed(name));
    }

    /** Whether the file of this name has this digest; with {@link #hasAlike}, whether one that is alike has. */
    boolean hasDigest(String name, String algorithm, String digest) {
        return digests.contains(algorithm, name, digest)
                || (!ListedPath.isAscii(name)
                        && digests.contains(COMPOSED, algorithm, ListedPath.composed(name), digest));
    }

    long payloadFiles() {
        return payloadFiles;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    /** Goes through the names again, to say which of them nothing lists. */
    void forEachFile(BiConsumer<String, Boolean> visitor) throws IOException {
        BagTree.walk(session.bag, (path, file, attributes) -> {
            Optional<String> name = BagNames.text(path);
            if (attributes.isRegularFile() && name.isPresent()) {
                visitor.accept(name.get(), path.encoded().startsWith("data/"));
            }
        });
    }
}
