package bench.cluster;

import java.util.concurrent.TimeUnit;

/** How long a benchmark waits for a process that was asked to end. */
final class Patience {

    private static final long SECONDS = 60;

    private Patience() {}

    /** Killed when that was in vain. */
    static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
