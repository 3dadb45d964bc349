package crash.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Executions that should not have been, by the logs of all nodes. */
record Reruns(List<Logs.Seen> log, List<Deaths.Death> deaths, Outages outages) {

    /** A task whose worker lived on for this long after its end, with somebody there who records, is recorded. */
    private static final long SAFE_MILLIS = 1_000;

    /** Tasks that began in a later hand-out than the one that the journal has their outcome from. */
    List<String> thoughRecorded(Map<String, Long> outcomes) {
        return log.stream()
                .filter(seen -> seen.line().word().equals("begin"))
                .filter(seen -> seen.line().attempt()
                        > outcomes.getOrDefault(seen.line().task(), Long.MAX_VALUE))
                .map(Logs.Seen::toString)
                .toList();
    }

    /** Tasks that began again though they had ended and there had been time to record that. */
    List<String> thoughEnded() {
        var found = new ArrayList<String>();
        var firstEnd = new HashMap<String, Logs.Seen>();
        for (var seen : log) {
            var task = seen.line().task();
            if (seen.line().word().equals("end")) {
                firstEnd.putIfAbsent(task, seen);
            }
            if (seen.line().word().equals("begin") && firstEnd.containsKey(task)) {
                var end = firstEnd.get(task);
                if (wasSafe(end, seen.line().millis())) {
                    found.add(seen + ", ended before: " + end);
                }
            }
        }
        return found;
    }

    private boolean wasSafe(Logs.Seen end, long again) {
        long ended = end.line().millis();
        var death = deaths.stream()
                .filter(each -> each.node().equals(end.node()))
                .mapToLong(Deaths.Death::millis)
                .filter(millis -> millis >= ended && millis <= again)
                .findFirst();
        return death.isEmpty() || outages.longestCalm(ended, death.getAsLong(), log) > SAFE_MILLIS;
    }

    /** Executions that ended though their task ended elsewhere or earlier as well: the price of the kills. */
    long repeated() {
        var ends = new HashMap<String, Integer>();
        log.stream()
                .filter(seen -> seen.line().word().equals("begin"))
                .forEach(seen -> ends.merge(seen.line().task(), 1, Integer::sum));
        return ends.values().stream().mapToInt(count -> count - 1).sum();
    }
}
