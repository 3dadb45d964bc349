package preservation.attempt;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.JavaCommand;
import tools.ToolRun;

/**
 * How a process ended. The text is the end of a sentence.
 *
 * @param exitCode more than 128 stands for a signal
 * @param crash the signal by which the virtual machine crashed, in its own words; empty when it did not
 */
record ProcessDeath(int exitCode, String crash) {

    private static final int SIGNALS = 128;

    private static final Map<Integer, String> NAMES = Map.of(
            1, "SIGHUP",
            2, "SIGINT",
            4, "SIGILL",
            6, "SIGABRT",
            7, "SIGBUS",
            8, "SIGFPE",
            9, "SIGKILL",
            11, "SIGSEGV",
            15, "SIGTERM",
            31, "SIGSYS");

    /** What a terminal or a service's supervisor sends to every process at once. No crash comes by these. */
    private static final Set<Integer> REQUESTS = Set.of(1, 2, 15);

    /** The virtual machine catches the signal of a crash, reports it and exits with 1. */
    private static final Pattern CRASH = Pattern.compile("(?m)^#\\s+(SIG[A-Z]+) \\(0x");

    static ProcessDeath of(ToolRun run) {
        var found = CRASH.matcher(run.stderr().text());
        return new ProcessDeath(run.exitCode(), found.find() ? found.group(1) : "");
    }

    /** Whether it may have ended because somebody asked it to, and not by its own doing. */
    boolean isByRequest() {
        return REQUESTS.contains(exitCode - SIGNALS);
    }

    @Override
    public String toString() {
        if (!crash.isEmpty()) {
            return "crashed by " + crash + " (exit code " + exitCode + ")";
        }
        if (exitCode == JavaCommand.OUT_OF_MEMORY) {
            return "ran out of memory (exit code " + exitCode + ")";
        }
        int signal = exitCode - SIGNALS;
        var name = NAMES.get(signal);
        return name == null
                ? "ended with exit code " + exitCode
                : "ended with exit code " + exitCode + ", as of signal " + signal + " (" + name + ")";
    }
}
