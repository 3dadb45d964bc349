package app;

import database.DataDirectory;
import database.EmbeddedPostgres;
import java.io.Closeable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded database alone, for whoever wants to look into it. */
@Command(
        name = "database",
        description = "Start the embedded database alone, print its URL, and stay until interrupted.",
        footer = {"", "Exit: 0 ended by SIGTERM or SIGINT, 1 it could not start, 2 usage."},
        mixinStandardHelpOptions = true)
final class DatabaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", description = "Data directory. Default: MUNIMENT_DATA, else data.")
    private Path data;

    @Override
    public Integer call() throws Exception {
        var settings = Settings.of(System.getenv()).in(Optional.ofNullable(data), Optional.empty());
        // To be interrupted is how it ends; without the halt the JVM would report the signal as a failure.
        var database = Ending.start(() -> new Running(settings.data()), () -> Runtime.getRuntime()
                        .halt(0))
                .server
                .database();
        var password = URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
        spec.commandLine()
                .getOut()
                .println(database.url()
                        .replaceFirst("^jdbc:postgresql://", "postgresql://" + database.user() + ":" + password + "@"));
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** The server on its data directory; it stops before the directory is free for others. */
    private static final class Running implements Closeable {
        private final DataDirectory directory;
        private final EmbeddedPostgres server;

        Running(Path data) {
            directory = DataDirectory.lock(
                    data, "muniment database", Clock.systemUTC().instant());
            server = started();
        }

        private EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.start(directory);
            } catch (RuntimeException failure) {
                directory.close();
                throw failure;
            }
        }

        @Override
        public void close() {
            server.close();
            directory.close();
        }
    }
}
