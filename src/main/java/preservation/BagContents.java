package preservation;

import codec.NameBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.Product;
import packaging.aip.ReadMe;
import packaging.bagit.BagInfo;
import packaging.bagit.BagTree;
import packaging.bagit.BagWriter;
import packaging.bagit.Digests;
import preservation.descriptions.DescriptionList;
import preservation.mets.AipMets;
import storage.FileLinks;
import storage.TreeSync;

/** The bag that {@link PrepareAip} builds, in the order in which its manifest lists it. It decides no contents itself. */
final class BagContents implements AutoCloseable {

    private static final FilePath DATA = FilePath.of("data");
    private static final FilePath LOGS = FilePath.of("data/logs");

    private final Path bag;
    private final Set<ChecksumAlgorithm> algorithms;
    private final FileLinks links;
    private final ActionContext context;
    private final BagWriter writer;
    private Path lastParent;
    private final Set<UUID> objects = new HashSet<>();

    BagContents(Path bag, Set<ChecksumAlgorithm> algorithms, boolean copies, ActionContext context) throws IOException {
        this.bag = bag;
        this.algorithms = algorithms;
        this.links = new FileLinks(copies);
        this.context = context;
        Files.createDirectories(bag.resolve("data/objects"));
        Files.createDirectories(bag.resolve("data/logs"));
        this.writer = new BagWriter(bag, algorithms);
        objects.add(AipMets.objectsDirectory(context.transfer().sip()));
    }

    void addMets(Product mets) throws IOException {
        var source = context.physical(mets.path());
        var checksums = new HashMap<>(Map.of(ChecksumAlgorithm.SHA256, mets.sha256()));
        if (!checksums.keySet().containsAll(algorithms)) {
            checksums.putAll(digests(source)); // the journal has its SHA-256 only
        }
        put(source, DATA.resolve(FilePath.of("METS." + context.transfer().sip() + ".xml")), mets.size(), checksums);
    }

    void addReadMe() throws IOException {
        var content = ReadMe.of(context.transfer().sip()).getBytes(StandardCharsets.UTF_8);
        var path = DATA.resolve(FilePath.of("README.html"));
        var file = NameBytes.resolve(bag, path);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        writer.list(path, content.length, Digests.of(new ByteArrayInputStream(content), algorithms));
    }

    /** What earlier steps left in a directory product of the role {@code logs}. */
    void addLogs() throws IOException {
        var logs = context.transfer().product("logs");
        if (logs.isEmpty()) {
            return;
        }
        BagTree.walk(context.physical(logs.get().path()), (path, file, attributes) -> {
            var target = LOGS.resolve(path);
            if (attributes.isDirectory()) {
                Files.createDirectories(NameBytes.resolve(bag, target));
            } else {
                put(file, target, attributes.size(), digests(file));
            }
        });
    }

    void addEntry(FileFacts entry) throws IOException {
        var target = DATA.resolve(entry.path());
        if (entry.kind() == EntryKind.DIRECTORY) {
            if (entry.path().encoded().equals("objects")) {
                objects.add(entry.id());
            }
            Files.createDirectories(NameBytes.resolve(bag, target));
            return;
        }
        var physical = entry.physicalPath()
                .orElseThrow(() -> new IOException(entry.path().display() + ": its bytes were never received"));
        put(context.physical(physical), target, entry.size(), entry.checksums());
    }

    /** Writes the tag files and makes everything safe on disk; gives the bag's seal. */
    String finish(Instant at) throws IOException {
        var transfer = context.transfer();
        var info = BagInfo.empty()
                .with("Bag-Software-Agent", "Muniment")
                .with("Bagging-Date", LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .with("Bag-Size", HumanSize.of(writer.payloadBytes()))
                .with("External-Identifier", externalIdentifier())
                .with("Muniment-Journal-Head", transfer.chainHead());
        var seal = writer.finish(info);
        if (links.copied()) {
            TreeSync.tree(bag);
        } else {
            TreeSync.directories(bag);
        }
        return seal;
    }

    /** The first dc.identifier of the objects directory, where somebody gave one; else the UUID. */
    private String externalIdentifier() throws IOException {
        var sip = context.transfer().sip();
        var found = new ArrayList<String>();
        DescriptionList.read(context, row -> {
            if (row.entry().filter(objects::contains).isPresent()) {
                row.values().stream()
                        .filter(value -> value.name().equals("dc.identifier"))
                        .filter(value -> found.isEmpty())
                        .forEach(value -> found.add(value.value()));
            }
        });
        return found.isEmpty() ? sip.toString() : found.get(0);
    }

    long files() {
        return writer.payloadFiles();
    }

    /** The sum over all files of the bag. */
    long bytes() {
        return writer.payloadBytes() + writer.tagBytes();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void put(Path source, FilePath path, long size, Map<ChecksumAlgorithm, String> checksums)
            throws IOException {
        var target = NameBytes.resolve(bag, path);
        if (!target.getParent().equals(lastParent)) {
            lastParent = Files.createDirectories(target.getParent());
        }
        links.put(source, target);
        long found = Files.size(target);
        if (found != size) {
            throw new FileSystemException(
                    path.display(), source.toString(), "has " + found + " bytes, but the journal says " + size);
        }
        writer.list(path, size, checksums);
    }

    private Map<ChecksumAlgorithm, String> digests(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Digests.of(in, EnumSet.copyOf(algorithms));
        }
    }
}
