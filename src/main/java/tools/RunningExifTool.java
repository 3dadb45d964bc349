package tools;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A program that takes one file after another ({@code -stay_open}). After any exception it must be killed. For one thread. */
final class RunningExifTool {

    private static final int STDERR_BYTES_MAX = 64 * 1024;

    /** What leaks with each file must not add up for ever. */
    private static final int FILES_MAX = 5_000;

    // The system group tells of our copy of the file (its path, times and owner), not of the file.
    private static final List<String> ARGUMENTS = List.of(
            "-config",
            "",
            "-stay_open",
            "True",
            "-@",
            "-",
            "-common_args",
            "-X",
            "--System:all",
            "-api",
            "LargeFileSupport=1");

    /** All that it said about one file. */
    record Answer(Captured output, Captured errors) {}

    private final SecureRandom random = new SecureRandom();
    private final LiveTool process;
    private final MarkedStream stdout;
    private final MarkedStream stderr;
    private int files;
    private boolean atRest = true;

    private RunningExifTool(LiveTool process) {
        this.process = process;
        this.stdout = MarkedStream.of(process.stdout(), "exiftool-output");
        this.stderr = MarkedStream.of(process.stderr(), "exiftool-errors");
    }

    static RunningExifTool start(InstalledTool tool, Path directory) throws IOException {
        return new RunningExifTool(tool.runner().open(tool.request(directory, Duration.ZERO, ARGUMENTS)));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** False in the middle of an answer, or after very many. */
    boolean isGoodForMore() {
        return atRest && files < FILES_MAX;
    }

    /**
     * Has a file described.
     *
     * @param end by {@link System#nanoTime}
     * @throws TimeoutException when there was no answer by then
     * @throws EOFException when the program has ended
     */
    Answer describe(Path file, long end, BooleanSupplier givenUp)
            throws EOFException, TimeoutException, InterruptedException {
        files++;
        atRest = false;
        var number = ask(file);
        var errors = stderr.until("{errors" + number + "}", STDERR_BYTES_MAX, end, givenUp);
        var output = stdout.until("{ready" + number + "}", Describer.OUTPUT_BYTES_MAX, end, givenUp);
        atRest = true;
        return new Answer(output, errors);
    }

    /** The number that marks the answer's end is nothing that a file could foresee and hold. */
    private String ask(Path file) throws EOFException {
        var number = Long.toString(100_000_000_000L + random.nextInt(Integer.MAX_VALUE));
        var lines = String.join("\n", "-echo4", "{errors" + number + "}", file.toString(), "-execute" + number, "");
        try {
            process.stdin().write(lines.getBytes(StandardCharsets.UTF_8));
            process.stdin().flush();
        } catch (IOException gone) {
            throw new EOFException("ExifTool takes no more requests");
        }
        return number;
    }

    void kill() throws IOException {
        stdout.stop();
        stderr.stop();
        process.close();
    }
}
