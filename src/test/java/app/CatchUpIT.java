package app;

import static org.assertj.core.api.Assertions.assertThat;

import database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import model.TransferId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import testing.PostgresExtension;
import views.Progress;

/** A process may die after a transfer was acknowledged and before any view has heard of it. */
@Tag("slow")
class CatchUpIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @TempDir
    Path directory;

    @Test
    void a_transfer_that_no_view_has_heard_of_is_unfinished_once_a_node_has_started() throws Exception {
        var source = Files.createDirectories(directory.resolve("box"));
        Files.writeString(source.resolve("letter.txt"), "Dear Ada");
        var database = POSTGRES.fresh();
        var environment = Map.of(
                "MUNIMENT_DATABASE_URL", database.url(),
                "MUNIMENT_DATABASE_USER", database.user(),
                "MUNIMENT_DATABASE_PASSWORD", database.password());
        var data = directory.resolve("data");
        final TransferId transfer;
        try (var node = RunningNode.start(data, environment)) {
            transfer = node.submit(source, "default");
            node.awaitStep(transfer, "approve-transfer");
        }
        forget(database);

        try (var node = RunningNode.start(data, environment)) {
            assertThat(Progress.unfinished(node.views())).containsExactly(transfer);
        }
    }

    private static void forget(Database database) throws Exception {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE views.transfer, views.choice, views.projected CASCADE");
        }
    }
}
