package preservation.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;

/**
 * The clean paths of all entries below a directory, no two of them equal, not even where capitals and small letters are
 * the same. Depends on nothing but the set of paths, so that the same transfer always gets the same names: of those that
 * want one name, a name that is clean already goes first, then the register's order decides.
 *
 * <p>Holds eight bytes for each entry, and more only for those that collide.
 */
public final class NamePlan {

    /** Gives the register's entries, as often as asked. */
    public interface Entries {
        Stream<FileFacts> open() throws IOException;
    }

    private record Wanted(FilePath path, boolean directory) {}

    private final FilePath under;
    private final Set<FilePath> reserved;
    private final Map<FilePath, FilePath> numbered = new HashMap<>();

    private NamePlan(FilePath under, Set<FilePath> reserved) {
        this.under = under;
        this.reserved = reserved;
    }

    /**
     * Plans names below {@code under}; that directory and what is above it keep theirs.
     *
     * @param reserved names directly below {@code under} that only directories of exactly that name may have
     */
    public static NamePlan of(Entries entries, FilePath under, Set<FilePath> reserved) throws IOException {
        var plan = new NamePlan(under, reserved);
        var wanted = plan.wantedNames(entries);
        plan.numberCollisions(plan.collisions(entries, wanted), wanted);
        return plan;
    }

    /** Where an entry that stands at {@code path} goes. */
    public FilePath newPath(FilePath path) {
        if (!isBelow(path)) {
            return path;
        }
        var old = under;
        var result = under;
        for (var segment : path.relativeTo(under).segments()) {
            old = old.resolve(segment);
            var special = numbered.get(old);
            result = result.resolve(special == null ? CleanName.of(segment) : special);
        }
        return result;
    }

    private boolean isBelow(FilePath path) {
        return path.isUnder(under) && !path.equals(under);
    }

    private long[] wantedNames(Entries entries) throws IOException {
        try (var all = entries.open()) {
            var hashes = all.map(FileFacts::path).filter(this::isBelow).mapToLong(path -> hash(keyOf(path)));
            var wanted = LongStream.concat(hashes, reserved.stream().mapToLong(name -> hash(key(under, name))))
                    .toArray();
            Arrays.sort(wanted);
            return wanted;
        }
    }

    /** By what they collide about. Hashes that are equal by chance make groups of one, which is harmless. */
    private Map<String, List<Wanted>> collisions(Entries entries, long[] wanted) throws IOException {
        var groups = new HashMap<String, List<Wanted>>();
        try (var all = entries.open()) {
            all.filter(entry -> isBelow(entry.path()) && isShared(wanted, hash(keyOf(entry.path()))))
                    .forEach(entry -> groups.computeIfAbsent(keyOf(entry.path()), key -> new ArrayList<>())
                            .add(new Wanted(entry.path(), entry.kind() == EntryKind.DIRECTORY)));
        }
        return groups;
    }

    private void numberCollisions(Map<String, List<Wanted>> groups, long[] wanted) {
        var taken = new HashSet<String>();
        for (var key : groups.keySet().stream().sorted().toList()) {
            var group = groups.get(key);
            group.sort(Comparator.comparing((Wanted each) -> !isReservedDirectory(each))
                    .thenComparing(each -> !CleanName.isClean(each.path().name()))
                    .thenComparing(Wanted::path));
            int next = 1;
            for (var each : group.subList(mayKeep(group.get(0)) ? 1 : 0, group.size())) {
                var name = CleanName.of(each.path().name());
                var candidate = Names.numbered(name, next++);
                while (isTaken(each.path(), candidate, wanted, taken)) {
                    candidate = Names.numbered(name, next++);
                }
                numbered.put(each.path(), candidate);
            }
        }
    }

    private boolean mayKeep(Wanted first) {
        var name = first.path().name();
        boolean wantsReserved = parent(first.path()).equals(under)
                && reserved.stream().anyMatch(word -> key(under, word).equals(key(under, CleanName.of(name))));
        return !wantsReserved || isReservedDirectory(first);
    }

    private boolean isReservedDirectory(Wanted each) {
        var path = each.path();
        return each.directory()
                && reserved.contains(path.name())
                && parent(path).equals(under);
    }

    private static boolean isTaken(FilePath path, FilePath candidate, long[] wanted, Set<String> taken) {
        var key = key(parent(path), candidate);
        return Arrays.binarySearch(wanted, hash(key)) >= 0 || !taken.add(key);
    }

    private static boolean isShared(long[] sorted, long hash) {
        int at = Arrays.binarySearch(sorted, hash);
        return (at > 0 && sorted[at - 1] == hash) || (at + 1 < sorted.length && sorted[at + 1] == hash);
    }

    private static String keyOf(FilePath path) {
        return key(parent(path), CleanName.of(path.name()));
    }

    private static String key(FilePath parent, FilePath cleanName) {
        return parent.encoded() + "/" + cleanName.encoded().toLowerCase(Locale.ROOT);
    }

    private static FilePath parent(FilePath path) {
        return new FilePath(path.encoded().substring(0, path.encoded().lastIndexOf('/')));
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
