package app;

import actors.job.JobSurroundings;
import actors.job.RegisterPlanner;
import actors.transfer.Recall;
import actors.transfer.TransferSurroundings;
import actors.transfer.Transfers;
import app.cluster.Lives;
import app.settings.HostPort;
import audit.JournalArchive;
import audit.MoveJournals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import model.TaskOutcome;
import model.TransferId;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.remote.RemoteTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.TidyTransfer;
import preservation.attempt.AttemptKey;
import preservation.attempt.SealedResult;
import storage.AipStore;
import storage.WorkerPresence;
import views.Register;

/** One actor system of a node, with what the node's roles run in it. A later one may follow in the same process. */
final class NodeLife implements Lives.Life {

    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /** What is opened on an actor system and closed before it ends. */
    @FunctionalInterface
    interface Front {
        AutoCloseable open(NodeLife life) throws IOException, InterruptedException;
    }

    private final NodeParts parts;
    private final ActorSystem<Void> system;
    private final NodeActors actors;
    private final Optional<Transfers> transfers;
    private final Optional<AutoCloseable> front;

    /** Begins; it is not in a cluster yet. */
    NodeLife(NodeParts parts, Optional<Front> front) throws IOException, InterruptedException {
        this.parts = parts;
        var started = new CompletableFuture<NodeActors>();
        system = listening(started);
        try {
            actors = await(started);
            transfers = actors.coordinating()
                    .map(here -> Transfers.init(system, surroundings(here)))
                    .or(() -> parts.views().map(views -> Transfers.elsewhere(system)));
            this.front =
                    front.isEmpty() ? Optional.empty() : Optional.of(front.get().open(this));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            terminate();
            throw failure;
        }
    }

    private ActorSystem<Void> listening(CompletableFuture<NodeActors> started) throws IOException {
        try {
            return ActorSystem.create(NodeActors.root(started, parts), "muniment", parts.config());
        } catch (RemoteTransportException refused) {
            var cluster = parts.settings().cluster();
            throw new IOException(
                    "other nodes can't reach this one at " + new HostPort(cluster.host(), cluster.port()) + " ("
                            + refused.getMessage() + "); MUNIMENT_CLUSTER_HOST is an address of this machine, and"
                            + " MUNIMENT_CLUSTER_PORT a port that no other node or program has",
                    refused);
        }
    }

    private TransferSurroundings surroundings(NodeActors.Coordinating here) {
        var settings = parts.settings();
        var jobs = new JobSurroundings(
                here.dispatcher(),
                here.projection(),
                new RegisterPlanner(
                        new Register(parts.views().orElseThrow()), parts.area().root()),
                parts.journal(),
                this::sealed,
                system.dispatchers().lookup(DispatcherSelector.blocking()),
                parts.clock(),
                settings.lease(),
                other -> WorkerPresence.isCertainlyDead(settings.workers(), other));
        var tidy = new TidyTransfer(new AipStore(settings.store()), parts.area().root());
        TransferSurroundings.Tidying tidying = (transfer, ended) -> tidy.tidy(
                transfer,
                ended.submission().sip(),
                ended.ended().status(),
                ended.ended().at(),
                ended.head());
        return new TransferSurroundings(
                jobs, here.admission(), tidying, settings.node().name(), recall());
    }

    private Recall recall() {
        var archive = new JournalArchive(parts.settings().journals());
        var moves = new MoveJournals(parts.views().orElseThrow(), archive);
        return new Recall() {
            @Override
            public boolean isMoved(TransferId transfer) {
                return archive.holds(transfer);
            }

            @Override
            public void recall(TransferId transfer) throws Exception {
                moves.recall(transfer);
            }
        };
    }

    /** Run again is what happens to an attempt whose result can't be read. */
    private List<TaskOutcome> sealed(AttemptKey attempt) {
        try {
            return SealedResult.read(parts.area().root(), attempt);
        } catch (IOException failure) {
            LOG.warn("what {} may have left can't be read; it is carried out again", attempt, failure);
            return List.of();
        }
    }

    @Override
    public ActorSystem<Void> system() {
        return system;
    }

    NodeParts parts() {
        return parts;
    }

    NodeActors actors() {
        return actors;
    }

    /** Where transfers are asked for; not there on a node that only works. */
    Transfers transfers() {
        return transfers.orElseThrow();
    }

    /** Leaves the cluster in order when it is in one; what this node coordinated goes on elsewhere. */
    @Override
    public void close() {
        front.ifPresent(open -> {
            try {
                open.close();
            } catch (Exception failure) {
                LOG.warn("what listens to clients did not end in order", failure);
            }
        });
        terminate();
    }

    private void terminate() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("the node did not leave in order; what it did is taken over", failure);
        }
    }

    private static NodeActors await(CompletableFuture<NodeActors> started) throws IOException, InterruptedException {
        try {
            return started.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the actor system did not start within " + START_LIMIT, failure);
        }
    }
}
