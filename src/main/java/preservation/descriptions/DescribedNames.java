package preservation.descriptions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import model.FileFacts;
import model.FilePath;

/**
 * Finds the register entries that rows name. It holds the names in the list, not the register. A name means a path as
 * received; where the transfer had no {@code objects} directory, the path below {@code objects/} means the same.
 */
public final class DescribedNames {

    private static final String OBJECTS = "objects";

    private final Map<String, Optional<UUID>> entries = new HashMap<>();
    private final UUID objectsDirectory;

    /** The UUID stands for the objects directory where the transfer has none of its own. */
    public DescribedNames(UUID objectsDirectory) {
        this.objectsDirectory = objectsDirectory;
    }

    public void add(String filename) {
        path(filename).ifPresent(path -> {
            entries.putIfAbsent(path, Optional.empty());
            if (path.startsWith(OBJECTS + "/")) {
                entries.putIfAbsent(belowObjects(path), Optional.empty());
            }
        });
    }

    public void find(Stream<FileFacts> register) {
        register.forEach(entry ->
                entries.computeIfPresent(entry.originalPath().encoded(), (path, before) -> Optional.of(entry.id())));
    }

    public Optional<UUID> entry(String filename) {
        return path(filename).flatMap(this::entryOf);
    }

    private Optional<UUID> entryOf(String path) {
        var exact = entries.getOrDefault(path, Optional.empty());
        if (exact.isPresent()) {
            return exact;
        }
        if (path.equals(OBJECTS)) {
            return Optional.of(objectsDirectory);
        }
        return path.startsWith(OBJECTS + "/")
                ? entries.getOrDefault(belowObjects(path), Optional.empty())
                : Optional.empty();
    }

    private static String belowObjects(String path) {
        return path.substring(OBJECTS.length() + 1);
    }

    /** True for the ways to write the name of the directory that stands for the whole package. */
    static boolean isObjectsDirectory(String filename) {
        return path(filename).filter(OBJECTS::equals).isPresent();
    }

    /** The name in the register's encoding; nothing where it can be no path of a transfer. */
    private static Optional<String> path(String filename) {
        var plain = filename.startsWith("./") ? filename.substring(2) : filename;
        while (plain.endsWith("/")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        try {
            return Optional.of(FilePath.of(plain).encoded());
        } catch (IllegalArgumentException noPath) {
            return Optional.empty();
        }
    }
}
