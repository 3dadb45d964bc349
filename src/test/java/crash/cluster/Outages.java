package crash.cluster;

import java.util.ArrayList;
import java.util.List;

/** When nothing could be recorded, because who records was dead. */
final class Outages {

    /** A hand-out that begins this long after a kill was recorded after it. */
    private static final long STALE_MILLIS = 3_000;

    /** Results of the time before come in with the first reports. */
    private static final long SETTLING_MILLIS = 3_000;

    private final List<Long> began = new ArrayList<>();

    void begin(long millis) {
        began.add(millis);
    }

    /** The longest time in one piece from one moment to another in which results were taken. */
    long longestCalm(long from, long to, List<Logs.Seen> log) {
        long longest = 0;
        long free = from;
        for (long outage : began) {
            long end = end(outage, log);
            if (end < from || outage > to) {
                continue;
            }
            longest = Math.max(longest, outage - free);
            free = Math.max(free, end);
        }
        return Math.max(longest, to - free);
    }

    private static long end(long outage, List<Logs.Seen> log) {
        return log.stream()
                .filter(seen -> seen.line().word().equals("begin"))
                .mapToLong(seen -> seen.line().millis())
                .filter(millis -> millis > outage + STALE_MILLIS)
                .map(millis -> millis + SETTLING_MILLIS)
                .findFirst()
                .orElse(Long.MAX_VALUE / 2);
    }
}
