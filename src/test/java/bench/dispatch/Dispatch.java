package bench.dispatch;

import database.DataDirectory;
import database.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How many tasks a second, beside what else could be picked. Arguments: scratch directory, tasks, pairs. */
final class Dispatch {

    private Dispatch() {}

    public static void main(String[] arguments) throws Exception {
        var scratch = Path.of(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        int pairs = Integer.parseInt(arguments[2]);
        var what = List.of(arguments[3].split(","));
        var options = Arrays.asList(arguments).subList(4, arguments.length);
        try (var directory = DataDirectory.lock(scratch, "a benchmark", Instant.now());
                var server = EmbeddedPostgres.start(directory);
                var muniment = new MunimentSide(
                        scratch, server.database(), Integer.getInteger("workers", 2), tasks, options)) {
            var raw = new RawJdbcSide(server.database());
            var scheduler = new DbSchedulerSide(server.database());
            for (int pair = 0; pair < pairs; pair++) {
                var ended = muniment.run(1).get(0);
                System.out.printf(
                        "muniment %,d in %.2f s: %,.0f a second%n",
                        ended.outcomes(), ended.seconds(), ended.outcomes() / ended.seconds());
                if (what.contains("raw")) {
                    double seconds = raw.run(ended.persistenceId());
                    System.out.printf(
                            "raw      %,d in %.2f s: %,.0f a second%n",
                            ended.outcomes(), seconds, ended.outcomes() / seconds);
                }
                if (what.contains("scheduler")) {
                    double seconds = scheduler.run(10_000);
                    System.out.printf("scheduler in %.2f s: %,.0f a second%n", seconds, 10_000 / seconds);
                }
            }
        }
    }
}
