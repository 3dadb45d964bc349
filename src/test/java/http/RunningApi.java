package http;

import accounts.Accounts;
import accounts.Sessions;
import accounts.provider.IdentityProvider;
import audit.HeadFile;
import audit.JournalArchive;
import audit.Verifications;
import audit.history.ReadHistory;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.zaxxer.hikari.HikariDataSource;
import database.Database;
import http.access.Access;
import http.access.ClientAddress;
import http.access.Credentials;
import http.access.Identification;
import http.access.SessionCookie;
import http.audit.Trail;
import http.exchange.ReadModels;
import http.exchange.Reading;
import http.health.HealthCheck;
import http.uploads.UploadLimits;
import http.uploads.UploadPlace;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import storage.AipStore;
import storage.RemoveTree;
import storage.UploadArea;
import testing.PostgresExtension;
import views.DatabaseState;
import views.EntryNames;
import views.Feed;
import views.FileList;
import views.FilePage;
import views.Headways;
import views.Pace;
import views.ServedStory;
import views.StuckTransfers;
import views.TaskList;
import views.TaskPage;
import views.TransferList;
import views.TransferPage;

/** The API on a free port, over a stub of the transfers' actors and over real views of a {@link ServedStory}. */
final class RunningApi implements BeforeAllCallback, AfterAllCallback {

    static final long BODY_MILLISECONDS = 1000;
    static final long UPLOAD_BYTES = 400_000_000;
    static final int UPLOAD_FILES = 20;
    static final int UPLOADS_AT_ONCE = 3;

    private final PostgresExtension postgres = new PostgresExtension();
    private final UnaryOperator<DataSource> watched;
    ServedStory story;
    StubDoor door;
    final StubCluster cluster = new StubCluster();
    final StubPackages packages = new StubPackages();
    private Path directory;
    Path source;
    Path uploaded;
    UploadArea uploads;
    Path store;
    HeadFile heads;
    ApiClient client;
    volatile Optional<String> complaint = Optional.empty();
    volatile Accounts accounts;
    volatile Duration later = Duration.ZERO;
    private final InstantSource clock = () -> Clock.systemUTC().instant().plus(later);
    volatile Identification identification = Identification.NOT_ASKED;
    Optional<IdentityProvider> provider = Optional.empty();
    private HikariDataSource pool;
    private ActorSystem<Void> system;
    private ApiServer server;

    RunningApi() {
        this(UnaryOperator.identity());
    }

    /** @param watched stands between the views and their database */
    RunningApi(UnaryOperator<DataSource> watched) {
        this.watched = watched;
    }

    Database database() {
        return postgres.database();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        postgres.beforeAll(context);
        pool = postgres.database().pool("test", 4, Duration.ofSeconds(30));
        story = new ServedStory(postgres.database(), pool);
        door = new StubDoor(story::submit);
        directory = Files.createTempDirectory("api");
        source = Files.createDirectory(directory.resolve("source"));
        Files.createDirectories(source.resolve("2026/box-1"));
        uploaded = Files.createDirectory(directory.resolve("uploads"));
        uploads = UploadArea.open(uploaded);
        store = Files.createDirectory(directory.resolve("store"));
        system = ActorSystem.create(Behaviors.empty(), "api", config());
        start();
    }

    static Config config() {
        return ConfigFactory.parseString(
                        FirstPages.AFTER + " = 1d, pekko { loglevel = WARNING, stdout-loglevel = OFF }")
                .withFallback(ConfigFactory.parseResources("http.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    /** The same routes once more, on another actor system. */
    Routes routes(ActorSystem<?> other) {
        return new Routes(api(), other);
    }

    ActorSystem<?> system() {
        return system;
    }

    TransferList transfers() {
        return new TransferList(pool);
    }

    private void start() throws Exception {
        server = ApiServer.start(api(), system, "127.0.0.1", 0, BODY_MILLISECONDS);
        client = new ApiClient(server.address());
    }

    private Api api() {
        var data = watched.apply(pool);
        var views = new ReadModels(
                new TransferList(data),
                new Headways(data),
                new TransferPage(data),
                new TaskList(data),
                new TaskPage(data),
                new FileList(data),
                new FilePage(data),
                new Feed(data),
                new StuckTransfers(data, Clock.systemUTC(), 32),
                new DatabaseState(data),
                new Pace(data, clock),
                story);
        return new Api(
                door,
                cluster,
                views,
                trail(),
                access(),
                Map.of("papers", source),
                new TreeMap<>(Map.of("work", source)),
                packages,
                uploads(),
                List.of(check()));
    }

    private UploadPlace uploads() {
        return new UploadPlace(uploads, new UploadLimits(UPLOAD_BYTES, UPLOAD_FILES, UPLOADS_AT_ONCE));
    }

    private JournalArchive moved() {
        return new JournalArchive(store.resolve("journals"));
    }

    private Trail trail() {
        var record = new Verifications.Subject(pool, source, new AipStore(store), moved(), Optional.ofNullable(heads));
        return new Trail(
                new ReadHistory(pool, moved(), transfer -> entries -> new EntryNames(pool).of(transfer, entries)),
                new Verifications(record, clock));
    }

    private Access access() {
        accounts = Accounts.in(pool, new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(12)), clock);
        return new Access(
                request -> identification.of(request),
                accounts,
                new SessionCookie(false),
                new ClientAddress(false),
                provider);
    }

    /** From now on callers show who they are by keys and sessions of {@link #accounts}. */
    void askForCredentials() {
        var reading = new Reading(system.dispatchers().lookup(DispatcherSelector.blocking()));
        identification = new Credentials(accounts, reading);
    }

    /** Ends the server and starts another one, on another port. */
    void restart() throws Exception {
        server.close();
        start();
    }

    /** Sends a form of a page. Whoever has no form of their own sends one with the token of another page of theirs. */
    ApiClient.Reply postForm(String target, String body) {
        var kept = identification;
        identification = Identification.NOT_ASKED;
        var page = client.send("/cluster", client.builder("/cluster").GET());
        identification = kept;
        var token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.text());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page.text());
        }
        var request = client.builder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", page.header("Set-Cookie").replaceFirst(";.*", ""))
                .POST(HttpRequest.BodyPublishers.ofString(body + "&token=" + token.group(1)));
        return client.send(target, request);
    }

    /** Takes the database away, for good. */
    void loseDatabase() {
        pool.close();
    }

    private HealthCheck check() {
        return new HealthCheck() {
            @Override
            public String name() {
                return "database";
            }

            @Override
            public Optional<String> complaint() {
                return complaint;
            }
        };
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        server.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
        pool.close();
        uploads.close();
        RemoveTree.at(directory);
    }
}
