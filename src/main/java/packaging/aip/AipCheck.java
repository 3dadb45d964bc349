package packaging.aip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import model.ChecksumAlgorithm;
import model.FilePath;
import packaging.bagit.Digests;
import packaging.bagit.Fingerprints;
import packaging.bagit.OwnBag;
import packaging.bagit.Problems;

/**
 * Compares an AIP, in the form in which it is to be stored, with the manifests of the sealed bag and with what else is known
 * of its files: every file's digests, nothing missing, nothing besides. It keeps some dozens of bytes a file.
 */
public final class AipCheck {

    private static final String OBJECTS = "data/objects/";

    private final OwnBag bag;
    private final BooleanSupplier isGivenUp;
    private final Problems problems = new Problems();
    private final Fingerprints lines = new Fingerprints();
    private final Fingerprints paths = new Fingerprints();
    private final Fingerprints known = new Fingerprints();
    private final Fingerprints directories = new Fingerprints();
    private final Fingerprints seen = new Fingerprints();
    private long matched;
    private long bytes;

    /**
     * Reads the manifests of the bag.
     *
     * @param seal the SHA-256 of its tag manifest
     * @param isGivenUp asked while the AIP is read; then an {@link java.io.InterruptedIOException}
     */
    public AipCheck(Path bagDirectory, String seal, BooleanSupplier isGivenUp) throws IOException {
        this.isGivenUp = isGivenUp;
        this.bag = new OwnBag(bagDirectory, seal);
        bag.tagFiles().forEach(this::expectLine);
        bag.payload(this::expectLine);
    }

    private void expectLine(OwnBag.Listed listed) {
        lines.add(listed.path().encoded(), listed.algorithm().label(), listed.digest());
        paths.add(listed.path().encoded());
    }

    /** Compares what the journal knows of a payload file with the manifests. */
    public void expectFile(FilePath path, Map<ChecksumAlgorithm, String> checksums) {
        known.add(path.encoded());
        if (!paths.contains(path.encoded())) {
            problems.add(path.display() + ": no manifest of the bag lists it");
            return;
        }
        for (var algorithm : bag.algorithms()) {
            var checksum = checksums.get(algorithm);
            if (checksum != null && !lines.contains(path.encoded(), algorithm.label(), checksum)) {
                problems.add(path.display() + ": the " + algorithm.label()
                        + " manifest has another digest than the journal, which has " + checksum);
            }
        }
    }

    /**
     * Reads the whole AIP and compares it; call it once, after everything that is expected was said. Directories are
     * compared by {@link #expectDirectory} afterwards.
     */
    public void read(Path aip) throws IOException {
        bag.payload(listed -> {
            var path = listed.path().encoded();
            if (path.startsWith(OBJECTS) && !known.contains(path)) {
                problems.add(listed.path().display() + ": is in the bag, but the journal does not know it");
            }
        });
        AipReader.read(aip, new AipReader.Visitor() {
            @Override
            public void directory(FilePath path) {
                directories.add(path.encoded());
            }

            @Override
            public void file(FilePath path, InputStream in) throws IOException {
                check(path, in);
            }
        });
        if (matched < paths.size()) {
            bag.tagFiles().forEach(this::checkSeen);
            bag.payload(this::checkSeen);
        }
    }

    /** Says that the AIP that was read must have this directory, be it empty. */
    public void expectDirectory(FilePath path) {
        if (!directories.contains(path.encoded())) {
            problems.add(path.display() + ": the directory is missing in the AIP");
        }
    }

    public Problems problems() {
        return problems;
    }

    /** Files in the AIP. */
    public long files() {
        return seen.size();
    }

    /** The sum of the sizes of the files, unpacked. */
    public long bytes() {
        return bytes;
    }

    private void check(FilePath path, InputStream in) throws IOException {
        var counting = new CountingInput(in, isGivenUp);
        var digests = Digests.of(counting, algorithms(path));
        bytes += counting.count();
        boolean isNew = seen.add(path.encoded());
        if (!isNew) {
            problems.add(path.display() + ": is twice in the AIP");
        }
        if (!paths.contains(path.encoded())) {
            if (!isOtherTagManifest(path)) {
                problems.add(path.display() + ": is in the AIP, but no manifest lists it");
            }
            return;
        }
        matched += isNew ? 1 : 0;
        digests.forEach((algorithm, digest) -> {
            if (!lines.contains(path.encoded(), algorithm.label(), digest)) {
                problems.add(path.display() + ": its " + algorithm.label() + " is " + digest
                        + ", which is not what the manifest says");
            }
        });
    }

    private Set<ChecksumAlgorithm> algorithms(FilePath path) {
        return path.encoded().startsWith("data/") ? bag.algorithms() : EnumSet.of(ChecksumAlgorithm.SHA256);
    }

    /** A tag manifest is listed nowhere (RFC 8493, 2.2.1), except that the seal vouches for the one with SHA-256. */
    private boolean isOtherTagManifest(FilePath path) {
        return bag.algorithms().stream()
                .anyMatch(algorithm -> path.encoded().equals("tagmanifest-" + algorithm.label() + ".txt"));
    }

    private void checkSeen(OwnBag.Listed listed) {
        if (seen.add(listed.path().encoded())) { // so that it is named once, not once for each manifest
            problems.add(listed.path().display() + ": is missing in the AIP");
        }
    }
}
