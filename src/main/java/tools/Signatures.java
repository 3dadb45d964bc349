package tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The signature files at hand: those that come with the product and those that an administrator has installed. The newest
 * of each kind is the one in use. It does not identify files, and a running {@link Droid} keeps what it has loaded.
 */
public final class Signatures {

    /** What comes with the product, as resources of nanite-core. */
    private static final List<SignatureFile> SHIPPED = List.of(
            new SignatureFile(SignatureFile.Kind.BINARY, 111, Optional.empty()),
            new SignatureFile(SignatureFile.Kind.CONTAINER, 20230307, Optional.empty()));

    private static final Pattern INSTALLED =
            Pattern.compile("(DROID_SignatureFile_V|container-signature-)([1-9][0-9]{0,8})\\.xml");

    private final Path directory;

    /** @param directory for installed files; it need not exist */
    public Signatures(Path directory) {
        this.directory = directory;
    }

    /** Where installed files lie. */
    public Path directory() {
        return directory;
    }

    /** All files, shipped and installed, by kind and then by version. */
    public List<SignatureFile> all() throws IOException {
        var files = new ArrayList<>(SHIPPED);
        if (Files.isDirectory(directory)) {
            files.addAll(in(directory));
        }
        files.sort(Comparator.comparing(SignatureFile::kind).thenComparingInt(SignatureFile::version));
        return List.copyOf(files);
    }

    /** The newest file of a kind: the one that the next start uses. */
    public SignatureFile current(SignatureFile.Kind kind) throws IOException {
        return all().stream()
                .filter(file -> file.kind() == kind)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /**
     * The newest file of each kind in a directory, as far as it is newer than the one in use. Files are known by the names
     * under which they are published; what they hold is looked at by {@link #install}.
     */
    public List<Path> newerIn(Path offered) throws IOException {
        var newest = new EnumMap<SignatureFile.Kind, SignatureFile>(SignatureFile.Kind.class);
        for (var file : in(offered)) {
            if (file.version() > current(file.kind()).version()) {
                newest.merge(file.kind(), file, (one, other) -> one.version() > other.version() ? one : other);
            }
        }
        return newest.values().stream()
                .map(file -> file.installed().orElseThrow())
                .toList();
    }

    /**
     * Installs a newer signature file, after loading it completely together with the current one of the other kind. It is
     * in use from the next start on.
     *
     * @throws SignatureFileRefused when it is no such file, is broken or is not newer; nothing has changed then
     */
    public SignatureFile install(Path file) throws IOException, SignatureFileRefused {
        var offered = SignatureFileCheck.read(file);
        var inUse = current(offered.kind());
        if (offered.version() <= inUse.version()) {
            throw new SignatureFileRefused(
                    file,
                    "it is " + offered.label() + ", which is not newer than " + inUse.label() + ", the version in use");
        }
        load(file, offered);
        return put(offered);
    }

    private static List<SignatureFile> in(Path place) throws IOException {
        var files = new ArrayList<SignatureFile>();
        try (var entries = Files.newDirectoryStream(place)) {
            entries.forEach(file -> installed(file).ifPresent(files::add));
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return files;
    }

    /** Loads the files in use. */
    LoadedSignatures load() throws IOException {
        return LoadedSignatures.load(current(SignatureFile.Kind.BINARY), current(SignatureFile.Kind.CONTAINER));
    }

    private void load(Path file, SignatureFile offered) throws SignatureFileRefused, IOException {
        boolean binary = offered.kind() == SignatureFile.Kind.BINARY;
        var other = current(binary ? SignatureFile.Kind.CONTAINER : SignatureFile.Kind.BINARY);
        LoadedSignatures loaded;
        try {
            loaded = binary ? LoadedSignatures.load(offered, other) : LoadedSignatures.load(other, offered);
        } catch (IOException broken) {
            throw new SignatureFileRefused(file, "DROID cannot load it: " + broken.getMessage());
        }
        if (loaded.isEmpty(offered.kind())) {
            throw new SignatureFileRefused(file, "there are no signatures in it");
        }
    }

    private SignatureFile put(SignatureFile offered) throws IOException {
        Files.createDirectories(directory);
        var partial = directory.resolve(".partial-" + UUID.randomUUID());
        try {
            try (var in = offered.open()) {
                Files.copy(in, partial);
            }
            sync(partial, StandardOpenOption.WRITE);
            var target = directory.resolve(offered.fileName());
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            sync(directory, StandardOpenOption.READ);
            return new SignatureFile(offered.kind(), offered.version(), Optional.of(target));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static Optional<SignatureFile> installed(Path file) {
        var name = INSTALLED.matcher(String.valueOf(file.getFileName()));
        if (!name.matches() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var kind = name.group(1).equals(SignatureFile.Kind.BINARY.filePrefix)
                ? SignatureFile.Kind.BINARY
                : SignatureFile.Kind.CONTAINER;
        return Optional.of(new SignatureFile(kind, Integer.parseInt(name.group(2)), Optional.of(file)));
    }
}
