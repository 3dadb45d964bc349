package tools;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A running tool's output, in which a line of ours marks where each answer ends. Read in a thread of its own, at most a
 * bounded piece ahead, so that waiting for it can have a limit.
 */
final class MarkedStream {

    private static final int PIECE_BYTES_MAX = 8 * 1024;
    private static final int PIECES_AHEAD = 64;
    private static final int POLL_MILLISECONDS = 50;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
    private final Thread thread;

    private MarkedStream(InputStream in, String name) {
        this.thread = new Thread(() -> pump(in), name);
        thread.setDaemon(true);
    }

    static MarkedStream of(InputStream in, String name) {
        var stream = new MarkedStream(in, name);
        stream.thread.start();
        return stream;
    }

    /** Lines with their ends, or pieces of long ones. */
    private void pump(InputStream source) {
        try {
            try (var in = new BufferedInputStream(source)) {
                var piece = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    piece.write(b);
                    if (b == '\n' || piece.size() == PIECE_BYTES_MAX) {
                        pieces.put(piece.toByteArray());
                        piece.reset();
                    }
                }
            } catch (IOException killed) {
                // As good as its end.
            }
            pieces.put(END);
        } catch (InterruptedException nobodyListens) {
            // The tool is being given up.
        }
    }

    /**
     * What comes before the next line that equals the marker.
     *
     * @param bytesMax how much of it is kept
     * @param end by {@link System#nanoTime}
     * @throws TimeoutException when the marker has not come in time
     * @throws EOFException when the stream has ended without it
     */
    Captured until(String marker, int bytesMax, long end, BooleanSupplier givenUp)
            throws EOFException, TimeoutException, InterruptedException {
        var mark = (marker + "\n").getBytes(StandardCharsets.US_ASCII);
        var kept = new ByteArrayOutputStream();
        long total = 0;
        while (true) {
            if (givenUp.getAsBoolean()) {
                throw new InterruptedException("the attempt was given up");
            }
            if (System.nanoTime() - end >= 0) {
                throw new TimeoutException("no answer in time");
            }
            var piece = pieces.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (piece == null) {
                continue;
            }
            if (piece.length == 0) {
                throw new EOFException("the tool ended by itself");
            }
            if (Arrays.equals(piece, mark)) {
                return new Captured(kept.toByteArray(), total);
            }
            kept.write(piece, 0, Math.min(piece.length, bytesMax - kept.size()));
            total += piece.length;
        }
    }

    void stop() {
        thread.interrupt();
    }
}
