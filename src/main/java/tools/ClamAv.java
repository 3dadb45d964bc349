package tools;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The door to a clamd, ClamAV's scanning service. Files are streamed to it ({@code INSTREAM}), so it need not see our
 * disks. Shared by all threads; each takes a {@link ClamSession} of its own. Decides nothing about what was found.
 */
public final class ClamAv {

    /**
     * How clamd is reached.
     *
     * @param bytesMax clamd is sent no file that is larger. It must not be above clamd's own {@code MaxFileSize} and
     *     {@code MaxScanSize}: of larger files clamd says that they are clean without having looked
     * @param connectLimit for one connection
     * @param patience for how long it is tried again when nobody answers: a restart of clamd takes that long
     * @param silenceMax how long clamd may neither take bytes nor answer a simple question
     * @param scanLimit how long it may work on a file once it has all of it
     */
    public record Settings(
            ClamAddress address,
            long bytesMax,
            Duration connectLimit,
            Duration patience,
            Duration silenceMax,
            Duration scanLimit) {

        /** What Debian's clamd.conf sets; the defaults of ClamAV itself are higher. */
        public static final long BYTES_MAX = 25L << 20;

        public static Settings of(ClamAddress address) {
            return new Settings(
                    address,
                    BYTES_MAX,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5));
        }

        /** Trying once more for so long when nobody answers; zero for a single try. */
        public Settings withPatience(Duration limit) {
            return new Settings(address, bytesMax, connectLimit, limit, silenceMax, scanLimit);
        }

        public Settings withBytesMax(long bytes) {
            return new Settings(address, bytes, connectLimit, patience, silenceMax, scanLimit);
        }
    }

    private static final int PAUSE_MILLISECONDS = 250;

    private final Settings settings;
    private volatile boolean wasUnreachable;

    public ClamAv(Settings settings) {
        this.settings = settings;
    }

    /** The largest file, in bytes, that clamd is trusted to scan as a whole. */
    public long bytesMax() {
        return settings.bytesMax();
    }

    /**
     * Begins a conversation. While nobody answers it is tried again for the patience of the settings; after that only once
     * each time, until somebody answers again, so that a batch does not wait for every file.
     *
     * @param givenUp asked now and then, also while files are scanned
     * @throws IOException when clamd cannot be reached; the message says where it was looked for and what to do
     */
    public ClamSession open(BooleanSupplier givenUp) throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            try {
                var session = connect(givenUp);
                wasUnreachable = false;
                return session;
            } catch (IOException | RuntimeException failure) {
                if (wasUnreachable || System.nanoTime() - end >= 0) {
                    wasUnreachable = true;
                    throw new IOException(
                            "clamd at " + settings.address().text() + " does not answer (" + failure.getMessage()
                                    + "); start it, or correct the address in the settings, and try again",
                            failure);
                }
            }
            pause(givenUp);
        }
    }

    private ClamSession connect(BooleanSupplier givenUp) throws IOException, InterruptedException {
        var channel = TimedChannel.connect(settings.address().socketAddress(), settings.connectLimit(), givenUp);
        try {
            return ClamSession.begin(channel, settings.silenceMax(), settings.scanLimit());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static void pause(BooleanSupplier givenUp) throws InterruptedException {
        if (givenUp.getAsBoolean()) {
            throw new InterruptedException("the attempt was given up");
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    }
}
