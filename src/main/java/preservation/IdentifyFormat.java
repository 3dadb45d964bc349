package preservation;

import java.io.IOException;
import java.util.function.Supplier;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.TaskResult;
import tools.Droid;

/**
 * Says which format a file is in, by PRONOM. Not knowing is a result; only a file that cannot be read is a failure. The
 * file is not compared with its format's specification here.
 */
public final class IdentifyFormat implements PreservationAction<IdentifyFormat.Parameters> {

    /** There is nothing to set. */
    public record Parameters() {}

    private final Supplier<Droid> droid;

    /** @param droid asked when the first file comes */
    public IdentifyFormat(Supplier<Droid> droid) {
        this.droid = droid;
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context)
            throws IOException, InterruptedException {
        var file = task.theFile();
        var door = droid.get();
        var identified = door.identify(context.physical(physicalPath(file)), file.path());
        return TaskResult.completed(new Finding.FormatIdentified(identified.format(), identified.warning()))
                .withTool(door.tool())
                .withMessage(message(identified.format().isPresent(), file, identified.warning()));
    }

    private static String message(boolean found, FileFacts file, String warning) {
        if (found && warning.isEmpty()) {
            return "";
        }
        var outcome = found ? "" : "the format is not known";
        var separator = !found && !warning.isEmpty() ? "; " : "";
        return file.path().display() + ": " + outcome + separator + warning;
    }

    private static FilePath physicalPath(FileFacts file) {
        return file.physicalPath()
                .orElseThrow(() -> new IllegalStateException(
                        "its bytes are not in the work area, so its format cannot be identified"));
    }
}
