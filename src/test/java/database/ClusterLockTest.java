package database;

import static org.assertj.core.api.Assertions.assertThat;

import database.ClusterLock.Taking;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import testing.PostgresExtension;

class ClusterLockTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @Test
    void only_one_forms_and_others_share_afterwards() throws Exception {
        try (var first = new ClusterLock(POSTGRES.database());
                var second = new ClusterLock(POSTGRES.database())) {
            assertThat(first.takeAlone(Duration.ZERO)).isEqualTo(Taking.HELD);
            assertThat(second.takeAlone(Duration.ZERO)).isEqualTo(Taking.IN_USE);
            assertThat(second.hold()).as("while it is held alone").isFalse();

            assertThat(first.hold()).isTrue();

            assertThat(second.takeAlone(Duration.ZERO)).isEqualTo(Taking.IN_USE);
            assertThat(second.hold()).isTrue();
            first.release();
            assertThat(first.takeAlone(Duration.ZERO))
                    .as("the second is still there")
                    .isEqualTo(Taking.IN_USE);
            second.release();
            assertThat(first.takeAlone(Duration.ZERO)).isEqualTo(Taking.HELD);
        }
    }

    @Test
    void a_member_whose_session_was_ended_takes_it_again() throws Exception {
        var database = POSTGRES.fresh();
        try (var member = new ClusterLock(database);
                var other = new ClusterLock(database);
                var connection = database.connect();
                var statement = connection.createStatement()) {
            assertThat(member.hold()).isTrue();
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'muniment cluster' AND datname = current_database()");

            assertThat(member.hold()).isTrue();

            assertThat(other.takeAlone(Duration.ZERO)).isEqualTo(Taking.IN_USE);
        }
    }

    @Test
    void nobody_forms_on_a_server_that_was_just_started() throws Exception {
        try (var lock = new ClusterLock(POSTGRES.fresh())) {
            assertThat(lock.takeAlone(Duration.ofDays(1))).isEqualTo(Taking.TOO_EARLY);
        }
    }

    @Test
    void each_database_has_its_own() throws Exception {
        try (var one = new ClusterLock(POSTGRES.fresh());
                var other = new ClusterLock(POSTGRES.fresh())) {
            assertThat(one.takeAlone(Duration.ZERO)).isEqualTo(Taking.HELD);
            assertThat(other.takeAlone(Duration.ZERO)).isEqualTo(Taking.HELD);
        }
    }
}
