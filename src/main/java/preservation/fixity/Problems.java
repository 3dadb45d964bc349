package preservation.fixity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.FilePath;

/** What is wrong with a transfer's checksums: the first problems in words, the rest counted. */
public final class Problems {

    private static final int NAMED_MAX = 20;

    private final List<String> named = new ArrayList<>();
    private Optional<FilePath> blame = Optional.empty();
    private long count;

    /** The file is the one to look at, by its path as received. */
    public void add(String what, FilePath file) {
        count++;
        if (named.size() < NAMED_MAX) {
            named.add(what);
        }
        if (blame.isEmpty()) {
            blame = Optional.of(file);
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** The file of the first problem. */
    public Optional<FilePath> blame() {
        return blame;
    }

    @Override
    public String toString() {
        var more = count - named.size();
        return String.join("; ", named) + (more > 0 ? "; and " + more + " more problems" : "");
    }
}
