package app;

import http.Api;
import http.ApiServer;
import http.exchange.ReadModels;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import storage.Blobs;
import views.Feed;
import views.FileList;
import views.FilePage;
import views.Progress;
import views.TaskList;
import views.TaskPage;
import views.TransferList;
import views.TransferPage;

/** An installation with the API in front of it. The API ends first, so that nothing is asked of a node that ends. */
final class Service implements Closeable {

    private final Installation installation;
    private final ApiServer server;

    private Service(Installation installation, ApiServer server) {
        this.installation = installation;
        this.server = server;
    }

    /** Returns when requests are answered; what an earlier process left unfinished goes on. */
    static Service start(Settings settings, Clock clock) throws IOException, InterruptedException {
        var actions = ActionCatalogue.of(settings, Toolbox.open(settings), Version.software(), clock);
        var workflows = Workflows.read(settings.data(), actions.names());
        var installation = new Installation(settings, "muniment serve", actions, clock);
        try {
            var node = installation.node();
            Progress.unfinished(node.views()).forEach(node.transfers()::wake);
            var api = new Api(
                    new NodeDoor(node.transfers(), workflows, clock),
                    readModels(node),
                    settings.sources(),
                    NodeHealth.checks(node, settings.data().resolve("work")));
            return new Service(installation, ApiServer.start(api, node.system(), settings.host(), settings.port()));
        } catch (IOException | InterruptedException | RuntimeException failure) {
            installation.close();
            throw failure;
        }
    }

    private static ReadModels readModels(Node node) {
        var source = node.views();
        return new ReadModels(
                new TransferList(source),
                new TransferPage(source),
                new TaskList(source),
                new TaskPage(source),
                new FileList(source),
                new FilePage(source),
                new Feed(source),
                blob -> Blobs.open(node.blobDirectory(), blob));
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            installation.close();
        }
    }
}
