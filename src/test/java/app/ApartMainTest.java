package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import model.FilePath;
import model.Finding;
import model.JobId;
import model.Ordinals;
import model.TransferId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import preservation.attempt.AttemptKey;
import preservation.attempt.AttemptOrder;
import preservation.attempt.FactsFile;
import preservation.attempt.SampleOrders;
import preservation.attempt.SealedResult;
import preservation.attempt.WorkArea;
import preservation.attempt.Workbench;
import storage.Blobs;
import testing.Entries;
import testing.FakeContext;

/** The product's own program of a process that a task has to itself, with the product's actions. */
class ApartMainTest {

    private static final AttemptKey KEY = new AttemptKey(
            new JobId(new TransferId(UUID.fromString("11111111-2222-4333-8444-555555555555")), "assign", 0), 4);

    @TempDir
    Path directory;

    @Test
    void it_has_the_products_actions() throws Exception {
        var settings = Settings.of(Map.of("MUNIMENT_DATA", directory.toString()));
        var context = FakeContext.in(directory);
        try (var facts = new FactsFile.Writer(context.workArea().resolve("facts"))) {
            facts.add(Entries.received(context, "objects/a.txt", new byte[] {'a', 'b', 'c'}));
            facts.seal();
        }
        var area = new WorkArea(context.workArea(), Files.createDirectories(directory.resolve("blobs")));
        var actions = ActionCatalogue.of(settings, Toolbox.open(settings), Version.software(), Clock.systemUTC());
        var bench = new Workbench(
                area, actions, new Blobs(area.blobs(), "worker"), Clock.systemUTC(), Duration.ofMinutes(5));
        var ended = new CountDownLatch(1);
        bench.onNews(key -> ended.countDown());
        var slots = Executors.newSingleThreadExecutor();

        bench.assign(1, order(), slots);
        bench.renew(1, KEY, System.nanoTime());

        assertThat(ended.await(60, TimeUnit.SECONDS)).as("news").isTrue();
        var results = bench.holding(KEY).results();
        assertThat(bench.holding(KEY).trouble()).isEmpty();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).result().findings()).hasAtLeastOneElementOfType(Finding.ChecksumsAssigned.class);
        assertThat(SealedResult.read(area.root(), KEY))
                .as("sealed, as only long ones are here")
                .isEqualTo(results);
        slots.shutdownNow();
    }

    @Test
    void it_is_told_no_secret() {
        var settings = Settings.of(Map.of("MUNIMENT_DATA", directory.toString(), "MUNIMENT_CLAMD", "host:3310"));

        var told = Apart.environment(
                settings,
                Map.of(
                        "MUNIMENT_DATABASE_PASSWORD", "secret",
                        "MUNIMENT_TLS_KEY", "/key",
                        "MUNIMENT_VALIDATOR_SECONDS", "7"));

        assertThat(told)
                .containsOnly(
                        Map.entry("MUNIMENT_DATA", directory.toString()),
                        Map.entry("MUNIMENT_STORE", directory.resolve("store").toString()),
                        Map.entry("MUNIMENT_SLOTS", "1"),
                        Map.entry("MUNIMENT_CLAMD", "host:3310"),
                        Map.entry("MUNIMENT_VALIDATOR_SECONDS", "7"));
    }

    private static AttemptOrder order() {
        return new AttemptOrder(
                KEY,
                "assign-checksums",
                Map.of(),
                SampleOrders.facts(KEY.job().transfer()),
                FilePath.of("facts"),
                true,
                Ordinals.of(0),
                Duration.ofMinutes(1),
                true);
    }
}
