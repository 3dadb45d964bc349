package testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A service that takes the example through its workflow, shows it, and ends as it is asked to; then the virtual machine has met nearly
 * all classes of a node.
 */
final class Training {

    private static final String LISTENS = "muniment listens on ";
    private static final int END_SECONDS = 120;

    private Training() {}

    /** @param serve the words that start the service on a data directory of its own */
    static void run(List<String> serve, Path log) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(serve).redirectError(log.toFile());
        builder.environment()
                .put("MUNIMENT_SOURCES", "examples=" + Path.of("examples").toAbsolutePath());
        var service = builder.start();
        try {
            var line = service.inputReader().readLine();
            if (line == null || !line.startsWith(LISTENS)) {
                throw new IllegalStateException("it said \"" + line + "\"; its log is " + log);
            }
            work(line.substring(LISTENS.length()));
            service.toHandle().destroy();
            if (!service.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service did not end; its log is " + log);
            }
        } finally {
            service.destroyForcibly();
        }
    }

    private static void work(String url) throws IOException, InterruptedException {
        var submissions = new Submissions(url, Optional.empty());
        var page = submissions.submit("examples", "first-transfer", "automated");
        submissions.story(page);
        for (var shown : List.of("/", page)) {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url + shown)).build(), BodyHandlers.discarding());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + shown + " answered " + answer.statusCode());
            }
        }
    }
}
