package packaging.bagit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import model.ChecksumAlgorithm;
import model.FilePath;

/**
 * The manifests of a bag that {@link BagWriter} wrote, read back and checked against its seal. For bags of others there is
 * {@link BagValidator}.
 */
public final class OwnBag {

    private static final Set<ChecksumAlgorithm> SHA256 = EnumSet.of(ChecksumAlgorithm.SHA256);
    private static final String SEAL = "tagmanifest-sha256.txt";
    private static final int TAG_MANIFEST_BYTES_MAX = 1 << 16;

    private final Path bag;
    private final List<Listed> tagFiles = new ArrayList<>();
    private final Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);

    /** A file and one of its digests. */
    public record Listed(FilePath path, ChecksumAlgorithm algorithm, String digest) {}

    /** Is given each line. */
    @FunctionalInterface
    public interface Visitor {
        void visit(Listed listed) throws IOException;
    }

    /**
     * Reads the tag manifest.
     *
     * @param seal the SHA-256 that {@link BagWriter#finish} gave
     */
    public OwnBag(Path bag, String seal) throws IOException {
        this.bag = bag;
        var file = bag.resolve(SEAL);
        if (Files.size(file) > TAG_MANIFEST_BYTES_MAX) {
            throw new IOException(file + ": is not the tag manifest that was written");
        }
        var content = Files.readAllBytes(file);
        check(file, seal, Digests.of(new ByteArrayInputStream(content), SHA256).get(ChecksumAlgorithm.SHA256));
        tagFiles.add(new Listed(FilePath.of(SEAL), ChecksumAlgorithm.SHA256, seal));
        for (var line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            var listed = listed(file, line, ChecksumAlgorithm.SHA256);
            tagFiles.add(listed);
            algorithmOf(listed.path()).ifPresent(algorithms::add);
        }
    }

    /** Those of the payload manifests. */
    public Set<ChecksumAlgorithm> algorithms() {
        return algorithms;
    }

    /** The tag files with their SHA-256; a tag manifest besides the one with SHA-256 is not among them. */
    public List<Listed> tagFiles() {
        return List.copyOf(tagFiles);
    }

    /** Gives every line of every payload manifest, and then checks that what was read is what is sealed. */
    public void payload(Visitor visitor) throws IOException {
        for (var tagFile : tagFiles) {
            var algorithm = algorithmOf(tagFile.path());
            if (algorithm.isPresent()) {
                var file = bag.resolve(tagFile.path().display());
                try (var in = Files.newInputStream(file)) {
                    check(file, tagFile.digest(), Digests.of(in, SHA256).get(ChecksumAlgorithm.SHA256));
                }
                payload(file, algorithm.get(), visitor);
            }
        }
    }

    private static void payload(Path file, ChecksumAlgorithm algorithm, Visitor visitor) throws IOException {
        try (var lines = new ManifestLines(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                visitor.visit(listed(file, line, algorithm));
            }
        }
    }

    private static Optional<ChecksumAlgorithm> algorithmOf(FilePath tagFile) {
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(algorithm -> tagFile.encoded().equals("manifest-" + algorithm.label() + ".txt"))
                .findFirst();
    }

    private static Listed listed(Path file, String line, ChecksumAlgorithm algorithm) throws IOException {
        var parsed = ManifestLine.parse(line)
                .orElseThrow(() -> new IOException(file + ": a line is not a digest and a path: " + line));
        return new Listed(FilePath.of(BagNames.unescape(parsed.path())), algorithm, parsed.digest());
    }

    private static void check(Path file, String expected, String found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException(file + ": was changed since it was written; its SHA-256 is " + found);
        }
    }
}
