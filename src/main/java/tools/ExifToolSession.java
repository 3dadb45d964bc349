package tools;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import model.ToolId;

/**
 * Describes one file after another by ExifTool. A program that hangs or dies costs the file that it was at; the next file
 * gets another. For one thread.
 */
public final class ExifToolSession implements Describer, AutoCloseable {

    /** What it says of a file that is nothing it knows: a disk image, say, begins with zeros and is as sound as any. */
    private static final Pattern NO_FORMAT = Pattern.compile("Unknown file type|.* binary zeros");

    private final ExifTool exifTool;
    private RunningExifTool running;

    ExifToolSession(ExifTool exifTool) {
        this.exifTool = exifTool;
    }

    @Override
    public ToolId id() {
        return exifTool.id();
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
            if (running == null || !running.isAlive()) {
                kill();
                running = exifTool.running();
            }
            var answer = running.describe(file, end, givenUp);
            return read(answer.output(), answer.errors());
        } catch (TimeoutException hung) {
            kill();
            return new Description.Failed("ExifTool did not finish within " + limit.toSeconds() + " s");
        } catch (EOFException died) {
            kill();
            return new Description.Failed("ExifTool ended before it had described the file");
        } catch (InterruptedException given) {
            kill();
            throw given;
        }
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

    /** Leaves the program to the next session. This one may be used again. */
    @Override
    public void close() throws IOException {
        if (running != null) {
            var rested = running;
            running = null;
            exifTool.leave(rested);
        }
    }

    private void kill() throws IOException {
        if (running != null) {
            var broken = running;
            running = null;
            broken.kill();
        }
    }
}
