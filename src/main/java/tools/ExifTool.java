package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import model.ToolId;

/**
 * The door to ExifTool, which describes most formats. Its start costs as much as a hundred files, so one that a session
 * leaves in good order waits for the next session. There are never more than there were sessions at once.
 */
public final class ExifTool {

    private static final InstalledTool.Question QUESTION =
            new InstalledTool.Question("exiftool", "ExifTool", "-ver", Pattern.compile("^([0-9.]+)"));

    private final InstalledTool tool;
    private final Path directory;
    private final Queue<RunningExifTool> idle = new ConcurrentLinkedQueue<>();

    private ExifTool(InstalledTool tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
    }

    /**
     * Looks for it on this machine.
     *
     * @param directory its working directory; it writes nothing there
     */
    public static Optional<ExifTool> find(ToolRunner runner, Path directory) throws IOException, InterruptedException {
        return InstalledTool.find(runner, directory, QUESTION).map(tool -> new ExifTool(tool, directory));
    }

    public ToolId id() {
        return tool.id();
    }

    /** For one thread and any number of files. A program starts with the first file, unless one is waiting. */
    public ExifToolSession open() {
        return new ExifToolSession(this);
    }

    /** One that runs and is at rest; it belongs to the caller until it is left or killed. */
    RunningExifTool running() throws IOException {
        for (var waiting = idle.poll(); waiting != null; waiting = idle.poll()) {
            if (waiting.isAlive()) {
                return waiting;
            }
            waiting.kill();
        }
        return RunningExifTool.start(tool, directory);
    }

    /** Takes back what {@link #running} gave. */
    void leave(RunningExifTool rested) throws IOException {
        if (rested.isGoodForMore()) {
            idle.add(rested);
        } else {
            rested.kill();
        }
    }
}
