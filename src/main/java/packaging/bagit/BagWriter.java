package packaging.bagit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import model.ChecksumAlgorithm;
import model.FilePath;

/**
 * Writes the tag files of a bag of version 1.0 (RFC 8493) around a payload whose digests are known. It streams: a file's
 * line is written when the file is announced. It neither reads nor writes the payload.
 */
public final class BagWriter implements Closeable {

    private static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private final Path bag;
    private final Map<ChecksumAlgorithm, TagFile> manifests = new EnumMap<>(ChecksumAlgorithm.class);
    private final Set<ChecksumAlgorithm> tagAlgorithms;
    private FilePath last = FilePath.of("data");
    private long files;
    private long bytes;
    private long tagBytes;

    /**
     * Begins a bag in a directory that exists.
     *
     * @param algorithms one payload manifest is written for each; there must be one at least
     */
    public BagWriter(Path bag, Set<ChecksumAlgorithm> algorithms) throws IOException {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("a bag needs a checksum algorithm at least");
        }
        this.bag = bag;
        // A tag manifest with SHA-256 is there always: its own digest seals the whole bag.
        this.tagAlgorithms = EnumSet.copyOf(algorithms);
        tagAlgorithms.add(ChecksumAlgorithm.SHA256);
        for (var algorithm : algorithms) {
            manifests.put(algorithm, new TagFile("manifest-" + algorithm.label() + ".txt"));
        }
    }

    /**
     * Lists a payload file. Files come in the order of {@link FilePath}, each once.
     *
     * @param path within the bag, so below {@code data/}
     * @param size in bytes
     * @param checksums in hexadecimal; those of the bag's algorithms must be among them
     */
    public void list(FilePath path, long size, Map<ChecksumAlgorithm, String> checksums) throws IOException {
        if (!path.encoded().startsWith("data/") || path.compareTo(last) <= 0) {
            throw new IllegalArgumentException(
                    path.display() + " is not payload, or does not come after " + last.display());
        }
        last = path;
        var name = BagNames.text(path)
                .orElseThrow(
                        () -> new IOException(
                                path
                                        + ": the name is not UTF-8, so a bag can't list it; the step that cleans names must run first"));
        for (var manifest : manifests.entrySet()) {
            var checksum = checksums.get(manifest.getKey());
            if (checksum == null) {
                throw new IOException(
                        path.display() + ": no " + manifest.getKey().label() + " digest is known");
            }
            manifest.getValue().write(checksum + "  " + BagNames.escape(name) + "\n");
        }
        files++;
        bytes += size;
    }

    public long payloadBytes() {
        return bytes;
    }

    /** Of the tag files finished so far. */
    public long tagBytes() {
        return tagBytes;
    }

    public long payloadFiles() {
        return files;
    }

    /**
     * Writes the rest and forces every tag file to the disk; the directory's own entries are for the caller to force.
     *
     * @param info what {@code bag-info.txt} says besides Payload-Oxum, which is added
     * @return the SHA-256 of {@code tagmanifest-sha256.txt}, in hexadecimal: it seals the bag
     */
    public String finish(BagInfo info) throws IOException {
        var tagFiles = new TreeMap<String, Map<ChecksumAlgorithm, String>>();
        for (var manifest : manifests.values()) {
            tagFiles.put(manifest.name, manifest.finish());
        }
        tagFiles.put("bagit.txt", write("bagit.txt", DECLARATION));
        tagFiles.put(
                "bag-info.txt",
                write(
                        "bag-info.txt",
                        info.with("Payload-Oxum", bytes + "." + files).text()));
        var seal = "";
        for (var algorithm : tagAlgorithms) {
            var lines = new StringBuilder();
            tagFiles.forEach((name, digests) -> lines.append(digests.get(algorithm))
                    .append("  ")
                    .append(name)
                    .append('\n'));
            var digests = write("tagmanifest-" + algorithm.label() + ".txt", lines.toString());
            seal = algorithm == ChecksumAlgorithm.SHA256 ? digests.get(ChecksumAlgorithm.SHA256) : seal;
        }
        return seal;
    }

    /** Lets go of the files; a bag that was not finished is left incomplete. */
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (var manifest : manifests.values()) {
            try {
                manifest.channel.close();
            } catch (IOException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private Map<ChecksumAlgorithm, String> write(String name, String text) throws IOException {
        var file = new TagFile(name);
        try (file.channel) {
            file.write(text);
            return file.finish();
        }
    }

    /** One tag file being written, its digests taken on the way. */
    private final class TagFile {
        private final String name;
        private final FileChannel channel;
        private final DigestingOutput out;

        TagFile(String name) throws IOException {
            this.name = name;
            this.channel = FileChannel.open(bag.resolve(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            this.out = new DigestingOutput(Channels.newOutputStream(channel), tagAlgorithms);
        }

        void write(String line) throws IOException {
            try {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw named(failure);
            }
        }

        Map<ChecksumAlgorithm, String> finish() throws IOException {
            try {
                out.flush();
                channel.force(true);
                tagBytes += channel.size();
                return out.digests();
            } catch (IOException failure) {
                throw named(failure);
            }
        }

        private IOException named(IOException failure) {
            return new FileSystemException(bag.resolve(name).toString(), null, failure.getMessage());
        }
    }
}
