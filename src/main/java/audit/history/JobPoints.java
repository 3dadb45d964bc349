package audit.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pipeline.job.JobEvent;
import pipeline.job.JobState;
import workflow.ActionStep;

/**
 * Replays jobs up to any of their events, and keeps some of the states on the way, so that the next question about the same
 * job begins near its answer. What is kept is bounded; the jobs that nobody asked about for longest go first.
 */
final class JobPoints {

    private static final long WEIGHT_MOST = 48L << 20;

    /** So many bytes of events are decoded again at most. */
    private static final long BYTES_BETWEEN = 256L << 10;

    private final JournalParts journal;
    private final Map<String, TreeMap<Long, JobPoint>> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    JobPoints(JournalParts journal) {
        this.journal = journal;
    }

    /** The last event of a walk. */
    interface Walk {

        /** Whether the walk may begin here. */
        boolean mayPass(JobPoint point);

        /** Whether this event is still to be applied. */
        boolean goesOn(JobPoint next);
    }

    /** After so many events. */
    JobPoint at(String job, long sequence, ActionStep step) {
        return walk(job, sequence, step, new Walk() {
            @Override
            public boolean mayPass(JobPoint point) {
                return point.sequence() <= sequence;
            }

            @Override
            public boolean goesOn(JobPoint next) {
                return true;
            }
        });
    }

    /** Before the first event that is later than the moment, and after no more than so many events. */
    JobPoint before(Moment moment, String job, long sequence, ActionStep step) {
        return walk(job, sequence, step, new Walk() {
            @Override
            public boolean mayPass(JobPoint point) {
                return point.sequence() <= sequence && !moment.isBefore(point.latest());
            }

            @Override
            public boolean goesOn(JobPoint next) {
                return !moment.isBefore(next.latest());
            }
        });
    }

    /** A closed job by its last event alone: what went before is not in its words. */
    JobState closed(String job, long sequence, ActionStep step) {
        var last = new ArrayList<JournalRow>();
        var known = find(job, sequence);
        if (known != null) {
            return known.state();
        }
        journal.each(job, sequence, sequence, last::add);
        if (last.isEmpty() || !(last.get(0).event().event() instanceof JobEvent.Closed closed)) {
            return at(job, sequence, step).state();
        }
        var state = JobState.initial().apply(closed, step);
        // Nobody knows the times before, so whoever looks for one does not begin here.
        var point = new JobPoint(sequence, state, sequence, Optional.of(closed.at()), Instant.MAX);
        keep(job, point);
        return point.state();
    }

    private JobPoint walk(String job, long upTo, ActionStep step, Walk walk) {
        var point = new JobPoint[] {start(job, walk)};
        var bytes = new long[1];
        if (point[0].sequence() < upTo) {
            journal.each(job, point[0].sequence() + 1, upTo, row -> {
                var next = point[0].after(row, step);
                if (!walk.goesOn(next)) {
                    return false;
                }
                point[0] = next;
                bytes[0] += row.bytes();
                if (bytes[0] > BYTES_BETWEEN) {
                    keep(job, next);
                    bytes[0] = 0;
                }
                return true;
            });
        }
        return point[0];
    }

    private synchronized JobPoint start(String job, Walk walk) {
        var points = kept.get(job);
        if (points == null) {
            return JobPoint.BEGIN;
        }
        return points.descendingMap().values().stream()
                .filter(walk::mayPass)
                .findFirst()
                .orElse(JobPoint.BEGIN);
    }

    private synchronized JobPoint find(String job, long sequence) {
        var points = kept.get(job);
        return points == null ? null : points.get(sequence);
    }

    private synchronized void keep(String job, JobPoint point) {
        if (kept.computeIfAbsent(job, missing -> new TreeMap<>()).putIfAbsent(point.sequence(), point) == null) {
            weight += point.weight();
        }
        var oldest = kept.entrySet().iterator();
        while (weight > WEIGHT_MOST && oldest.hasNext()) {
            var gone = oldest.next();
            oldest.remove();
            weight -= gone.getValue().values().stream()
                    .mapToLong(JobPoint::weight)
                    .sum();
        }
    }
}
