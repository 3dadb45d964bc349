package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.LentServer;
import testing.PostgresExtension;

/**
 * Goal: an operator makes users and keys on the command line, and a service that asks for them lets in whom it should, at once.
 * Method: the real service and real commands, each a process of its own, over one new data directory.
 */
@Tag("slow")
class AccessIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void keys_from_the_command_line_open_a_service_that_asks_for_them() throws Exception {
        var data = directory.resolve("data");
        LentServer.to(data);
        var papers = Files.createDirectories(directory.resolve("papers"));
        try (var service = ServeProcess.start(data, papers, Map.of("MUNIMENT_SIGN_IN", "required"))) {
            assertThat(status(service, "")).isEqualTo(401);
            assertThat(submit(service, Map.of()).err()).contains("asks who you are");

            var key =
                    run(data, "keys", "add", "ingest", "--role", "viewer").out().strip();
            var file = Files.writeString(directory.resolve("ingest.key"), key + "\n");
            assertThat(status(service, key)).isEqualTo(200);
            var refused = submit(service, Map.of("MUNIMENT_API_KEY_FILE", file.toString()));
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.err()).contains("needs the role").doesNotContain(key);

            assertThat(run(data, "users", "add", "ada", "--role", "viewer", "--no-password")
                            .exit())
                    .isZero();
            assertThat(run(data, "users", "list").out()).containsPattern("ada +viewer");
            assertThat(run(data, "keys", "revoke", "ingest").exit()).isZero();
            assertThat(status(service, key)).isEqualTo(401);
            assertThat(run(data, "users", "remove", "ada").exit()).isZero();
            assertThat(service.terminate()).isZero();
        }
    }

    private CommandRun submit(ServeProcess service, Map<String, String> environment) throws Exception {
        return CommandRun.of(directory, List.of("submit", "papers:box", "--url", service.url()), environment);
    }

    private CommandRun run(Path data, String... arguments) throws Exception {
        return CommandRun.of(directory, List.of(arguments), Map.of("MUNIMENT_DATA", data.toString()));
    }

    private static int status(ServeProcess service, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/api/v1/transfers"));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
