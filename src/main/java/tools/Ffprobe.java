package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import model.ToolId;

/** The door to FFmpeg's ffprobe, which describes the streams of sound and moving images. One start for each file. */
public final class Ffprobe implements Describer {

    private static final InstalledTool.Question QUESTION =
            new InstalledTool.Question("ffprobe", "FFprobe", "-version", Pattern.compile("ffprobe version (\\S+)"));

    private final InstalledTool tool;
    private final Path directory;

    private Ffprobe(InstalledTool tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
    }

    /**
     * Looks for it on this machine.
     *
     * @param directory where it runs; it writes nothing there
     */
    public static Optional<Ffprobe> find(ToolRunner runner, Path directory) throws IOException, InterruptedException {
        return InstalledTool.find(runner, directory, QUESTION).map(tool -> new Ffprobe(tool, directory));
    }

    @Override
    public ToolId id() {
        return tool.id();
    }

    @Override
    public Description describe(Path file, Duration limit, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        var run = tool.runner().run(tool.request(directory, limit, arguments(file)), givenUp);
        return ReportRun.read("FFprobe", run);
    }

    static List<String> arguments(Path file) {
        // Play lists can name other files and addresses: files only, and this one by its protocol, whatever its name.
        return List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-protocol_whitelist",
                "file",
                "-print_format",
                "xml",
                "-show_format",
                "-show_streams",
                "-show_chapters",
                "file:" + file);
    }
}
