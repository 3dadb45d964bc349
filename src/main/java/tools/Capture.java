package tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream to its end in a thread of its own, so that the writer never waits; keeps only its first bytes. */
final class Capture {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int bytesMax;
    private final Thread thread;
    private long total;

    private Capture(InputStream in, int bytesMax, String name) {
        this.bytesMax = bytesMax;
        this.thread = new Thread(() -> read(in), name);
        thread.setDaemon(true);
    }

    static Capture of(InputStream in, int bytesMax, String name) {
        var capture = new Capture(in, bytesMax, name);
        capture.thread.start();
        return capture;
    }

    private void read(InputStream in) {
        var buffer = new byte[16 * 1024];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException closed) {
            // The process was killed; what came before is what there is.
        }
    }

    private synchronized void add(byte[] buffer, int length) {
        kept.write(buffer, 0, Math.min(length, bytesMax - kept.size()));
        total += length;
    }

    /** Waits for the end of the stream; false when it has not come in time. */
    boolean isDone(long milliseconds) throws InterruptedException {
        thread.join(Math.max(1, milliseconds));
        return !thread.isAlive();
    }

    synchronized Captured soFar() {
        return new Captured(kept.toByteArray(), total);
    }
}
