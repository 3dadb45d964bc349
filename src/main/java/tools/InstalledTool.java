package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import model.ToolId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program of this machine that was found and has told its version. */
record InstalledTool(ToolRunner runner, Path program, ToolId id) {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledTool.class);
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

    /** How a program is asked for its version, and what in its answer is that. */
    record Question(String program, String name, String argument, Pattern answer) {}

    /**
     * Looks for a program and asks it once.
     *
     * @return empty when it is not installed, or does not work, which is logged
     */
    static Optional<InstalledTool> find(ToolRunner runner, Path directory, Question question)
            throws IOException, InterruptedException {
        var program = runner.programs().find(question.program());
        if (program.isEmpty()) {
            return Optional.empty();
        }
        var path = program.get();
        var run = runner.run(
                new ToolRequest(directory, VERSION_LIMIT, path.toString(), question.argument()), () -> false);
        var version = question.answer().matcher(run.stdout().text());
        if (!run.isGood() || !version.find()) {
            LOG.warn(
                    "{} does not tell its version ({}); it is not used",
                    path,
                    run.stderr().text().strip());
            return Optional.empty();
        }
        return Optional.of(new InstalledTool(runner, path, new ToolId(question.name(), version.group(1))));
    }

    /** A request to run it with these arguments. */
    ToolRequest request(Path directory, Duration limit, List<String> arguments) {
        var all = new ArrayList<String>();
        all.add(program.toString());
        all.addAll(arguments);
        return new ToolRequest(all, directory, limit, Describer.OUTPUT_BYTES_MAX, Map.of());
    }
}
