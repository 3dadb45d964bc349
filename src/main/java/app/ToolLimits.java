package app;

import java.time.Duration;
import java.util.Map;
import tools.ClamAv;
import tools.validation.FormatValidators;

/**
 * What an operator can set about tools; each is described in docs/settings.md.
 *
 * @param scanBytesMax the largest file that the virus scanner is trusted to scan as a whole, as its own settings allow
 * @param validators heap and time of the child JVMs that validate
 * @param aloneMegabytes heap of the process that a suspected task gets to itself
 */
record ToolLimits(long scanBytesMax, FormatValidators.Limits validators, int aloneMegabytes) {

    private static final int HEAP_MEGABYTES = 512;
    private static final int SECONDS = 120;
    private static final int MEGABYTES_MAX = 1 << 20;

    /** Fails with {@link IllegalArgumentException}, whose message names the variable, what is wrong and what is right. */
    static ToolLimits of(Map<String, String> environment, int slots) {
        int scan = number(environment, "MUNIMENT_CLAMD_MEGABYTES", 1, 2047, (int) (ClamAv.Settings.BYTES_MAX >> 20));
        int heap = number(environment, "MUNIMENT_VALIDATOR_MEGABYTES", 64, 65_536, HEAP_MEGABYTES);
        int seconds = number(environment, "MUNIMENT_VALIDATOR_SECONDS", 1, 86_400, SECONDS);
        int own = (int) Math.min(MEGABYTES_MAX, Runtime.getRuntime().maxMemory() >> 20);
        int alone = number(environment, "MUNIMENT_ALONE_MEGABYTES", 64, MEGABYTES_MAX, own);
        return new ToolLimits(
                (long) scan << 20, new FormatValidators.Limits(slots, heap, Duration.ofSeconds(seconds)), alone);
    }

    private static int number(Map<String, String> environment, String name, int least, int most, int otherwise) {
        var text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    name + " is a whole number from " + least + " to " + most + ", not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
