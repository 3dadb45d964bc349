package views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.FindingAbout;
import model.Format;
import model.Ids;
import model.TaskResult;
import model.ToolId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.PostgresExtension;

class RegisterTest {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Format TEXT = new Format("x-fmt/111", "Plain Text File", "", "text/plain", "Extension");

    private static HikariDataSource pool;

    private Story story;
    private Register register;

    @BeforeAll
    static void open() {
        pool = POSTGRES.database().pool("test", 4, Duration.ofSeconds(30));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @BeforeEach
    void begin() throws Exception {
        story = new Story(POSTGRES.database(), NUMBER.incrementAndGet());
        register = new Register(pool);
        story.submitted("box", "text");
    }

    @Test
    void a_transfer_without_entries_gives_none() {
        assertThat(all(RegisterQuery.files(story.id))).isEmpty();
        assertThat(register.ids(RegisterQuery.files(story.id))).isEmpty();
        assertThat(register.packageFindings(story.id)).isEmpty();
    }

    @Test
    void facts_are_what_the_findings_say() throws Exception {
        var modified = Instant.parse("1969-12-31T23:59:59.123456789Z");
        receive(
                story.listed("a.txt"),
                story.about(
                        "a.txt",
                        new Finding.Received(FilePath.of("w/%1"), 7, modified, Map.of(ChecksumAlgorithm.MD5, "aa"))),
                story.about("a.txt", new Finding.ChecksumsAssigned(8, Map.of(ChecksumAlgorithm.SHA256, "bb"))),
                story.about("a.txt", new Finding.UseChanged(FileUse.METADATA)),
                story.about("a.txt", new Finding.FormatIdentified(Optional.of(TEXT), "")),
                story.about(
                        "a.txt",
                        new Finding.PathChanged(
                                FilePath.of("a.txt"),
                                FilePath.of("objects/a.txt"),
                                Finding.PathChanged.Reason.RESTRUCTURED)));

        assertThat(all(RegisterQuery.files(story.id)))
                .containsExactly(new FileFacts(
                        story.entry("a.txt"),
                        EntryKind.FILE,
                        FilePath.of("a.txt"),
                        FilePath.of("objects/a.txt"),
                        FileUse.METADATA,
                        Optional.of(FilePath.of("w/%1")),
                        8,
                        Optional.of(modified),
                        Map.of(ChecksumAlgorithm.MD5, "aa", ChecksumAlgorithm.SHA256, "bb"),
                        Optional.of(TEXT),
                        false,
                        List.of()));
    }

    @Test
    void facts_in_separate_jobs_come_to_the_same_as_in_one() throws Exception {
        receive(
                story.listed("a"),
                story.about("a", new Finding.ChecksumsAssigned(1, Map.of(ChecksumAlgorithm.MD5, "aa"))));
        story.packageJob(
                "next", bulk(story.about("a", new Finding.ChecksumsAssigned(2, Map.of(ChecksumAlgorithm.SHA1, "bb")))));
        story.packageJob("then", bulk(story.about("a", new Finding.FormatIdentified(Optional.of(TEXT), ""))));
        story.packageJob("last", bulk(story.about("a", new Finding.FormatIdentified(Optional.empty(), "ambiguous"))));
        story.project(new Projection(pool, story));

        var entry = all(RegisterQuery.files(story.id)).get(0);
        assertThat(entry.checksums()).isEqualTo(Map.of(ChecksumAlgorithm.MD5, "aa", ChecksumAlgorithm.SHA1, "bb"));
        assertThat(entry.size()).isEqualTo(2);
        assertThat(entry.format()).isEmpty();
    }

    @Test
    void findings_come_oldest_first_with_step_time_and_tool() throws Exception {
        var scanned = new Finding.VirusScanned(model.Verdict.PASS, "", "zero \0 byte");
        receive(story.listed("a"), story.listed("b"));
        story.planned("scan", List.of(story.entry("b"), story.entry("a")));
        story.handedOut("scan", 1, 0, 1);
        story.ended("scan", 1, 1, TaskResult.completed(scanned).withTool(new ToolId("ClamAV", "1.4")));
        story.project(new Projection(pool, story));

        var a = all(RegisterQuery.files(story.id).withHistory()).get(0);

        assertThat(a.path()).isEqualTo(FilePath.of("a"));
        assertThat(a.findings()).hasSize(2);
        assertThat(a.findings().get(0).finding()).isInstanceOf(Finding.Listed.class);
        assertThat(a.findings().get(0).step()).isEqualTo("receive");
        assertThat(a.findings().get(1).finding()).isEqualTo(scanned);
        assertThat(a.findings().get(1).step()).isEqualTo("scan");
        assertThat(a.findings().get(1).tool()).contains(new ToolId("ClamAV", "1.4"));
        assertThat(a.findings().get(1).at()).isAfter(a.findings().get(0).at());
        assertThat(register.entries(story.id, List.of(story.entry("b"), story.entry("a")), true))
                .extracting(FileFacts::path)
                .containsExactly(FilePath.of("b"), FilePath.of("a"));
        assertThat(register.entries(story.id, List.of(story.entry("a")), true)).containsExactly(a);
    }

    @Test
    void findings_of_a_package_task_are_about_the_package() throws Exception {
        story.packageJob("pack", TaskResult.completed(new Finding.Packed("zstd", "level 3")));
        story.project(new Projection(pool, story));

        assertThat(register.packageFindings(story.id))
                .extracting(dated -> dated.finding())
                .containsExactly(new Finding.Packed("zstd", "level 3"));
    }

    @Test
    void removed_entries_and_directories_come_only_when_asked_for() throws Exception {
        receive(
                story.listed("a"),
                story.listed(EntryKind.DIRECTORY, FilePath.of("dir")),
                story.listed("gone"),
                story.about("gone", new Finding.Removed("unneeded")));

        assertThat(paths(new RegisterQuery(story.id, List.of(), List.of(), false, false, false)))
                .containsExactly("a");
        assertThat(paths(new RegisterQuery(story.id, List.of(), List.of(), true, false, false)))
                .containsExactly("a", "dir");
        assertThat(paths(new RegisterQuery(story.id, List.of(), List.of(), false, true, false)))
                .containsExactly("a", "gone");
        assertThat(register.count(new RegisterQuery(story.id, List.of(), List.of(), true, true, false)))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects", "objects/", "objects/metadata", "objectsX", "100%", "é", "a\\b", "a'b"})
    void prefixes_match_whole_segments(String name) throws Exception {
        var directory = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        receive(
                story.listed(directory),
                story.listed(directory + "/x"),
                story.listed(directory + "/y/z"),
                story.listed(directory + "-x"),
                story.listed(directory + ".txt"),
                story.listed(directory + "0"),
                story.listed("!"));
        var below = List.of(
                FilePath.of(directory).encoded(),
                FilePath.of(directory + "/x").encoded(),
                FilePath.of(directory + "/y/z").encoded());

        assertThat(paths(new RegisterQuery(story.id, List.of(directory), List.of(), false, false, false)))
                .containsExactlyElementsOf(below);
        assertThat(paths(new RegisterQuery(story.id, List.of(), List.of(directory), false, false, false)))
                .hasSize(4)
                .doesNotContainAnyElementsOf(below);
        assertThat(paths(new RegisterQuery(
                        story.id, List.of(directory, "!"), List.of(directory + "/y"), false, false, false)))
                .hasSize(3);
    }

    @Test
    void hostile_names_keep_their_bytes_and_their_order() throws Exception {
        var names = new ArrayList<FilePath>();
        for (int b = 1; b < 256; b++) {
            if (b != '/' && b != '.') {
                names.add(FilePath.ofBytes(new byte[] {'n', (byte) b}));
                names.add(FilePath.ofBytes(new byte[] {(byte) b, '/', 'n'}));
            }
        }
        names.add(FilePath.of("é".repeat(127) + "/" + "\n\t\\N".repeat(60) + "/" + "あ".repeat(1000)));
        names.add(FilePath.of("é".repeat(127) + "/" + "\n\t\\N".repeat(60) + "/" + "あ".repeat(999) + "い"));
        names.add(FilePath.of("é".repeat(127) + "/" + "\n\t\\N".repeat(60) + "/" + "あ".repeat(999)));
        receive(names.stream().map(name -> story.listed(EntryKind.FILE, name)).toArray(FindingAbout[]::new));

        Collections.sort(names);
        assertThat(all(RegisterQuery.files(story.id)))
                .extracting(FileFacts::path)
                .isEqualTo(names);
        assertThat(paths(new RegisterQuery(
                        story.id,
                        List.of("é".repeat(127) + "/" + "\n\t\\N".repeat(60)),
                        List.of(),
                        false,
                        false,
                        false)))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_order_is_that_of_file_paths(long seed) throws Exception {
        var random = new Random(seed);
        var alphabet =
                "aB0-._~ %!\"/é".codePoints().mapToObj(Character::toString).toArray(String[]::new);
        var names = new java.util.TreeSet<FilePath>();
        while (names.size() < 400) {
            var text = new StringBuilder("x");
            for (int i = random.nextInt(8); i >= 0; i--) {
                var next = alphabet[random.nextInt(alphabet.length)];
                text.append(next).append(next.equals("/") ? "x" : "");
            }
            names.add(FilePath.of(text.toString()));
        }
        var shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, random);
        receive(shuffled.stream()
                .map(name -> story.listed(EntryKind.FILE, name))
                .toArray(FindingAbout[]::new));

        assertThat(all(RegisterQuery.files(story.id)))
                .extracting(FileFacts::path)
                .containsExactlyElementsOf(names);
        assertThat(register.ids(RegisterQuery.files(story.id)))
                .containsExactlyElementsOf(names.stream()
                        .map(name -> Ids.ofOriginal(story.id, name))
                        .toList());
    }

    @Test
    void other_transfers_entries_stay_out() throws Exception {
        receive(story.listed("a"));
        var other = new Story(POSTGRES.database(), NUMBER.incrementAndGet());
        other.packageJob("receive", TaskResult.completed().withBulk(other.blob(List.of(other.listed("b")))));
        other.project(new Projection(pool, other));

        assertThat(paths(RegisterQuery.files(story.id))).containsExactly("a");
    }

    @Test
    void what_the_consumer_throws_reaches_the_caller_and_frees_the_connection() throws Exception {
        receive(story.listed("a"));

        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> register.stream(RegisterQuery.files(story.id), entry -> {
                        throw new IllegalStateException("full disk");
                    }))
                    .hasMessage("full disk");
        }
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    private TaskResult bulk(FindingAbout... findings) {
        return TaskResult.completed().withBulk(story.blob(List.of(findings)));
    }

    private void receive(FindingAbout... findings) throws Exception {
        story.packageJob("receive", bulk(findings));
        story.project(new Projection(pool, story));
    }

    private List<FileFacts> all(RegisterQuery query) {
        var found = new ArrayList<FileFacts>();
        assertThat(register.stream(query, found::add)).isEqualTo(found.size());
        return found;
    }

    private List<String> paths(RegisterQuery query) {
        return all(query).stream().map(entry -> entry.path().encoded()).toList();
    }
}
