package preservation;

import java.util.Optional;
import model.FileFacts;

/**
 * One task as its action is given it.
 *
 * @param ordinal the task's place in its job's plan
 * @param file the file it is about; empty in a package-scope task
 */
public record TaskInput(int ordinal, Optional<FileFacts> file) {

    /** The file of a file-scope task. */
    public FileFacts theFile() {
        return file.orElseThrow(() -> new IllegalStateException("a package-scope task has no file of its own"));
    }
}
