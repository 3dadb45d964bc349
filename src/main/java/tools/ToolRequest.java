package tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is to be run, and how much of it is borne.
 *
 * @param arguments the program and its arguments, each given to it as it is: no shell reads them
 * @param directory the working directory; also the program's {@code HOME} and {@code TMPDIR}
 * @param limit how long it may run before it and everything that it started is killed
 * @param outputBytesMax how many bytes of each of stdout and stderr are kept; the rest is counted
 * @param environment what it is told besides {@code PATH}, {@code HOME}, {@code TMPDIR} and {@code LC_ALL}; nothing of
 *     our own environment is handed down, for that may hold passwords
 */
public record ToolRequest(
        List<String> arguments, Path directory, Duration limit, int outputBytesMax, Map<String, String> environment) {

    /** Enough for what a program has to say to a person. */
    public static final int OUTPUT_BYTES_MAX = 1 << 20;

    public ToolRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("no program was named");
        }
    }

    public ToolRequest(Path directory, Duration limit, String... arguments) {
        this(List.of(arguments), directory, limit, OUTPUT_BYTES_MAX, Map.of());
    }

    public ToolRequest withOutputBytesMax(int max) {
        return new ToolRequest(arguments, directory, limit, max, environment);
    }

    /** For people: the argument vector on one line. Never to be run. */
    public String line() {
        return String.join(" ", arguments);
    }
}
