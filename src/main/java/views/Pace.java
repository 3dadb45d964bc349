package views;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What the cluster got done in each minute of the last hour, and how many tasks of open jobs had not ended then. It is read
 * from the database, so every node shows the same, also after a restart; but no more often than every few seconds.
 */
public final class Pace {

    /** How many minutes are told. */
    public static final int MINUTES = 60;

    private static final Duration KEPT = Duration.ofSeconds(5);

    private final DataSource source;
    private final InstantSource clock;
    private List<Minute> kept = List.of();
    private Instant readAt = Instant.MIN;

    /**
     * A minute.
     *
     * @param begin when it began
     * @param ended how many tasks ended in it
     * @param open how many tasks of open jobs had not ended when it was over
     */
    public record Minute(Instant begin, long ended, long open) {}

    public Pace(DataSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The last whole minutes, oldest first, and the one that is not over yet.
     *
     * @throws ViewsUnavailable if the database fails
     */
    public synchronized List<Minute> lastHour() {
        var now = clock.instant();
        if (readAt.plus(KEPT).isBefore(now) || readAt.isAfter(now)) {
            kept = read(now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES)));
            readAt = now;
        }
        return kept;
    }

    private record Job(Instant planned, Instant closed, int tasks, int ended) {}

    private List<Minute> read(Instant from) {
        return Transact.reading(source, connection -> {
            var ended = ended(connection, from);
            var open = new long[MINUTES + 1];
            jobs(connection, from).forEach((id, job) -> addOpen(open, from, job, ended.getOrDefault(id, new int[0])));
            var sums = new long[MINUTES + 1];
            ended.values().forEach(each -> {
                for (int minute = 0; minute < each.length; minute++) {
                    sums[minute] += each[minute];
                }
            });
            var minutes = new ArrayList<Minute>();
            for (int minute = 0; minute <= MINUTES; minute++) {
                minutes.add(new Minute(from.plus(Duration.ofMinutes(minute)), sums[minute], open[minute]));
            }
            return List.copyOf(minutes);
        });
    }

    private static Map<UUID, int[]> ended(Connection connection, Instant from) throws SQLException {
        var ended = new HashMap<UUID, int[]>();
        Sql.of("SELECT job, minute, ended FROM views.pace WHERE minute >= ?", from)
                .list(connection, row -> {
                    long minute = Duration.between(
                                    from, Stored.time(row, "minute").orElseThrow())
                            .toMinutes();
                    if (minute <= MINUTES) { // a worker's clock may be ahead
                        ended.computeIfAbsent(Stored.uuid(row, "job"), missing -> new int[MINUTES + 1])[(int) minute] +=
                                row.getInt("ended");
                    }
                    return minute;
                });
        return ended;
    }

    private static Map<UUID, Job> jobs(Connection connection, Instant from) throws SQLException {
        var jobs = new HashMap<UUID, Job>();
        Sql.of(
                        """
                        SELECT id, planned_at, closed_at, tasks, completed + not_done + failed AS ended FROM views.job
                        WHERE (closed_at IS NULL OR closed_at >= ?) AND planned_at IS NOT NULL""",
                        from)
                .list(
                        connection,
                        row -> jobs.put(
                                Stored.uuid(row, "id"),
                                new Job(
                                        Stored.time(row, "planned_at").orElseThrow(),
                                        Stored.time(row, "closed_at").orElse(Instant.MAX),
                                        row.getInt("tasks"),
                                        row.getInt("ended"))));
        return jobs;
    }

    /** From the last minute back: what ended later was open then. */
    private static void addOpen(long[] open, Instant from, Job job, int[] ended) {
        long left = (long) job.tasks() - job.ended();
        for (int minute = MINUTES; minute >= 0; minute--) {
            var over = from.plus(Duration.ofMinutes(minute + 1L));
            if (job.planned().isBefore(over) && !job.closed().isBefore(over)) {
                open[minute] += left;
            }
            left += minute < ended.length ? ended[minute] : 0;
        }
    }
}
