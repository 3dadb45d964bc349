package browser;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import testing.FakeClamd;

/** A clamd whose doings a test directs, for a transfer that fails until its cause is mended, and for one that takes its time. */
final class Scanner implements AutoCloseable {

    /** A file with this in it is infected until the scanner is mended. */
    static final String SUSPECT = "taken-for-a-virus";

    /** A file with this in it is not judged before the scanner is let go on. */
    static final String SLOW = "takes-its-time";

    private static final int PATIENCE_SECONDS = 600;

    private final FakeClamd clamd;
    private volatile boolean mended;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Scanner() throws IOException {
        clamd = FakeClamd.judging(this::judge);
    }

    String address() {
        return clamd.address();
    }

    private String judge(String content) {
        if (content.contains(SLOW)) {
            await(held);
        }
        return content.contains(SUSPECT) && !mended ? "stream: False.Alarm FOUND" : "stream: OK";
    }

    void mend() {
        mended = true;
    }

    void breakAgain() {
        mended = false;
    }

    void hold() {
        held = new CountDownLatch(1);
    }

    void goOn() {
        held.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no test has let the scanner go on");
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        goOn();
        clamd.close();
    }
}
