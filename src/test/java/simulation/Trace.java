package simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened in a run, for a person. Nothing is written down in runs that nobody looks at. */
final class Trace {

    private final Timeline time;
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Trace(Timeline time, boolean wanted) {
        this.time = time;
        this.wanted = wanted;
    }

    void say(String who, Supplier<String> what) {
        if (wanted) {
            lines.add(String.format(Locale.ROOT, "%12.6f %-8s %s", time.now() / 1e9, who, what.get()));
        }
    }

    List<String> lines() {
        return lines;
    }
}
