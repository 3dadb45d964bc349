package app;

import accounts.Accounts;
import accounts.Sessions;
import audit.Verifications;
import audit.history.ReadHistory;
import http.Api;
import http.ApiServer;
import http.access.Access;
import http.access.ClientAddress;
import http.access.Credentials;
import http.access.Identification;
import http.access.SessionCookie;
import http.audit.Trail;
import http.exchange.ReadModels;
import http.exchange.Reading;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.DispatcherSelector;
import storage.AipStore;
import storage.Blobs;
import views.EntryNames;
import views.Feed;
import views.FileList;
import views.FilePage;
import views.Headways;
import views.Pace;
import views.Progress;
import views.StuckTransfers;
import views.TaskList;
import views.TaskPage;
import views.TransferList;
import views.TransferPage;

/** Opens the API on each actor system of a node, always at the same address. */
final class ApiFront implements NodeLife.Front {

    private final Workflows workflows;
    private InetSocketAddress address;
    private Optional<Verifications> verifications = Optional.empty(); // one goes on though actor systems come and go

    ApiFront(Workflows workflows) {
        this.workflows = workflows;
    }

    /** Where it listens, once it was opened. */
    InetSocketAddress address() {
        return address;
    }

    @Override
    public AutoCloseable open(NodeLife life) throws IOException, InterruptedException {
        var parts = life.parts();
        var settings = parts.settings();
        var views = parts.views().orElseThrow();
        var api = new Api(
                new NodeDoor(life.transfers(), workflows, parts.clock()),
                new NodeCluster(life.actors(), life.system(), parts.clock()),
                readModels(views, parts),
                trail(parts),
                access(life, views),
                settings.sources(),
                NodeHealth.checks(life));
        int port = address == null ? settings.port() : address.getPort();
        var server = ApiServer.start(api, life.system(), settings.host(), port);
        address = server.address();
        Progress.unfinished(views).forEach(life.transfers()::wake);
        return server;
    }

    private static Access access(NodeLife life, DataSource source) {
        var parts = life.parts();
        var settings = parts.settings();
        var limits =
                new Sessions.Limits(settings.access().idle(), settings.access().longest());
        var accounts = Accounts.in(source, limits, parts.clock());
        var reading = new Reading(life.system().dispatchers().lookup(DispatcherSelector.blocking()));
        boolean behindProxy = settings.access().behindProxy();
        return new Access(
                settings.signInRequired() ? new Credentials(accounts, reading) : Identification.NOT_ASKED,
                accounts,
                new SessionCookie(behindProxy),
                new ClientAddress(behindProxy));
    }

    private Trail trail(NodeParts parts) {
        var journal = parts.audit().orElseThrow();
        if (verifications.isEmpty()) {
            var settings = parts.settings();
            verifications = Optional.of(new Verifications(
                    new Verifications.Subject(
                            journal, parts.area().blobs(), new AipStore(settings.store()), settings.heads()),
                    parts.clock()));
        }
        var names = new EntryNames(journal);
        return new Trail(
                new ReadHistory(journal, transfer -> entries -> names.of(transfer, entries)), verifications.get());
    }

    private static ReadModels readModels(DataSource source, NodeParts parts) {
        return new ReadModels(
                new TransferList(source),
                new Headways(source),
                new TransferPage(source),
                new TaskList(source),
                new TaskPage(source),
                new FileList(source),
                new FilePage(source),
                new Feed(source),
                new StuckTransfers(
                        source, parts.clock(), parts.settings().node().activeTransfers()),
                new Pace(source, parts.clock()),
                blob -> Blobs.open(parts.area().blobs(), blob));
    }
}
