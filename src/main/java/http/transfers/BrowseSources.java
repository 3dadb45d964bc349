package http.transfers;

import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into the places that transfers may be taken from, as far as {@link Sources} lets anybody. */
public final class BrowseSources {

    /** More than anybody looks through. */
    private static final int MOST = 1000;

    private final Map<String, Path> roots;
    private final Sources sources;

    public BrowseSources(Map<String, Path> roots) {
        this.roots = new TreeMap<>(roots);
        this.sources = new Sources(roots);
    }

    /**
     * Something in a directory.
     *
     * @param name as the file system gives it; bytes that are no UTF-8 show as U+FFFD
     * @param nameable false when its name is no text, so that a request can't name it
     */
    public record Entry(String name, boolean directory, long size, boolean nameable) {}

    /**
     * A directory.
     *
     * @param path relative to its source, without slashes around it; empty for the source itself
     * @param entries directories first, by name
     * @param complete false when there are more entries than are given
     */
    public record Directory(String source, String path, List<Entry> entries, boolean complete) {}

    /** The names of the sources. */
    public List<String> names() {
        return List.copyOf(roots.keySet());
    }

    /** What is in a directory; {@link Refused} when there is none, or it is outside its source. */
    public Directory look(String source, String path) {
        var place = sources.directory(source, path);
        var entries = new ArrayList<Entry>();
        boolean complete = true;
        try (var stream = Files.newDirectoryStream(place)) {
            for (var each : stream) {
                if (entries.size() == MOST) {
                    complete = false;
                    break;
                }
                entries.add(entry(each));
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            throw new Refused(
                    ProblemType.SOURCE_NOT_FOUND,
                    "\"" + source + ":" + path + "\" can't be read; have an operator look at its rights.");
        }
        entries.sort(Comparator.comparing(Entry::directory).reversed().thenComparing(Entry::name));
        return new Directory(source, path.replaceAll("^/+|/+$", ""), List.copyOf(entries), complete);
    }

    private static Entry entry(Path path) {
        var name = path.getFileName().toString();
        boolean nameable = !name.contains("\uFFFD") && name.chars().noneMatch(Character::isISOControl);
        boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        try {
            return new Entry(name, directory, directory || !nameable ? 0 : Files.size(path), nameable);
        } catch (IOException gone) {
            return new Entry(name, directory, 0, nameable);
        } catch (UncheckedIOException odd) {
            return new Entry(name, directory, 0, false);
        }
    }
}
