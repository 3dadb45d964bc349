package app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

class PatientLogTest {

    @Test
    void only_warnings_that_go_on_for_longer_than_a_start_are_news() {
        var nanos = new AtomicLong();
        var waiting = new PatientLog.Waiting(nanos::get);

        for (int second = 1; second <= 10; second++) {
            nanos.set(Duration.ofSeconds(second).toNanos());
            assertThat(waiting.isLong()).as("after %s s", second).isFalse();
        }
        nanos.set(Duration.ofSeconds(11).toNanos());
        assertThat(waiting.isLong()).isTrue();
    }

    @Test
    void after_a_pause_it_begins_anew() {
        var nanos = new AtomicLong();
        var waiting = new PatientLog.Waiting(nanos::get);

        nanos.set(Duration.ofHours(1).toNanos());
        assertThat(waiting.isLong()).isFalse();
        nanos.set(Duration.ofHours(2).toNanos());
        assertThat(waiting.isLong()).isFalse();
    }

    @Test
    void it_is_the_filter_of_every_node_and_lets_all_other_warnings_through() {
        var system = ActorSystem.create(
                "log", ConfigFactory.parseString("pekko.actor.provider = local").withFallback(ConfigFactory.load()));
        try {
            var filter = ((ExtendedActorSystem) system).logFilter();

            assertThat(filter).isInstanceOf(PatientLog.class);
            assertThat(filter.isWarningEnabled(Cluster.class, "a source")).isTrue();
            assertThat(filter.isWarningEnabled(ShardRegion.class, "a source")).isFalse();
            assertThat(filter.isErrorEnabled(ShardRegion.class, "a source")).isTrue();
        } finally {
            TestKit.shutdownActorSystem(system);
        }
    }
}
