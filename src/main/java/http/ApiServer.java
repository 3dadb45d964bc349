package http;

import http.access.Gate;
import http.access.Identification;
import http.exchange.Bodies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API on a port. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration FINISH_LIMIT = Duration.ofSeconds(10);
    private static final Duration CUT_LIMIT = Duration.ofSeconds(1);
    private static final long BODY_MILLISECONDS = 5000;

    private final Routes routes;
    private final Connections connections;
    private final ServerBinding binding;
    private final Cancellable firstPages;

    private ApiServer(Routes routes, Connections connections, ServerBinding binding, Cancellable firstPages) {
        this.routes = routes;
        this.connections = connections;
        this.binding = binding;
        this.firstPages = firstPages;
    }

    /**
     * Listens.
     *
     * @param port 0 for a free one
     * @throws IOException when the address can't be had
     */
    public static ApiServer start(Api api, ActorSystem<?> system, String host, int port)
            throws IOException, InterruptedException {
        return start(api, system, host, port, BODY_MILLISECONDS);
    }

    static ApiServer start(Api api, ActorSystem<?> system, String host, int port, long bodyMilliseconds)
            throws IOException, InterruptedException {
        var routes = new Routes(api, system);
        var bodies = new Bodies(system, bodyMilliseconds);
        var routing = new Routing(routes, new Gate(api.access().identification()), bodies, system);
        var unasked = new Routing(routes, new Gate(Identification.NOT_ASKED), bodies, system); // listens nowhere
        var connections = new Connections();
        try {
            var binding = Http.get(system)
                    .newServerAt(host, port)
                    .bindFlow(connections.answering(routing::answer))
                    .toCompletableFuture()
                    .get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            var firstPages =
                    new FirstPages(api.views().transfers(), unasked::answer, system, signIn(binding.localAddress()));
            var soon = system.scheduler()
                    .scheduleOnce(
                            system.settings().config().getDuration(FirstPages.AFTER),
                            firstPages,
                            system.dispatchers().lookup(DispatcherSelector.blocking()));
            return new ApiServer(routes, connections, binding, soon);
        } catch (ExecutionException | TimeoutException failure) {
            routes.close();
            throw new IOException(
                    "cannot listen on " + host + ":" + port + "; is another service there? Choose another --port",
                    failure);
        }
    }

    private static URI signIn(InetSocketAddress listening) {
        var address = listening.getAddress();
        var near = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        var host = near.getHostAddress();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening.getPort() + "/sign-in");
    }

    public InetSocketAddress address() {
        return binding.localAddress();
    }

    /** Ends event streams, takes no more connections, lets what is under way finish, and cuts off the rest. */
    @Override
    public void close() {
        firstPages.cancel();
        routes.close();
        try {
            finish(binding.unbind());
            if (!connections.end(FINISH_LIMIT)) {
                LOG.warn(
                        "some requests took longer than {}; they are cut off, and their clients repeat them",
                        FINISH_LIMIT);
            }
            finish(binding.terminate(CUT_LIMIT));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warn("the API did not end in order; clients repeat what was cut off", failure);
        }
    }

    private static void finish(CompletionStage<?> ending)
            throws InterruptedException, ExecutionException, TimeoutException {
        ending.toCompletableFuture().get(FINISH_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
