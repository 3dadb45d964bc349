package http.transfers;

import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** The places that transfers may be taken from, by name. Nothing outside them is ever named to a client or taken. */
record Sources(Map<String, Path> roots) {

    /** Where it lies, all links followed; {@link Refused} when that is nowhere, or outside the source. */
    Path resolve(SourcePath source) {
        var root = root(source);
        try {
            var realRoot = root.toRealPath();
            var real = realRoot.resolve(source.path()).toRealPath();
            if (!real.startsWith(realRoot) || real.equals(realRoot)) {
                throw new Refused(
                        ProblemType.SOURCE_OUTSIDE,
                        "A link leads out of the source \"" + source.source()
                                + "\"; submit what lies within it, or have an operator add a source.");
            }
            return real;
        } catch (NoSuchFileException | NotDirectoryException | InvalidPathException nothing) {
            throw notFound(source);
        } catch (IOException unreadable) {
            throw new Refused(
                    ProblemType.SOURCE_NOT_FOUND,
                    "\"" + source + "\" can't be read; have an operator look at its rights.");
        }
    }

    /** A directory to look into, which may be the source itself; {@link Refused} as in {@link #resolve}. */
    Path directory(String source, String path) {
        if (path.replace("/", "").isEmpty()) {
            return root(source);
        }
        var place = resolve(SourcePath.parse(source + ":" + path));
        if (!Files.isDirectory(place)) {
            throw new Refused(ProblemType.SOURCE_NOT_FOUND, "\"" + path + "\" is no directory; choose one that is.");
        }
        return place;
    }

    /** Where a transfer was that is known already; it may be gone since. */
    Path unresolved(SourcePath source) {
        try {
            return root(source).resolve(source.path());
        } catch (InvalidPathException nothing) {
            throw notFound(source);
        }
    }

    private Path root(SourcePath source) {
        return root(source.source());
    }

    private Path root(String source) {
        var root = roots.get(source);
        if (root == null) {
            throw new Refused(
                    ProblemType.UNKNOWN_SOURCE,
                    "There is no source \"" + source + "\"; "
                            + (roots.isEmpty()
                                    ? "none is set up: an operator sets MUNIMENT_SOURCES."
                                    : "there are " + String.join(", ", new TreeSet<>(roots.keySet())) + "."));
        }
        return root;
    }

    private static Refused notFound(SourcePath source) {
        return new Refused(
                ProblemType.SOURCE_NOT_FOUND, "There is nothing at \"" + source + "\"; look for a misspelling.");
    }
}
