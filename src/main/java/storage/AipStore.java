package storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The AIPs in a local directory, each in eight nested directories named by four digits of its UUID. What has its final name
 * is whole and on disk: it is made under a partial name, forced, and then given its name if nobody else has it. An AIP is
 * never changed or replaced. One store may be used by several processes at once.
 */
public final class AipStore {

    /** Eight directories and what lies in the last. */
    private static final int DEPTH = 9;

    private static final String PARTIAL = ".partial-";
    private static final String ABANDONED = ".abandoned-";

    private final Path root;

    /**
     * The directory is made when the first AIP comes.
     *
     * @param root the store's own directory
     */
    public AipStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /** Where the AIP with this UUID lies, and what lies beside it. */
    public Path directoryOf(UUID aip) {
        var digits = aip.toString().replace("-", "");
        var directory = root;
        for (int i = 0; i < digits.length(); i += 4) {
            directory = directory.resolve(digits.substring(i, i + 4));
        }
        return directory;
    }

    /** Whether an AIP with this UUID is in the store. */
    public Optional<StoredAip> probe(UUID aip) throws IOException {
        for (var file : list(directoryOf(aip))) {
            var name = file.getFileName().toString();
            if (!name.startsWith(".") && name.contains("-" + aip)) {
                return Optional.of(new StoredAip(aip, file));
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a sealed file or directory into the store under its own name, which holds its UUID. When it is there already
     * with the same bytes it is adopted; with other bytes this fails and changes nothing.
     *
     * @param sealed never changes any more; its files are safe on disk
     * @param copies true to copy also where hard links are possible
     */
    public StoredAip store(UUID aip, Path sealed, boolean copies) throws IOException {
        var name = sealed.getFileName().toString();
        if (name.startsWith(".") || !name.contains("-" + aip)) {
            throw new IllegalArgumentException("the name of an AIP ends with its UUID: " + name);
        }
        var present = probe(aip);
        var directory = directoryOf(aip);
        TreeSync.createDirectories(directory);
        clearAbandoned(directory);
        if (present.isPresent()) {
            return adopt(present.get(), sealed);
        }
        var partial = directory.resolve(PARTIAL + UUID.randomUUID());
        try {
            putPartial(sealed, partial, copies);
            var stored = new StoredAip(aip, directory.resolve(name));
            if (!takeName(partial, stored.path())) {
                return adopt(stored, sealed);
            }
            TreeSync.directory(directory);
            return stored;
        } finally {
            Trees.delete(partial);
        }
    }

    /**
     * Writes a small file beside an AIP if there is none of that name. One that is there stays as it is.
     *
     * @return false when it was there
     */
    public boolean putBeside(UUID aip, String name, byte[] content) throws IOException {
        return new SideFile(directoryOf(aip), name).create(content);
    }

    /**
     * Writes the receipt beside an AIP. A receipt of the same AIP without a final chain head is replaced by one that has
     * it; a final one is never changed, and one about other bytes fails.
     */
    public void writeReceipt(Receipt receipt) throws IOException {
        new ReceiptFile(directoryOf(receipt.aip()), receipt.aip()).write(receipt);
    }

    public Optional<Receipt> receipt(UUID aip) throws IOException {
        return new ReceiptFile(directoryOf(aip), aip).read();
    }

    /** Every receipt in the store, in no order. */
    public void receipts(ReceiptVisitor visitor) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var files = Files.find(
                root,
                DEPTH,
                (path, attributes) -> attributes.isRegularFile()
                        && ReceiptFile.isName(path.getFileName().toString()))) {
            for (var file : (Iterable<Path>) files::iterator) {
                Receipt receipt;
                try {
                    receipt = ReceiptFile.read(file);
                } catch (IOException broken) {
                    visitor.unreadable(file, broken);
                    continue;
                }
                visitor.receipt(receipt);
            }
        }
    }

    /** Whoever looks at receipts. */
    public interface ReceiptVisitor {
        void receipt(Receipt receipt) throws IOException;

        /** A file has the name of a receipt and is none; by default that ends the walk. */
        default void unreadable(Path file, IOException failure) throws IOException {
            throw failure;
        }
    }

    private static StoredAip adopt(StoredAip present, Path sealed) throws IOException {
        if (!present.path().getFileName().equals(sealed.getFileName())) {
            throw new FileAlreadyExistsException(
                    present.path().toString(), sealed.toString(), "the AIP is in the store under another name");
        }
        var difference = Trees.difference(sealed, present.path());
        if (difference.isPresent()) {
            throw new FileAlreadyExistsException(
                    present.path().toString(),
                    sealed.toString(),
                    "another AIP with this UUID is in the store: " + difference.get());
        }
        // Whoever gave it its name may have died before it forced the directory.
        TreeSync.directory(present.path().getParent());
        return present;
    }

    private static void putPartial(Path sealed, Path partial, boolean copies) throws IOException {
        var links = new FileLinks(copies);
        Trees.put(sealed, partial, links);
        if (links.copied()) {
            TreeSync.tree(partial);
        } else if (Files.isDirectory(partial)) {
            TreeSync.directories(partial);
        }
    }

    /** Gives the partial its final name unless something has it: link and rename decide this in one step. */
    private static boolean takeName(Path partial, Path name) throws IOException {
        try {
            if (Files.isDirectory(partial)) {
                Files.move(partial, name, StandardCopyOption.ATOMIC_MOVE); // fails on a directory that is not empty
            } else {
                Files.createLink(name, partial);
            }
            return true;
        } catch (FileSystemException failure) {
            if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Removes what attempts left that were killed. Each is renamed first: should its attempt live after all, it then can't
     * give a half-deleted AIP its final name.
     */
    private static void clearAbandoned(Path directory) throws IOException {
        for (var file : list(directory)) {
            var name = file.getFileName().toString();
            if (name.startsWith(ABANDONED) || name.startsWith(SideFile.PARTIAL)) {
                Trees.delete(file);
            } else if (name.startsWith(PARTIAL)) {
                abandon(file, directory.resolve(ABANDONED + UUID.randomUUID()));
            }
        }
    }

    private static void abandon(Path partial, Path abandoned) throws IOException {
        try {
            Files.move(partial, abandoned, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException doneMeanwhile) {
            return; // its attempt lives, and has stored the AIP or cleared up after itself
        }
        Trees.delete(abandoned);
    }

    private static List<Path> list(Path directory) throws IOException {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(directory)) {
            try (var names = Files.newDirectoryStream(directory)) {
                names.forEach(files::add);
            }
        }
        return files;
    }
}
