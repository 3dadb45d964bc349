package tools;

import java.time.Duration;

/**
 * How a program's run ended.
 *
 * @param exitCode the program's own number; 128 and more, by custom, for a signal; 137 when it was killed for its time
 * @param took from start to end
 * @param timedOut true when it was killed because it ran longer than its limit
 */
public record ToolRun(int exitCode, Captured stdout, Captured stderr, Duration took, boolean timedOut) {

    public boolean isGood() {
        return exitCode == 0 && !timedOut;
    }
}
