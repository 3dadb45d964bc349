package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import model.ToolId;

/** The door to ExifTool, which describes most formats. Its start costs far more than a file, so it is opened for many. */
public final class ExifTool {

    private static final InstalledTool.Question QUESTION =
            new InstalledTool.Question("exiftool", "ExifTool", "-ver", Pattern.compile("^([0-9.]+)"));

    private final InstalledTool tool;

    private ExifTool(InstalledTool tool) {
        this.tool = tool;
    }

    /**
     * Looks for it on this machine.
     *
     * @param directory where it is asked for its version; it writes nothing there
     */
    public static Optional<ExifTool> find(ToolRunner runner, Path directory) throws IOException, InterruptedException {
        return InstalledTool.find(runner, directory, QUESTION).map(ExifTool::new);
    }

    public ToolId id() {
        return tool.id();
    }

    /**
     * An ExifTool for one thread and any number of files. The program starts with the first file.
     *
     * @param directory its working directory; it writes nothing there
     */
    public ExifToolSession open(Path directory) {
        return new ExifToolSession(tool, directory);
    }
}
