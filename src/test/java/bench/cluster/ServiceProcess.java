package bench.cluster;

import database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The service as a person starts it: {@code ./muniment serve}, on a free port. */
final class ServiceProcess implements AutoCloseable {

    private static final String LISTENS = "muniment listens on ";

    private final Process process;
    private final String url;

    private ServiceProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ServiceProcess start(Path data, Database database, Path papers) throws IOException {
        Files.createDirectories(data);
        var builder = new ProcessBuilder("./muniment", "serve", "--port", "0", "--data", data.toString())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("MUNIMENT_SOURCES", "papers=" + papers);
        environment.put("MUNIMENT_JAVA_OPTS", "-Xmx512m");
        environment.put("MUNIMENT_LOG_LEVEL", "WARN");
        environment.put("MUNIMENT_DATABASE_URL", database.url());
        environment.put("MUNIMENT_DATABASE_USER", database.user());
        environment.put("MUNIMENT_DATABASE_PASSWORD", database.password());
        var process = builder.start();
        var said = process.inputReader();
        var all = new StringBuilder();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith(LISTENS)) {
                drain(process);
                return new ServiceProcess(process, line.substring(LISTENS.length()));
            }
        }
        throw new IOException("the service did not start: " + all);
    }

    private static void drain(Process process) {
        var thread = new Thread(() -> process.inputReader().lines().forEach(System.err::println));
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return url;
    }

    /** Of processors, since it began. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** See {@link HeapOf}. */
    double heap() throws IOException, InterruptedException {
        return HeapOf.process(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        Patience.awaitEnd(process);
    }
}
