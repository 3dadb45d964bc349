package audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import storage.AipStore;
import testing.PostgresExtension;

class VerificationsTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static HikariDataSource source;

    @TempDir
    Path directory;

    private final List<Runnable> waiting = new ArrayList<>();
    private WrittenTransfer transfer;

    @BeforeEach
    void write() throws Exception {
        if (source == null) {
            source = POSTGRES.database().pool("verifications", 2, Duration.ZERO);
        }
        execute("TRUNCATE event_journal CASCADE");
        transfer = WrittenTransfer.of(POSTGRES.database(), Files.createDirectories(directory.resolve("blobs")), 1);
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Test
    void one_of_a_kind_goes_on_at_a_time() {
        var verifications = verifications(Optional.empty());

        var all = verifications.begin(Optional.empty(), "ada", waiting::add).orElseThrow();
        assertThat(verifications.begin(Optional.empty(), "bob", waiting::add)).isEmpty();
        var one = verifications.begin(Optional.of(transfer.id), "ada", waiting::add);
        assertThat(one).isPresent();
        assertThat(verifications.running(true)).contains(all);
        waiting.forEach(Runnable::run);

        assertThat(verifications.running(true)).isEmpty();
        assertThat(all.end()
                        .toCompletableFuture()
                        .join()
                        .outcome()
                        .orElseThrow()
                        .isClean())
                .isTrue();
        assertThat(verifications.latest(Optional.empty()).orElseThrow().by()).isEqualTo("ada");
        assertThat(verifications.latest(Optional.of(transfer.id))).isPresent();
        assertThat(verifications.begin(Optional.empty(), "bob", waiting::add)).isPresent();
    }

    @Test
    void heads_are_exported_and_what_is_rewritten_later_is_found_against_them() throws Exception {
        var key = directory.resolve("heads.key");
        SigningKey.create(key);
        var file = new HeadFile(directory.resolve("heads.log"), key);
        var verifications = verifications(Optional.of(file));

        var first = verified(verifications);
        assertThat(first.isClean()).isTrue();
        assertThat(first.headsAdded()).isEqualTo(1);
        assertThat(file.state().orElseThrow().heads()).isEqualTo(1);
        assertThat(verified(verifications).headsAdded()).isZero();

        execute("DELETE FROM event_journal WHERE persistence_id = '" + transfer.own() + "' AND sequence_number > 5");
        var second = verified(verifications);
        assertThat(second.isClean()).isFalse();
        assertThat(second.report().orElseThrow().discrepancies())
                .anyMatch(found -> found.persistenceId().equals(transfer.own()) && found.sequence() == 6);
        assertThat(file.state().orElseThrow().entries()).isEqualTo(1);
    }

    @Test
    void what_can_not_be_carried_out_is_no_pass() throws Exception {
        var verifications = new Verifications(
                new Verifications.Subject(
                        source,
                        directory.resolve("blobs"),
                        new AipStore(directory.resolve("store")),
                        Optional.of(new HeadFile(directory.resolve("heads.log"), directory.resolve("no.key")))),
                () -> Instant.EPOCH);

        var outcome = verified(verifications);

        assertThat(outcome.isClean()).isFalse();
        assertThat(outcome.failure().orElseThrow()).contains("no.key");
    }

    private Verification.Outcome verified(Verifications verifications) {
        var running =
                verifications.begin(Optional.empty(), "ada", Runnable::run).orElseThrow();
        return running.end().toCompletableFuture().join().outcome().orElseThrow();
    }

    private Verifications verifications(Optional<HeadFile> heads) {
        return new Verifications(
                new Verifications.Subject(
                        source, directory.resolve("blobs"), new AipStore(directory.resolve("store")), heads),
                () -> Instant.EPOCH);
    }

    private static void execute(String sql) throws Exception {
        try (var connection = POSTGRES.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
