package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The most memory that a run needed: heap that a full collection could not free, and resident pages of the JVM.
 *
 * @param collections how many times the heap was looked at
 */
record MemoryRun(long heapBytes, long residentBytes, int collections) {

    static final String HEAP = "-Xmx512m";

    private static final Pattern FULL = Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");

    static MemoryRun of(DataSet set, Path scratch, Duration between) throws Exception {
        var log = scratch.resolve("gc-" + set.files() + ".log");
        var collector = new Collector(between);
        var run = ProductRun.of(
                set.in(scratch), "integrity", scratch, HEAP + " -Xlog:gc:file=" + log, collector::perhapsCollect);
        var matcher = FULL.matcher(Files.readString(log));
        long most = 0;
        int count = 0;
        while (matcher.find()) {
            most = Math.max(most, Long.parseLong(matcher.group(1)) << 20);
            count++;
        }
        if (count == 0) {
            throw new IOException("no full collection in " + Files.readString(log));
        }
        return new MemoryRun(most, run.samples().peakBytes(), count);
    }

    /** Asks the JVM for a full collection every so often. */
    private static final class Collector {
        private final long betweenNanos;
        private long lastNanos = System.nanoTime();

        Collector(Duration between) {
            this.betweenNanos = between.toNanos();
        }

        void perhapsCollect(long pid) {
            if (System.nanoTime() - lastNanos < betweenNanos) {
                return;
            }
            lastNanos = System.nanoTime();
            try {
                new ProcessBuilder("jcmd", Long.toString(pid), "GC.run")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException missing) {
                throw new java.io.UncheckedIOException("jcmd of the JDK is needed", missing);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
