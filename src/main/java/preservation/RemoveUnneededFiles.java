package preservation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import model.FilePath;
import model.Finding;
import model.TaskResult;

/**
 * Takes files out of the package that operating systems leave behind, by their exact names. The bytes stay in the work
 * area until the transfer ends. Other hidden files are kept: they may be meant.
 */
public final class RemoveUnneededFiles implements PreservationAction<RemoveUnneededFiles.Parameters> {

    /**
     * Which files go.
     *
     * @param names the last name of a path, as it must be to the byte; if left out, what Windows Explorer and the Finder
     *     write (the Finder's icon file ends in a carriage return)
     */
    public record Parameters(List<String> names) {
        private static final List<String> DEFAULTS = List.of("Thumbs.db", ".DS_Store", "Icon", "Icon\r");

        public Parameters {
            names = names == null ? DEFAULTS : List.copyOf(names);
        }

        Set<FilePath> paths() {
            return names.stream().map(FilePath::of).collect(Collectors.toSet());
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) {
        var name = task.theFile().path().name();
        return parameters.paths().contains(name)
                ? TaskResult.completed(new Finding.Removed("unneeded file " + shown(name)))
                : TaskResult.completed();
    }

    private static String shown(FilePath name) {
        return name.display().replace("\r", "\\r");
    }
}
