package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipeline.accounts.AccountEvent;
import pipeline.journal.ChainedEvent;
import testing.PostgresExtension;

class AccountsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String PASSWORD = "twelve at the least";
    private static final String HOME = "192.0.2.1";
    private static final Sessions.Limits LIMITS = new Sessions.Limits(Duration.ofHours(1), Duration.ofHours(12));

    private HikariDataSource pool;
    private volatile Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private Accounts accounts;

    @BeforeEach
    void open() throws SQLException {
        pool = POSTGRES.fresh().pool("test", 8, Duration.ofSeconds(30));
        accounts = Accounts.in(pool, LIMITS, () -> now);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void somebody_who_was_added_signs_in_and_out() {
        add("ada", AccessRole.ARCHIVIST);

        var begun = accounts.signIn().begin("ada", PASSWORD, HOME);

        assertThat(accounts.sessions().find(begun.token()).orElseThrow().user()).isEqualTo("ada");
        assertThat(accounts.sessions().find(begun.token()).orElseThrow().roles())
                .containsExactly(AccessRole.ARCHIVIST);
        accounts.sessions().end(begun.token());
        assertThat(accounts.sessions().find(begun.token())).isEmpty();
    }

    @Test
    void nobody_else_signs_in_and_all_are_told_the_same() {
        add("ada", AccessRole.ARCHIVIST);
        accounts.users().add("late", Set.of(AccessRole.VIEWER), Optional.empty(), "test");

        var said = List.of(wrong("ada", "wrong"), wrong("nobody", PASSWORD), wrong("late", ""), wrong("x'--", "y"));

        assertThat(said).containsOnly("The name or the password is wrong.");
    }

    @Test
    void a_session_ends_when_nothing_is_asked_for_too_long() {
        add("ada", AccessRole.VIEWER);
        var begun = accounts.signIn().begin("ada", PASSWORD, HOME);

        later(Duration.ofMinutes(59));
        assertThat(accounts.sessions().find(begun.token())).isPresent();
        later(Duration.ofMinutes(59));
        assertThat(accounts.sessions().find(begun.token())).isPresent();
        later(Duration.ofMinutes(60));
        assertThat(accounts.sessions().find(begun.token())).isEmpty();
    }

    @Test
    void a_session_ends_whatever_is_asked() {
        add("ada", AccessRole.VIEWER);
        var begun = accounts.signIn().begin("ada", PASSWORD, HOME);

        for (int minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
            later(Duration.ofMinutes(30));
            assertThat(accounts.sessions().find(begun.token())).isPresent();
        }
        later(Duration.ofMinutes(30));

        assertThat(accounts.sessions().find(begun.token())).isEmpty();
    }

    @Test
    void a_role_that_is_taken_is_taken_at_once_and_another_password_ends_all_sessions() {
        add("grace", AccessRole.ADMINISTRATOR);
        add("ada", AccessRole.ARCHIVIST);
        var session = accounts.signIn().begin("ada", PASSWORD, HOME);

        accounts.users().give("ada", Set.of(AccessRole.VIEWER), "grace");
        assertThat(accounts.sessions().find(session.token()).orElseThrow().roles())
                .containsExactly(AccessRole.VIEWER);
        accounts.users().setPassword("ada", "another one, just as long", "grace");

        assertThat(accounts.sessions().find(session.token())).isEmpty();
        assertThat(wrong("ada", PASSWORD)).isNotEmpty();
        assertThat(accounts.signIn().begin("ada", "another one, just as long", HOME))
                .isNotNull();
    }

    @Test
    void who_is_removed_is_out_at_once() {
        add("ada", AccessRole.VIEWER);
        var session = accounts.signIn().begin("ada", PASSWORD, HOME);

        accounts.users().remove("ada", "test");

        assertThat(accounts.sessions().find(session.token())).isEmpty();
        assertThat(wrong("ada", PASSWORD)).isNotEmpty();
    }

    @Test
    void the_only_administrator_stays_one() {
        add("grace", AccessRole.ADMINISTRATOR);

        assertThatThrownBy(() -> accounts.users().remove("grace", "grace")).hasMessageContaining("only administrator");
        assertThatThrownBy(() -> accounts.users().give("grace", Set.of(AccessRole.VIEWER), "grace"))
                .hasMessageContaining("only administrator");

        add("linus", AccessRole.ADMINISTRATOR);
        accounts.users().remove("grace", "linus");
        assertThat(accounts.users().all()).extracting(User::name).containsExactly("linus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "a b", "-a", "a\nb", "unauthenticated", "key:a", "../a", "a|b", "ä"})
    void what_would_be_misread_is_no_name(String name) {
        assertThatThrownBy(() -> accounts.users().add(name, Set.of(AccessRole.VIEWER), Optional.empty(), "test"))
                .isInstanceOf(AccountRefused.class)
                .hasMessageContaining("can't be a name");
        assertThat(accounts.users().all()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void a_short_password_is_refused() {
        assertThatThrownBy(() ->
                        accounts.users().add("ada", Set.of(AccessRole.VIEWER), Optional.of("elevenchars"), "test"))
                .hasMessageContaining("12 to 256");
        assertThat(accounts.users().all()).isEmpty();
    }

    @Test
    void a_key_is_good_until_it_is_revoked_or_has_expired() {
        var day = Optional.of(now.plus(Duration.ofDays(1)));
        var lasting = accounts.keys().issue("ingest", Set.of(AccessRole.ARCHIVIST), Optional.empty(), "grace");
        var passing = accounts.keys().issue("guest", Set.of(AccessRole.VIEWER), day, "grace");

        assertThat(accounts.keys().find(lasting.text()).orElseThrow().name()).isEqualTo("ingest");
        assertThat(accounts.keys().find(passing.text()).orElseThrow().roles()).containsExactly(AccessRole.VIEWER);
        later(Duration.ofDays(1));
        assertThat(accounts.keys().find(passing.text())).isEmpty();
        accounts.keys().revoke("ingest", "grace");
        assertThat(accounts.keys().find(lasting.text())).isEmpty();
        assertThatThrownBy(() -> accounts.keys().issue("ingest", Set.of(AccessRole.VIEWER), Optional.empty(), "grace"))
                .hasMessageContaining("there is, or was");
    }

    @Test
    void what_is_nearly_a_key_opens_nothing() {
        var key = accounts.keys().issue("ingest", Set.of(AccessRole.ARCHIVIST), Optional.empty(), "grace");
        var other = accounts.keys().issue("other", Set.of(AccessRole.ARCHIVIST), Optional.empty(), "grace");
        var text = key.text();
        var last = text.endsWith("A") ? "B" : "A";

        assertThat(accounts.keys().find(text.substring(0, text.length() - 1) + last))
                .isEmpty();
        assertThat(accounts.keys().find(text + "A")).isEmpty();
        assertThat(accounts.keys().find("mun_" + key.key().id())).isEmpty();
        assertThat(accounts.keys().find(text.substring(0, 13) + other.text().substring(13)))
                .isEmpty();
        assertThat(accounts.keys().find("")).isEmpty();
    }

    @Test
    void the_database_holds_no_secret() throws SQLException {
        add("ada", AccessRole.VIEWER);
        var session = accounts.signIn().begin("ada", PASSWORD, HOME);
        var key = accounts.keys().issue("ingest", Set.of(AccessRole.VIEWER), Optional.empty(), "grace");

        var dump = new StringBuilder();
        for (var table : List.of("person", "api_key", "session", "sign_in_try")) {
            dump.append(text("SELECT coalesce(string_agg(t::text, ' '), '') FROM accounts." + table + " t"));
        }
        dump.append(text("SELECT string_agg(encode(event_payload, 'escape'), ' ') FROM event_journal"));

        assertThat(dump.toString())
                .contains("ada", "ingest")
                .doesNotContain(
                        PASSWORD, session.token(), key.text(), key.text().substring(13));
        assertThat(key.toString() + session).doesNotContain(key.text(), session.token());
    }

    @Test
    void the_day_of_a_keys_last_use_is_remembered() {
        var key = accounts.keys().issue("ingest", Set.of(AccessRole.VIEWER), Optional.empty(), "grace");
        assertThat(accounts.keys().all().get(0).lastUsed()).isEmpty();

        accounts.keys().find(key.text());
        later(Duration.ofDays(2));
        accounts.keys().find(key.text());

        assertThat(accounts.keys().all().get(0).lastUsed().orElseThrow()).hasToString("2026-11-27");
    }

    @Test
    void guessing_a_name_is_ended_and_the_right_password_does_not_help_then() {
        add("ada", AccessRole.VIEWER);
        for (int i = 0; i < Tries.USER_MAX; i++) {
            wrong("ada", "guess " + i, "198.51.100." + i);
        }

        assertThat(wrong("ada", PASSWORD)).contains("Too many tries", "15 minutes");
        assertThat(wrong("ada", PASSWORD)).contains("Too many tries");
        assertThat(events())
                .filteredOn(AccountEvent.SignInBlocked.class::isInstance)
                .hasSize(1);
        later(Tries.WINDOW);
        assertThat(accounts.signIn().begin("ada", PASSWORD, HOME)).isNotNull();
    }

    @Test
    void guessing_from_an_address_is_ended_and_others_sign_in_meanwhile() {
        add("ada", AccessRole.VIEWER);
        for (int i = 0; i < Tries.ADDRESS_MAX; i++) {
            wrong("name" + i, "guess");
        }

        assertThat(wrong("ada", PASSWORD)).contains("Too many tries");
        assertThat(accounts.signIn().begin("ada", PASSWORD, "198.51.100.7")).isNotNull();
    }

    @Test
    void signing_in_rightly_all_day_is_no_guessing() {
        add("ada", AccessRole.VIEWER);
        for (int i = 0; i < 2 * Tries.ADDRESS_MAX; i++) {
            assertThat(accounts.signIn().begin("ada", PASSWORD, HOME)).isNotNull();
        }
    }

    @Test
    void many_guesses_at_once_are_no_way_around_the_limit() throws Exception {
        add("ada", AccessRole.VIEWER);
        var said = atOnce(60, i -> wrong("ada", "guess", "198.51.100." + i));

        assertThat(said).filteredOn(each -> each.contains("is wrong")).hasSizeLessThanOrEqualTo(Tries.USER_MAX);
        assertThat(said).allMatch(each -> !each.isEmpty());
    }

    @Test
    void a_password_of_an_older_cost_is_hashed_anew_when_it_is_used() throws SQLException {
        add("ada", AccessRole.VIEWER);
        var cheap = PasswordHash.of(PASSWORD, new PasswordHash.Cost(256, 1, 1));
        try (var connection = pool.getConnection();
                var update = connection.prepareStatement("UPDATE accounts.person SET password = ?")) {
            update.setString(1, cheap);
            update.executeUpdate();
        }

        accounts.signIn().begin("ada", PASSWORD, HOME);

        assertThat(text("SELECT password FROM accounts.person")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(accounts.signIn().begin("ada", PASSWORD, HOME)).isNotNull();
    }

    @Test
    void every_change_is_chained_in_the_journal_with_who_made_it() throws SQLException {
        accounts.users()
                .add("ada", Set.of(AccessRole.AUDITOR, AccessRole.VIEWER), Optional.of(PASSWORD), "command-line:root");
        accounts.users().give("ada", Set.of(AccessRole.VIEWER), "grace");
        accounts.users().setPassword("ada", "another one, just as long", "ada");
        var key = accounts.keys()
                .issue("ingest", Set.of(AccessRole.VIEWER), Optional.empty(), "grace")
                .key();
        accounts.keys().revoke(key.id(), "grace");
        accounts.keys().revoke(key.id(), "grace");
        accounts.users().remove("ada", "grace");

        assertThat(events())
                .containsExactly(
                        new AccountEvent.UserAdded("ada", List.of("viewer", "auditor"), "command-line:root", now),
                        new AccountEvent.PasswordSet("ada", "command-line:root", now),
                        new AccountEvent.RolesGiven("ada", List.of("viewer"), "grace", now),
                        new AccountEvent.PasswordSet("ada", "ada", now),
                        new AccountEvent.KeyIssued(
                                key.id(), "ingest", List.of("viewer"), Optional.empty(), "grace", now),
                        new AccountEvent.KeyRevoked(key.id(), "ingest", "grace", now),
                        new AccountEvent.UserRemoved("ada", "grace", now));
        assertThat(text("SELECT DISTINCT concat_ws('|', deleted, write_timestamp, adapter_manifest = '', event_ser_id,"
                        + " meta_ser_id IS NULL, length(writer)) FROM event_journal"))
                .isEqualTo("f|" + now.toEpochMilli() + "|t|770001|t|36");
    }

    @Test
    void who_came_in_with_a_password_and_from_where_is_in_the_journal() {
        add("ada", AccessRole.ARCHIVIST);
        assertThat(wrong("ada", "not " + PASSWORD)).isNotEmpty();
        accounts.signIn().begin("ada", PASSWORD, HOME);

        assertThat(events())
                .filteredOn(AccountEvent.SignedInWithPassword.class::isInstance)
                .containsExactly(new AccountEvent.SignedInWithPassword("ada", HOME, List.of("archivist"), now));
    }

    @Test
    void what_is_refused_is_not_in_the_journal() {
        add("ada", AccessRole.VIEWER);
        var before = events();

        assertThatThrownBy(() -> add("ada", AccessRole.VIEWER)).hasMessageContaining("already");
        assertThatThrownBy(() -> accounts.users().remove("nobody", "test")).hasMessageContaining("no user");
        assertThatThrownBy(() -> accounts.keys().revoke("nothing", "test")).hasMessageContaining("no key");

        assertThat(events()).isEqualTo(before);
    }

    @Test
    void many_changes_at_once_make_one_chain() throws Exception {
        atOnce(40, i -> {
            accounts.users().add("user" + i, Set.of(AccessRole.VIEWER), Optional.empty(), "test");
            return "";
        });

        assertThat(events()).hasSize(40);
    }

    private void add(String name, AccessRole role) {
        accounts.users().add(name, Set.of(role), Optional.of(PASSWORD), "test");
    }

    private void later(Duration time) {
        now = now.plus(time).truncatedTo(ChronoUnit.MICROS);
    }

    private String wrong(String name, String password) {
        return wrong(name, password, HOME);
    }

    /** What somebody is told who must not come in. */
    private String wrong(String name, String password, String address) {
        try {
            accounts.signIn().begin(name, password, address);
            throw new AssertionError(name + " is signed in");
        } catch (SignInRefused refused) {
            return refused.getMessage();
        }
    }

    private interface Numbered {
        String with(int number) throws Exception;
    }

    private static List<String> atOnce(int count, Numbered work) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tasks = IntStream.range(0, count)
                    .<Callable<String>>mapToObj(i -> () -> work.with(i))
                    .toList();
            var said = new ArrayList<String>();
            for (Future<String> each : threads.invokeAll(tasks)) {
                said.add(each.get());
            }
            return said;
        } finally {
            threads.shutdownNow();
        }
    }

    private String text(String query) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What the journal holds; fails when a link does not hold. */
    private List<AccountEvent> events() {
        var events = new ArrayList<AccountEvent>();
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT sequence_number, event_ser_manifest, event_payload FROM event_journal"
                                + " WHERE persistence_id = 'accounts|all' ORDER BY sequence_number")) {
            var head = ChainedEvent.GENESIS;
            while (rows.next()) {
                var event = ChainedEvent.read(rows.getString(2), rows.getBytes(3));
                assertThat(event.sequence()).isEqualTo(events.size() + 1).isEqualTo(rows.getLong(1));
                assertThat(event.previous()).isEqualTo(head);
                head = event.link();
                events.add((AccountEvent) event.event());
            }
            return events;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
