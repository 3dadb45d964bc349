package testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that stands still, by SIGSTOP. The signal is sent before all threads have stopped, and on a busy machine one of them still
 * answers what is asked of it afterwards; so who holds a process waits until each has.
 */
public final class HeldProcess {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final char STOPPED = 'T';

    private HeldProcess() {}

    /** Returns when none of its threads goes on. */
    public static void hold(long process) throws IOException, InterruptedException {
        signal(process, "STOP");
        long until = System.nanoTime() + LIMIT_NANOS;
        while (!standsStill(process)) {
            if (System.nanoTime() > until) {
                throw new IOException("process " + process + " goes on, though it was to stop");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    public static void letGo(long process) throws IOException, InterruptedException {
        signal(process, "CONT");
    }

    private static void signal(long process, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("no signal " + name + " to process " + process + ": exit code " + code);
        }
    }

    private static boolean standsStill(long process) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            for (var thread : threads) {
                // Its name, in brackets, may hold anything.
                var state = Files.readString(thread.resolve("stat"));
                if (state.charAt(state.lastIndexOf(')') + 2) != STOPPED) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException ended) {
            return false; // one that ends just now had not stopped
        }
    }
}
