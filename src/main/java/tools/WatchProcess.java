package tools;

import java.io.IOException;

/**
 * The program of the watch process: it reads its standard input, which only the JVM that started it holds open. When that
 * ends, for whatever reason, every tool of that JVM is killed. It does nothing else and needs the JDK only.
 */
final class WatchProcess {

    /** A tool that was being started as the JVM died gets its mark a moment later. */
    private static final int LATECOMERS_MILLISECONDS = 1_000;

    private static final int KILLING_MILLISECONDS = 30_000;

    private WatchProcess() {}

    public static void main(String[] arguments) throws IOException {
        var mark = ProcessTable.OWNER + "=" + arguments[0];
        while (System.in.read() >= 0) {
            // Nothing is ever said on this pipe; only its end means something.
        }
        var latecomers = new ProcessTable.Patience(LATECOMERS_MILLISECONDS);
        do {
            ProcessTable.kill(mark::equals, 0, new ProcessTable.Patience(KILLING_MILLISECONDS));
        } while (latecomers.wait(200));
    }
}
