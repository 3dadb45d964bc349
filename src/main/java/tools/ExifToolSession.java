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
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import model.ToolId;

/**
 * A running ExifTool ({@code -stay_open}) that describes one file after another. One that hangs or dies costs the file that
 * it was at; the next file gets another. For one thread.
 */
public final class ExifToolSession implements Describer, AutoCloseable {

    private static final int STDERR_BYTES_MAX = 64 * 1024;

    /** What it says of a file that is nothing it knows: a disk image, say, begins with zeros and is as sound as any. */
    private static final Pattern NO_FORMAT = Pattern.compile("Unknown file type|.* binary zeros");

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

    private final InstalledTool tool;
    private final Path directory;
    private final SecureRandom random = new SecureRandom();
    private LiveTool running;
    private MarkedStream stdout;
    private MarkedStream stderr;

    ExifToolSession(InstalledTool tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
    }

    @Override
    public ToolId id() {
        return tool.id();
    }

    @Override
    public Description describe(Path file, Duration limit, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        if (!file.isAbsolute()
                || file.toString().contains("\n")
                || file.toString().contains("\r")) {
            throw new IOException("ExifTool cannot be given this path: " + file.toUri());
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            start();
            var number = ask(file);
            var errors = stderr.until("{errors" + number + "}", STDERR_BYTES_MAX, end, givenUp);
            var output = stdout.until("{ready" + number + "}", OUTPUT_BYTES_MAX, end, givenUp);
            return read(output, errors);
        } catch (TimeoutException hung) {
            close();
            return new Description.Failed("ExifTool did not finish within " + limit.toSeconds() + " s");
        } catch (EOFException died) {
            close();
            return new Description.Failed("ExifTool ended before it had described the file");
        } catch (InterruptedException given) {
            close();
            throw given;
        }
    }

    private void start() throws IOException {
        if (running != null && running.isAlive()) {
            return;
        }
        close();
        running = tool.runner().open(tool.request(directory, Duration.ZERO, ARGUMENTS));
        stdout = MarkedStream.of(running.stdout(), "exiftool-output");
        stderr = MarkedStream.of(running.stderr(), "exiftool-errors");
    }

    /** The number that marks the answer's end is nothing that a file could foresee and hold. */
    private String ask(Path file) throws IOException {
        var number = Long.toString(100_000_000_000L + random.nextInt(Integer.MAX_VALUE));
        var lines = String.join("\n", "-echo4", "{errors" + number + "}", file.toString(), "-execute" + number, "");
        try {
            running.stdin().write(lines.getBytes(StandardCharsets.UTF_8));
            running.stdin().flush();
        } catch (IOException gone) {
            throw new EOFException("ExifTool takes no more requests");
        }
        return number;
    }

    static Description read(Captured output, Captured errors) {
        if (output.total() == 0) {
            return new Description.Failed("ExifTool said nothing about it" + ReportRun.said(errors));
        }
        var description = ReportRun.xml("ExifTool", output);
        if (!(description instanceof Description.Xml xml)) {
            return description;
        }
        try {
            var error = XmlFragment.textOf("Error", xml.text());
            if (error.isEmpty()) {
                return xml;
            }
            return NO_FORMAT.matcher(error.get()).matches()
                    ? new Description.UnknownFormat("ExifTool does not know this format")
                    : new Description.Failed("ExifTool: " + error.get());
        } catch (XMLStreamException broken) {
            return new Description.Failed("ExifTool printed an odd report: " + broken.getMessage());
        }
    }

    /** Kills the program if it runs. The session may be used again: it starts another. */
    @Override
    public void close() throws IOException {
        if (running == null) {
            return;
        }
        stdout.stop();
        stderr.stop();
        var ending = running;
        running = null;
        ending.close();
    }
}
