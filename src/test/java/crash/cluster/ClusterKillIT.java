package crash.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import checker.AipCheck;
import crash.AipFacts;
import crash.JournalCheck;
import crash.SampleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: kill -9 of any process of a cluster, or of all, at any moment costs nothing that was finished. Method: coordinator,
 * http node, two workers and PostgreSQL, each a process, carry out transfers with slow, failing, crashing and normal tasks
 * and are killed at seeded moments; supervisors start them again, and a person has what failed tried again. Then the journal, the logs of what was
 * really executed, and the AIPs are looked at, beside that of a transfer that nobody disturbed, in whichever layout came first.
 * {@code .ci/kill-cluster} runs it with another seed and number of kills.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterKillIT {

    /** A busy machine takes its time to start four JVMs; none of it is what is measured here. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(240);

    private static final int USUAL_KILLS = 15;
    private static final List<String> TROUBLE = List.of("slow 1", "failing 1", "crashing 1", "slow 2", "failing 2");

    @TempDir
    Path temporary;

    private CrashCluster cluster;
    private Person person;
    private Random random;
    private Path papers;
    private AipFacts undisturbed;

    @BeforeAll
    void write(@TempDir Path source) throws Exception {
        papers = source;
        SampleSource.make(papers.resolve("box"), new Random(7));
        for (var name : TROUBLE) {
            SampleSource.add(papers.resolve("box"), name + ".txt", (name + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(CrashCluster.Layout.class)
    void kills_of_any_process_repeat_nothing_finished_and_change_nothing_in_the_aip(CrashCluster.Layout layout)
            throws Exception {
        long seed = Long.getLong("muniment.seed", 1L);
        boolean one = layout == CrashCluster.Layout.ONE_COORDINATOR;
        random = new Random(seed * 2 + (one ? 0 : 1));
        int kills = Integer.getInteger("muniment.kills", USUAL_KILLS);
        // With one coordinator first, for the odd one.
        var plan = Kill.plan(random, (kills + (one ? 1 : 0)) / 2, CrashWorkflow.steps());
        System.err.println("kills at seed " + seed + " with " + layout + ": " + plan);
        try (var running = new CrashCluster(temporary.resolve("cluster"), papers, layout);
                var submitting = new Person(running.api())) {
            cluster = running;
            person = submitting;
            runAll(plan);
        }
    }

    private void runAll(List<List<Kill>> plan) throws Exception {
        try {
            if (undisturbed == null) {
                undisturbed = AipFacts.of(run("undisturbed", "calm", List.of())).withoutIdentifiers();
            }
            var aips = new ArrayList<Path>();
            for (var kills : plan) {
                aips.add(run("transfer-" + aips.size(), "crash", kills));
            }
            assertRecords(plan);
            for (var aip : aips) {
                var facts = AipFacts.of(aip).withoutIdentifiers();
                assertThat(facts.files()).isEqualTo(undisturbed.files());
                assertThat(facts.mets()).isEqualTo(undisturbed.mets());
                assertThat(AipCheck.problems(aip, papers.resolve("box"))).isEmpty();
            }
            assertNothingLeft();
        } catch (Exception | AssertionError failure) {
            keep(failure);
            throw failure;
        }
    }

    /** One transfer through its kills to its end; gives its AIP. */
    private Path run(String key, String configuration, List<Kill> kills) throws Exception {
        var before = aips();
        var id = person.submit(key, configuration, LIMIT_NANOS);
        for (var kill : kills) {
            await(id + " at " + kill, () -> isDue(id, kill));
            TracedAction.pause(kill.delayMillis());
            cluster.kill(kill.target(), random);
        }
        await(id + " to be stored", () -> person.status().equals("stored"));
        var after = aips();
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return after.get(0);
    }

    private boolean isDue(String transfer, Kill kill) throws IOException {
        var steps = CrashWorkflow.steps();
        int own = 0;
        for (var seen : cluster.logs().read()) {
            var line = seen.line();
            if (!line.job().startsWith(transfer + "/")) {
                continue;
            }
            var step = line.job().substring(transfer.length() + 1, line.job().lastIndexOf('-'));
            own += step.equals(kill.step()) ? 1 : 0;
            if (steps.indexOf(step) > steps.indexOf(kill.step())) {
                return true;
            }
        }
        return own >= kill.lines() || (own > 0 && isPackageStep(transfer, kill.step(), own));
    }

    /** The one task of a step about the package has two lines; either is a moment inside it. */
    private boolean isPackageStep(String transfer, String step, int lines) throws IOException {
        return lines <= 2
                && cluster.logs().read().stream()
                        .filter(seen -> seen.line().job().startsWith(transfer + "/" + step + "-"))
                        .allMatch(seen -> seen.line().number() == 0);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException {
        long until = System.nanoTime() + LIMIT_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > until || person.hasFailedForGood()) {
                throw new AssertionError("not in time: " + what + "; seen last " + person);
            }
            TracedAction.pause(30);
        }
    }

    private List<Path> aips() throws IOException {
        if (!Files.exists(cluster.store())) {
            return new ArrayList<>();
        }
        try (var tree = Files.walk(cluster.store())) {
            return tree.filter(file -> file.getFileName().toString().matches("[^.].*[.]tar[.]gz"))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private List<Path> workAreas() throws IOException {
        try (var work = Files.list(cluster.work())) {
            return work.filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private void assertRecords(List<List<Kill>> plan) throws Exception {
        var log = cluster.logs().read();
        var deaths = cluster.deaths().all();
        try (var connection = cluster.connect()) {
            var journal = JournalCheck.of(connection);
            var reruns = new Reruns(log, deaths, cluster.outages());
            System.err.println(plan.stream().mapToInt(List::size).sum() + " kills, " + deaths.size()
                    + " processes died, " + journal.events() + " events, " + journal.steps() + " steps, "
                    + journal.retries() + " of them retries, "
                    + journal.outcomes().size() + " outcomes, "
                    + journal.handedOutAgain() + " tasks handed out again, " + reruns.repeated() + " run again");
            assertThat(journal.problems()).isEmpty();
            assertThat(journal.retries()).as("a retry a transfer").isEqualTo(plan.size());
            assertThat(reruns.thoughRecorded(journal.outcomes())).isEmpty();
            assertThat(reruns.thoughEnded()).isEmpty();
            var executed = log.stream()
                    .filter(seen -> seen.line().word().equals("end"))
                    .map(seen -> seen.line().task())
                    .collect(Collectors.toSet());
            assertThat(journal.outcomes().keySet()).isEqualTo(executed);
        }
        assertThat(deaths).as("nodes that ended by themselves").allMatch(Deaths.Death::killed);
    }

    private void assertNothingLeft() throws Exception {
        // A stored transfer is tidied after its last event.
        await("work areas to be cleared: " + workAreas(), () -> workAreas().isEmpty());
        try (var store = Files.walk(cluster.store())) {
            assertThat(store.filter(file -> file.getFileName().toString().startsWith(".")))
                    .as("partial things in the store")
                    .isEmpty();
        }
        assertThat(cluster.leftChildren()).isEmpty();
    }

    /** What is needed to understand a failure, where it outlives the test. */
    private void keep(Throwable failure) throws IOException {
        var directory = Files.createDirectories(Path.of("target/kill-cluster"));
        Files.writeString(directory.resolve("nodes"), cluster.said());
        Files.write(
                directory.resolve("executions"),
                cluster.logs().read().stream().map(Logs.Seen::toString).toList());
        try (var connection = cluster.connect();
                var query = connection.prepareStatement(
                        "SELECT ordering || ' ' || persistence_id || ' ' || sequence_number || ' ' || event_ser_manifest"
                                + " || ' ' || writer || ' ' || write_timestamp FROM event_journal ORDER BY ordering");
                var rows = query.executeQuery()) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            Files.write(directory.resolve("journal"), lines);
        } catch (java.sql.SQLException away) {
            failure.addSuppressed(away);
        }
    }
}
