package tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program that is running and is talked to through its streams. Whoever holds it closes it: that kills the program and
 * everything that it started. Its time limits are its holder's business.
 */
public final class LiveTool implements AutoCloseable {

    private static final int KILLING_MILLISECONDS = 10_000;

    private final Process process;
    private final Set<String> marks;

    LiveTool(Process process, String run) {
        this.process = process;
        this.marks = Set.of(ProcessTable.RUN + "=" + run, ProcessTable.WITHIN + "=" + run);
    }

    public OutputStream stdin() {
        return process.getOutputStream();
    }

    public InputStream stdout() {
        return process.getInputStream();
    }

    public InputStream stderr() {
        return process.getErrorStream();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the program's own end; false when the time ran out before. */
    public boolean waitFor(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Only after its end. */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * Kills the program, if it still runs, and all that it started, and waits until they are gone.
     *
     * @throws IOException when something of it cannot be killed; its file or disk probably hangs
     */
    public void kill() throws IOException {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        var patience = new ProcessTable.Patience(KILLING_MILLISECONDS);
        boolean gone = ProcessTable.kill(marks::contains, process.pid(), patience);
        while (gone && process.isAlive()) { // dead, but perhaps not yet seen to be
            gone = patience.wait(5);
        }
        if (!gone) {
            throw new IOException("process " + process.pid() + " does not die; look for a disk that does not answer");
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        process.getInputStream().close();
        process.getErrorStream().close();
    }
}
