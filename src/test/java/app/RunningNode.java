package app;

import static org.assertj.core.api.Assertions.assertThat;

import actors.transfer.TransferActor;
import actors.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import model.TransferId;
import testing.LentServer;
import testing.UntouchedRecord;

/** A whole installation in the test's process: the embedded database, one node, every tool that this machine has. */
final class RunningNode implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Installation installation;
    private final Submitting submitting;
    private final Toolbox tools;
    private final Settings settings;

    private RunningNode(Installation installation, Submitting submitting, Toolbox tools, Settings settings) {
        this.installation = installation;
        this.submitting = submitting;
        this.tools = tools;
        this.settings = settings;
    }

    /** On a data directory, with more settings as environment variables. */
    static RunningNode start(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        LentServer.to(data);
        var settings = Settings.of(environment).in(Optional.of(data), Optional.empty());
        var clock = Clock.systemUTC();
        var tools = Toolbox.open(settings);
        var actions = ActionCatalogue.of(settings, tools, Version.software(), clock);
        var workflows = Workflows.read(data, actions.names());
        var installation = new Installation(settings, "a test", actions, clock);
        return new RunningNode(
                installation, new Submitting(installation.node().transfers(), workflows, clock), tools, settings);
    }

    /** Answers every question by the configuration {@code automated}. */
    TransferId submit(Path source) throws Exception {
        return submit(source, "automated");
    }

    TransferId submit(Path source, String configuration) throws Exception {
        var id = Submitting.newId();
        var name = source.getFileName().toString();
        var request = new Submitting.Request(
                source, name, name, "standard", configuration, Optional.empty(), "a test", Map.of());
        return get(submitting.submit(id, request, id.toString()).toCompletableFuture());
    }

    /** Waits until a transfer has ended. */
    TransferActor.Summary await(TransferId id) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        var summary = describe(id);
        while (!summary.status().isEnded()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + LIMIT + " the transfer stands at " + summary);
            }
            pause();
            summary = describe(id);
        }
        return summary;
    }

    /** Waits until a transfer has reached a step of the workflow. */
    void awaitStep(TransferId id, String step) throws Exception {
        var summary = describe(id);
        while (!summary.step().equals(Optional.of(step))) {
            assertThat(summary.status().isEnded())
                    .as("%s never stood at %s", summary, step)
                    .isFalse();
            pause();
            summary = describe(id);
        }
    }

    /** Waits like {@link #await}, though the transfer may be out of reach for a while. */
    TransferActor.Summary awaitThroughOutage(TransferId id) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return await(id);
            } catch (ExecutionException unanswered) {
                if (System.nanoTime() > deadline) {
                    throw unanswered;
                }
            }
        }
    }

    private static void pause() throws ExecutionException, InterruptedException, TimeoutException {
        get(CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)));
    }

    DataSource views() {
        return installation.node().views();
    }

    Transfers transfers() {
        return installation.node().transfers();
    }

    TransferActor.Summary run(Path source) throws Exception {
        return await(submit(source));
    }

    private TransferActor.Summary describe(TransferId id)
            throws ExecutionException, InterruptedException, TimeoutException {
        return get(installation.node().transfers().describe(id).toCompletableFuture());
    }

    private static <T> T get(CompletableFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whatever the suite did, nobody has touched the record. */
    @Override
    public void close() throws IOException {
        try {
            UntouchedRecord.require(views(), settings.blobs(), settings.store());
        } catch (SQLException away) {
            throw new IOException(away);
        } finally {
            installation.close();
            tools.runner().close();
        }
    }
}
