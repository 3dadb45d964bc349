package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import workflow.ActionStep;
import workflow.Scope;
import workflow.Step;

/** How long steps usually take, by the latest jobs of each. Asked for often, so it is read now and then and kept. */
final class UsualTimes {

    private static final long KEPT_NANOS = Duration.ofSeconds(20).toNanos();

    /** Below this share of known steps an estimate would be a guess. */
    private static final double KNOWN_LEAST = 0.7;

    private static final String QUERY =
            """
            SELECT s.step, u.whole, u.each FROM unnest(?) s (step)
            CROSS JOIN LATERAL (
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY e.seconds) AS whole,
                    percentile_cont(0.5) WITHIN GROUP (ORDER BY e.seconds / greatest(e.tasks, 1)) AS each
                FROM (SELECT extract(epoch FROM closed_at - opened_at)::float8 AS seconds, tasks FROM views.job
                    WHERE step = s.step AND closed_at IS NOT NULL AND opened_at IS NOT NULL AND outcome LIKE 'COMPLETED%'
                    ORDER BY closed_at DESC LIMIT 20) e) u
            WHERE u.whole IS NOT NULL""";

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** @param usual empty when the step has never come to its end */
    private record Kept(Optional<Usual> usual, long readNanos) {

        boolean isOld() {
            return System.nanoTime() - readNanos > KEPT_NANOS;
        }
    }

    /** Seconds: of a whole job, and of a job divided by its tasks. */
    private record Usual(double whole, double each) {}

    /**
     * About how long these steps will take; empty when too few of them have run before.
     *
     * @param done how much of the first one lies behind already, from 0 to 1
     */
    Optional<Duration> left(Connection connection, List<Step> steps, long files, double done) throws SQLException {
        refresh(connection, steps.stream().map(Step::name).toList());
        double seconds = 0;
        int asked = 0;
        int known = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (!(steps.get(i) instanceof ActionStep step)) {
                continue; // how long a person takes nobody knows
            }
            asked++;
            var time = kept.get(step.name()).usual();
            if (time.isPresent()) {
                known++;
                double whole = step.scope() == Scope.FILE
                        ? time.get().each() * files
                        : time.get().whole();
                seconds += i == 0 ? whole * (1 - done) : whole;
            }
        }
        return asked > 0 && known >= KNOWN_LEAST * asked
                ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    private void refresh(Connection connection, List<String> steps) throws SQLException {
        var asked = steps.stream()
                .filter(step -> !kept.containsKey(step) || kept.get(step).isOld())
                .toArray(String[]::new);
        if (asked.length == 0) {
            return;
        }
        long now = System.nanoTime();
        var found = new HashMap<String, Usual>();
        Sql.of(QUERY, (Object) asked)
                .list(
                        connection,
                        row -> found.put(
                                row.getString("step"), new Usual(row.getDouble("whole"), row.getDouble("each"))));
        for (var step : asked) {
            kept.put(step, new Kept(Optional.ofNullable(found.get(step)), now));
        }
    }
}
