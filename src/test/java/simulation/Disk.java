package simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import model.FilePath;
import model.TaskOutcome;
import preservation.attempt.AttemptKey;
import preservation.attempt.SealedResult;

/** The disk that all share. What a process has written and not synced is gone when its machine loses power. */
final class Disk {

    private static final byte[] NOTHING = {};

    private final Map<String, Machine> unsynced = new HashMap<>();
    private final Set<String> synced = new HashSet<>();
    private final Map<String, String> store = new HashMap<>();
    private final Map<FilePath, byte[]> sealed = new HashMap<>();

    void write(Machine writer, String path) {
        if (!synced.contains(path)) {
            unsynced.put(path, writer);
        }
    }

    void sync(String path) {
        if (unsynced.remove(path) != null) {
            synced.add(path);
        }
    }

    void losePower(Machine machine) {
        unsynced.values().removeIf(machine::equals);
    }

    boolean isSafe(String path) {
        return synced.contains(path);
    }

    void removeBelow(String directory) {
        synced.removeIf(path -> path.startsWith(directory));
        unsynced.keySet().removeIf(path -> path.startsWith(directory));
    }

    /** A whole result, which is renamed into its place when it is safe. */
    void seal(AttemptKey attempt, List<TaskOutcome> outcomes) throws IOException {
        sealed.put(SealedResult.file(attempt), SealedResult.bytes(attempt, outcomes));
    }

    /** What an attempt left as its whole result. */
    List<TaskOutcome> sealed(AttemptKey attempt) {
        try {
            return SealedResult.outcomes(attempt, sealed.getOrDefault(SealedResult.file(attempt), NOTHING));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Creates an object in the store unless it is there; gives what is there now. */
    String createIfAbsent(String name, String content) {
        return store.computeIfAbsent(name, missing -> content);
    }

    /** What the store holds under a name; null when nothing. */
    String stored(String name) {
        return store.get(name);
    }
}
