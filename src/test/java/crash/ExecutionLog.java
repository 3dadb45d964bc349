package crash;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** What was really executed, whatever the product believes: a line a fact, on disk before the work goes on. */
public final class ExecutionLog {

    /** A stream: a channel is closed for everybody when one attempt's thread is interrupted while it writes. */
    private final FileOutputStream out;

    private final InstantSource clock;

    public ExecutionLog(Path file, InstantSource clock) throws IOException {
        out = new FileOutputStream(file.toFile(), true);
        this.clock = clock;
    }

    /**
     * One line of the log.
     *
     * @param word {@code begin} and {@code end} of a task; {@code at} a moment; {@code started}, {@code ended} of a process
     * @param job the transfer and the name of the job's directory, or what the word is about
     * @param number a task's ordinal
     * @param attempt the hand-out's number
     */
    public record Line(long millis, String word, String job, int number, long attempt) {

        static Line parse(String text) {
            var parts = text.split(" ", -1);
            return new Line(
                    Long.parseLong(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
        }

        /** What the attempts of one task have in common. */
        public String task() {
            return job + "#" + number;
        }
    }

    public synchronized void write(String word, String job, int number, long attempt) {
        var line = clock.millis() + " " + word + " " + job + " " + number + " " + attempt + "\n";
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every whole line; the last one may be half written. */
    public static List<Line> read(Path file) throws IOException {
        return new LogTail(file).lines();
    }
}
