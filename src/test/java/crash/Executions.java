package crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the execution log may not hold. */
final class Executions {

    /** A task that ended this long before a kill may not run again. */
    private static final long SAFE_MILLIS = 1000;

    private Executions() {}

    /** Tasks that began after a kill though they had ended more than a second before it. */
    static List<String> againThoughEnded(List<ExecutionLog.Line> log, List<Long> kills) {
        var found = new ArrayList<String>();
        var firstEnd = new HashMap<String, Long>();
        for (var line : log) {
            if (line.word().equals("end")) {
                firstEnd.putIfAbsent(line.task(), line.millis());
            }
            var ended = firstEnd.get(line.task());
            if (line.word().equals("begin") && ended != null) {
                kills.stream()
                        .filter(kill -> ended < kill - SAFE_MILLIS && kill < line.millis())
                        .findFirst()
                        .ifPresent(kill -> found.add(line + ", ended at " + ended + ", killed at " + kill));
            }
        }
        return found;
    }

    /** Tasks that began in a later hand-out than the one that the journal has their outcome from. */
    static List<String> againThoughRecorded(List<ExecutionLog.Line> log, Map<String, Long> outcomes) {
        return log.stream()
                .filter(line -> line.word().equals("begin"))
                .filter(line -> line.attempt() > outcomes.getOrDefault(line.task(), Long.MAX_VALUE))
                .map(ExecutionLog.Line::toString)
                .toList();
    }
}
