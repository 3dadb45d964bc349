package preservation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.FilePath;
import model.FindingAbout;
import model.TaskResult;
import preservation.source.Source;
import preservation.source.SourceEntry;

/** One listing under way: counts, holds the limits, and remembers (within bounds) what cannot be taken. */
final class Listing {

    private static final int NAMED_MAX = 20;

    private final ListSource.Parameters parameters;
    private final ActionContext context;
    private final List<String> named = new ArrayList<>();
    private Optional<FilePath> first = Optional.empty();
    private int special;
    private int unreadable;
    private int files;
    private int directories;

    Listing(ListSource.Parameters parameters, ActionContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    Optional<FindingAbout> add(SourceEntry entry) {
        if (context.isGivenUp()) {
            throw refused("the listing was given up");
        }
        if (entry.isSpecial()) {
            special++;
            name(entry, entry.special());
            return Optional.empty();
        }
        if (!entry.readable()) {
            unreadable++;
            name(entry, "permission denied");
            return Optional.empty();
        }
        count(entry);
        var topIsDirectory =
                entry.attributes().isDirectory() || entry.path().encoded().indexOf('/') > 0;
        return Optional.of(ListSource.about(entry, ListSource.useOf(entry.path(), topIsDirectory), context));
    }

    private void count(SourceEntry entry) {
        if (entry.attributes().isDirectory()) {
            directories++;
        } else {
            files++;
        }
        if (files + directories > parameters.count()) {
            throw refused("the source has more than " + parameters.count()
                    + " files and directories; split it, or raise the limit (count)");
        }
        if (entry.path().bytes().length > parameters.pathBytes()) {
            throw refused(entry.path().display() + ": the path is longer than " + parameters.pathBytes()
                    + " bytes; shorten names, or raise the limit (pathBytes)");
        }
    }

    private void name(SourceEntry entry, String what) {
        if (named.size() < NAMED_MAX) {
            named.add(entry.path().display() + " (" + what + ")");
        }
        first = first.or(() -> Optional.of(entry.path()));
    }

    /** Why the transfer can't be taken, if it can't. */
    Optional<TaskResult> refusal(Source source) {
        if (unreadable > 0) {
            return Optional.of(
                    blaming("the source holds what may not be read; give this program's user access: " + names()));
        }
        if (special > 0 && parameters.onSpecial() == ListSource.Special.REFUSE) {
            return Optional.of(blaming("the source holds what is neither a file nor a directory;"
                    + " remove it, or set special to skip: " + names()));
        }
        if (files == 0) {
            return Optional.of(TaskResult.failed("the source " + source.path() + " holds no file, only " + directories
                    + " directories; there is nothing to preserve"));
        }
        return Optional.empty();
    }

    private TaskResult blaming(String message) {
        var failed = TaskResult.failed(message);
        return first.map(failed::withBlame).orElse(failed);
    }

    TaskResult completed() {
        var skipped = special == 0 ? "" : "; skipped: " + names();
        return TaskResult.completed(files + " files, " + directories + " directories" + skipped);
    }

    private String names() {
        var more = special + unreadable - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private static UncheckedIOException refused(String message) {
        return new UncheckedIOException(message, new IOException(message));
    }
}
