package views;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import model.WorkerId;

/**
 * Decides whether a transfer has stood still for longer than is usual for what it is at, and says why in one sentence.
 * It reads nothing; {@link StuckTransfers} does.
 */
final class WhyStuck {

    /** Shorter standstills are nobody's business, however quick the step usually is. */
    private static final Duration FLOOR = Duration.ofMinutes(2);

    /** Where nobody knows yet what is usual. */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    private WhyStuck() {}

    /** Where a transfer stands. */
    sealed interface Standing {
        Instant since();

        record Paused(String by, Instant since) implements Standing {}

        record AtChoice(String title, Instant since) implements Standing {}

        /**
         * It waits for a place among the active transfers.
         *
         * @param active how many are under way
         * @param places how many may be
         */
        record Queued(Instant since, int active, int places) implements Standing {}

        /** Nothing is open, for all that the views know. */
        record Nowhere(Instant since) implements Standing {}

        record InJob(Job job) implements Standing {
            @Override
            public Instant since() {
                return job.lastProgress();
            }
        }
    }

    /**
     * The open job.
     *
     * @param resource the slots that its tasks take
     * @param ended how many tasks have their outcome
     * @param lastProgress when it was opened or planned, or a task of it was handed out or ended: the latest of these
     * @param oldest the hand-out that has been under way the longest; empty when none is
     * @param usual how long earlier jobs of the step with about as many tasks took; empty when there was none
     */
    record Job(
            String title,
            String resource,
            boolean planned,
            int tasks,
            int ended,
            Instant lastProgress,
            Optional<HandOut> oldest,
            Optional<Duration> usual) {}

    /** A hand-out that is under way. */
    record HandOut(long attempt, WorkerId worker, Instant at) {}

    /** The sentence; empty when there is nothing to wonder about. */
    static Optional<String> at(Standing standing, Instant now) {
        if (standing instanceof Standing.Queued queued && queued.active() >= queued.places()) {
            return Optional.empty(); // its turn comes by itself
        }
        var still = Duration.between(standing.since(), now);
        return still.compareTo(limit(standing)) < 0 ? Optional.empty() : Optional.of(sentence(standing));
    }

    /** Twice what is usual from one task's end to the next. */
    static Duration limit(Standing standing) {
        if (!(standing instanceof Standing.InJob in)) {
            return FLOOR;
        }
        var job = in.job();
        if (!job.planned()) {
            return FLOOR;
        }
        var usual = job.usual().map(whole -> whole.multipliedBy(2).dividedBy(Math.max(1, job.tasks())));
        return usual.map(each -> each.compareTo(FLOOR) > 0 ? each : FLOOR).orElse(UNKNOWN);
    }

    private static String sentence(Standing standing) {
        if (standing instanceof Standing.Paused paused) {
            return "Paused by " + paused.by() + " since " + paused.since() + "; resume it.";
        }
        if (standing instanceof Standing.AtChoice choice) {
            return "Waits since " + choice.since() + " for somebody to answer \"" + choice.title() + "\".";
        }
        if (standing instanceof Standing.Queued queued) {
            return "Waits since " + queued.since() + " for a place, though only " + queued.active() + " of "
                    + queued.places() + " are taken; look at the log of the coordinators.";
        }
        if (standing instanceof Standing.Nowhere) {
            return "No job is open since " + standing.since()
                    + ": its coordinator can't go on, or the views are behind the journal; look at the health and the"
                    + " log of the coordinators.";
        }
        return sentence(((Standing.InJob) standing).job());
    }

    private static String sentence(Job job) {
        if (!job.planned()) {
            return "The plan of \"" + job.title() + "\" waits since " + job.lastProgress()
                    + " for the views to catch up with the journal; look at the database and the log.";
        }
        if (job.ended() >= job.tasks()) {
            return "All tasks of \"" + job.title() + "\" have ended, but it is not closed: its coordinator or the"
                    + " database does not answer.";
        }
        return job.oldest()
                .map(handOut -> "Attempt " + handOut.attempt() + " of \"" + job.title() + "\" is on worker "
                        + handOut.worker() + " since " + handOut.at() + " without a result.")
                .orElseGet(() -> "No worker with a free slot of the class " + job.resource() + " takes the "
                        + (job.tasks() - job.ended()) + " waiting tasks of \"" + job.title()
                        + "\"; see to the workers.");
    }
}
