package app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import app.settings.ClusterSettings;
import app.settings.Environment;
import app.settings.NodeSettings;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;

/** A node that no coordinator lets in, with a real actor system. Nobody listens where it asks. */
class LivesTest {

    private static final Duration AWAY = Duration.ofSeconds(8);

    /** Longer than a node waits before it says that nobody lets it in. */
    private static final Duration SAYS = Duration.ofSeconds(18);

    private static final int NOBODY = 9; // the port of what is thrown away

    @Test
    void a_worker_that_no_coordinator_lets_in_ends_after_its_time_and_cares_until_then() throws Exception {
        var cares = new AtomicInteger();
        long began = System.nanoTime();
        try (var lives = new Lives(plan("MUNIMENT_SEEDS", "127.0.0.1:" + NOBODY, cares), LivesTest::begin)) {
            var why = lives.ended().get(60, TimeUnit.SECONDS);

            assertThat(why).contains("no coordinator let this node in").contains("MUNIMENT_AWAY_MINUTES");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(AWAY);
            assertThat(lives.firstUp()).isNotDone();
            assertThat(cares).hasPositiveValue();
        }
    }

    @Test
    void a_worker_whose_coordinator_is_not_there_says_so_in_one_sentence_and_tries_nothing_that_must_fail()
            throws Exception {
        var system = ActorSystem.create(Behaviors.empty(), "log", ConfigFactory.parseString("pekko.loglevel = INFO"));
        var sentence = "it goes on asking 127.0.0.1:" + NOBODY + " (nobody listens there)";
        var patient = plan("MUNIMENT_SEEDS", "127.0.0.1:" + NOBODY, new AtomicInteger(), SAYS);
        try (var lives = new Lives(patient, LivesTest::begin)) {
            LoggingTestKit.warn("Upstream failed").withOccurrences(0).expect(system, () -> LoggingTestKit.warn(sentence)
                    .expect(
                            system,
                            () -> lives.ended().orTimeout(60, TimeUnit.SECONDS).join()));
        } finally {
            system.terminate();
        }
    }

    @Test
    void a_name_without_an_address_is_said_and_asked_for_again() throws Exception {
        var system = ActorSystem.create(Behaviors.empty(), "log", ConfigFactory.parseString("pekko.loglevel = INFO"));
        try {
            LoggingTestKit.warn("the name nowhere.invalid (MUNIMENT_CLUSTER_DNS) has no address")
                    .expect(system, () -> {
                        var seeds = new Seeds(settings("MUNIMENT_CLUSTER_DNS", "nowhere.invalid:25520"));
                        assertThat(seeds.find()).isEmpty();
                        assertThat(seeds.find()).isEmpty(); // said once in a while only
                        return null;
                    });
        } finally {
            system.terminate();
        }
    }

    @Test
    void a_worker_whose_seeds_have_no_address_yet_goes_on_asking() throws Exception {
        var cares = new AtomicInteger();
        // Longer than a busy machine needs to begin the first life and to find no address.
        var patient = plan("MUNIMENT_CLUSTER_DNS", "nowhere.invalid:25520", cares, SAYS);
        try (var lives = new Lives(patient, LivesTest::begin)) {
            assertThat(isDone(lives, Duration.ofSeconds(1)))
                    .as("before its time")
                    .isFalse();

            assertThat(lives.ended().get(60, TimeUnit.SECONDS)).contains("no coordinator let this node in");
        }
    }

    @Test
    void a_name_stands_for_all_its_addresses() {
        assertThat(new Seeds(settings("MUNIMENT_CLUSTER_DNS", "localhost:25520")).find())
                .anySatisfy(seed -> {
                    assertThat(seed.host()).isEqualTo("127.0.0.1");
                    assertThat(seed.port()).isEqualTo(25520);
                });
    }

    private static boolean isDone(Lives lives, Duration within) throws InterruptedException, ExecutionException {
        try {
            lives.ended().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        }
    }

    private static Lives.Plan plan(String variable, String value, AtomicInteger cares) {
        return plan(variable, value, cares, AWAY);
    }

    private static Lives.Plan plan(String variable, String value, AtomicInteger cares, Duration away) {
        var node = NodeSettings.of(new Environment(Map.of("MUNIMENT_ROLES", "worker")), 1);
        var impatient = new NodeSettings(
                node.name(),
                node.roles(),
                node.work(),
                node.blobs(),
                node.uploads(),
                node.journals(),
                node.moveAfter(),
                node.slots(),
                node.limits(),
                node.activeTransfers(),
                node.drainLimit(),
                away);
        return new Lives.Plan(
                impatient,
                new Seeds(settings(variable, value)),
                true,
                Optional.empty(),
                Optional.empty(),
                cares::incrementAndGet);
    }

    private static ClusterSettings settings(String variable, String value) {
        return ClusterSettings.of(new Environment(Map.of(variable, value)));
    }

    private static Lives.Life begin() {
        var listening = Map.of(
                "pekko.remote.artery.canonical.hostname",
                "127.0.0.1",
                "pekko.remote.artery.canonical.port",
                0,
                "pekko.cluster.roles",
                List.of("worker"));
        var config = ConfigFactory.parseMap(listening).withFallback(ConfigFactory.load());
        return new Alone(ActorSystem.create(Behaviors.empty(), "muniment", config));
    }

    private record Alone(ActorSystem<?> system) implements Lives.Life {
        @Override
        public void close() {
            system.terminate();
        }
    }
}
