package app;

import actors.job.JobSurroundings;
import actors.job.RegisterPlanner;
import actors.transfer.TransferSurroundings;
import actors.transfer.Transfers;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import model.WorkerId;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.TidyTransfer;
import preservation.attempt.Actions;
import preservation.attempt.WorkArea;
import preservation.attempt.Workbench;
import storage.AipStore;
import storage.Blobs;
import storage.WorkerPresence;
import views.Projection;
import views.Register;
import workflow.ResourceClass;

/**
 * One node with every role, on a database that is there already: the actor system, the worker's bench and the views. Parts
 * are started in the order in which one needs another, and stopped in the reverse order.
 */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int VIEW_CONNECTIONS = 8;

    private final WorkArea area;
    private final WorkerPresence presence;
    private final Blobs blobs;
    private final HikariDataSource pool;
    private final Map<ResourceClass, ExecutorService> threads;
    private final ActorSystem<Void> system;
    private final Transfers transfers;

    /** Returns when transfers can be submitted; those that an earlier process left unfinished go on by themselves. */
    Node(Settings settings, Database database, Actions actions, Clock clock) throws IOException, InterruptedException {
        var data = settings.data();
        var workers = data.resolve("workers");
        area = new WorkArea(
                Files.createDirectories(data.resolve("work")).toRealPath(),
                Files.createDirectories(data.resolve("blobs")).toRealPath());
        var id = new WorkerId(UUID.randomUUID());
        presence = WorkerPresence.announce(workers, id);
        blobs = new Blobs(area.blobs(), id.toString());
        pool = database.pool("views", VIEW_CONNECTIONS, STATEMENT_LIMIT);
        threads = NodeActors.threads(settings.slots());
        var bench = new Workbench(area, actions, blobs, clock, settings.lease());
        var projection = new Projection(pool, blob -> Blobs.open(area.blobs(), blob));
        var started = new CompletableFuture<NodeActors>();
        var worker = new NodeActors.Worker(id, bench, settings.slots(), threads);
        system =
                ActorSystem.create(NodeActors.root(started, projection::advance, worker), "muniment", config(database));
        var here = await(started);
        var jobs = new JobSurroundings(
                here.dispatcher(),
                here.projection(),
                new RegisterPlanner(new Register(pool), area.root()),
                system.dispatchers().lookup(DispatcherSelector.blocking()),
                clock,
                settings.lease(),
                other -> WorkerPresence.isCertainlyDead(workers, other));
        projection.behind().forEach(projection::advance); // what a kill kept from the views
        transfers = joinAlone(jobs, new TidyTransfer(new AipStore(settings.store()), area.root()));
    }

    private Transfers joinAlone(JobSurroundings jobs, TidyTransfer tidy) {
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        TransferSurroundings.Tidying tidying = (transfer, ended) -> tidy.tidy(
                transfer,
                ended.submission().sip(),
                ended.ended().status(),
                ended.ended().at(),
                ended.head());
        return Transfers.init(
                system,
                new TransferSurroundings(
                        jobs, tidying, cluster.selfMember().address().toString()));
    }

    Transfers transfers() {
        return transfers;
    }

    ActorSystem<Void> system() {
        return system;
    }

    DataSource views() {
        return pool;
    }

    Path blobDirectory() {
        return area.blobs();
    }

    /** Ends everything in order. What is under way goes on at the next start. */
    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            NodeActors.stop(threads);
            blobs.close();
            presence.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException failure) {
            LOG.warn("the node did not end in order; the next start takes over what is left", failure);
        } finally {
            pool.close();
        }
    }

    private static NodeActors await(CompletableFuture<NodeActors> started) throws IOException, InterruptedException {
        try {
            return started.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the actor system did not start within " + START_LIMIT, failure);
        }
    }

    private static Config config(Database database) {
        var db = "pekko-persistence-jdbc.shared-databases.slick.db.";
        return ConfigFactory.parseMap(Map.of(
                        db + "url", database.urlWithStatementLimit(STATEMENT_LIMIT),
                        db + "user", database.user(),
                        db + "password", database.password()))
                .withFallback(ConfigFactory.load());
    }
}
