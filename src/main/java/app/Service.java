package app;

import app.settings.Role;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import preservation.attempt.Actions;

/**
 * An installation that serves: with the API in front of it where the node has that role. A worker
 * finishes what it runs before the node ends.
 */
final class Service implements Closeable {

    private final Installation installation;
    private final Optional<InetSocketAddress> address;

    private Service(Installation installation, Optional<InetSocketAddress> address) {
        this.installation = installation;
        this.address = address;
    }

    /** Returns when requests are answered; what an earlier process left unfinished goes on. */
    static Service start(Settings settings, Clock clock) throws IOException, InterruptedException {
        settings.cluster().check(settings.node(), settings.database().isEmpty());
        var tools = Toolbox.open(settings);
        var service = start(settings, ActionCatalogue.of(settings, tools, Version.software(), clock), clock);
        if (settings.node().is(Role.WORKER)) {
            var unused = service.node().up().thenRun(tools::warm);
        }
        return service;
    }

    /** With other actions than the usual ones. */
    static Service start(Settings settings, Actions actions, Clock clock) throws IOException, InterruptedException {
        settings.node().checkLimits(actions.names());
        var face = settings.node().is(Role.HTTP)
                ? Optional.of(new ApiFront(Workflows.read(settings.data(), actions.names())))
                : Optional.<ApiFront>empty();
        var installation = new Installation(settings, "muniment serve", actions, clock, face.map(front -> front));
        return new Service(installation, face.map(ApiFront::address));
    }

    /** Where the API listens; empty on a node without it. */
    Optional<InetSocketAddress> address() {
        return address;
    }

    Node node() {
        return installation.node();
    }

    @Override
    public void close() {
        try {
            installation.node().drain();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        installation.close();
    }
}
