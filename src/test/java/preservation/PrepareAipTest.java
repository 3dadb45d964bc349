package preservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.FilePath;
import model.Product;
import model.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import packaging.bagit.BagValidator;
import preservation.descriptions.Description;
import preservation.descriptions.DescriptionList;
import preservation.mets.AipMets;
import testing.Altered;
import testing.FakeContext;

class PrepareAipTest {

    private static final PrepareAip ACTION = new PrepareAip(AipSteps.CLOCK);

    @TempDir
    Path directory;

    private interface Spoiling {
        void spoil(AipSteps steps) throws IOException;
    }

    private record Row(String name, String message, Spoiling spoiling) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Row> whatCannotBecomeAnAip() {
        return Stream.of(
                new Row(
                        "a file beside objects",
                        "metadata/x.csv: does not stand below objects/",
                        steps -> steps.file("metadata/x.csv", "x")),
                new Row(
                        "a file called objects",
                        "objects: does not stand below objects/",
                        steps -> steps.file("objects", "x")),
                new Row(
                        "a file without a digest",
                        "objects/new.txt: has no digest",
                        steps -> steps.entry(changed(steps.received("objects/new.txt", "x"), Map.of(), 1))),
                new Row(
                        "a file of another size",
                        "has 1 bytes, but the journal says 7",
                        steps -> steps.entry(changed(
                                steps.received("objects/new.txt", "x"), Map.of(ChecksumAlgorithm.SHA256, "00"), 7))),
                new Row(
                        "a file that is gone from the work area",
                        "is missing or no regular file",
                        steps -> Files.delete(steps.physical(steps.file("objects/new.txt", "x")
                                .physicalPath()
                                .orElseThrow()))),
                new Row(
                        "a name that is not UTF-8",
                        "the name is not UTF-8",
                        steps -> steps.entry(
                                moved(steps.received("objects/new.txt", "x"), new FilePath("objects/n%FFw.txt")))),
                new Row("two files under one name", "objects/new.txt", steps -> {
                    steps.file("objects/new.txt", "x");
                    steps.entry(moved(steps.received("objects/other.txt", "y"), FilePath.of("objects/new.txt")));
                }));
    }

    @ParameterizedTest
    @MethodSource("whatCannotBecomeAnAip")
    void what_cannot_become_an_aip_fails_and_is_named(Row row) throws Exception {
        var steps = AipSteps.small(directory);
        row.spoiling().spoil(steps);

        var result = steps.run(ACTION, new PrepareAip.Parameters(List.of(), false));

        assertThat(result.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(result.message()).contains(row.message());
        assertThat(result.products()).isEmpty();
    }

    @Test
    void the_manifests_are_those_in_which_every_file_has_a_digest() throws Exception {
        var steps = AipSteps.small(directory)
                .with(ChecksumAlgorithm.SHA256, ChecksumAlgorithm.MD5, ChecksumAlgorithm.SHA512);
        steps.file("objects/later.txt", "x");

        var bag = steps.physical(steps.prepare());

        assertThat(bag.resolve("manifest-sha256.txt")).exists();
        assertThat(bag.resolve("manifest-md5.txt")).doesNotExist();
    }

    @Test
    void another_algorithm_than_sha256_is_possible_and_the_bag_is_valid() throws Exception {
        var steps = new AipSteps(directory).with(ChecksumAlgorithm.SHA512, ChecksumAlgorithm.MD5);
        steps.file("objects/letter.txt", "Dear all");

        var bag = steps.physical(steps.prepare());

        assertThat(bag.resolve("manifest-sha512.txt")).exists();
        assertThat(bag.resolve("manifest-md5.txt")).exists();
        assertThat(bag.resolve("manifest-sha256.txt")).doesNotExist();
        assertThat(bag.resolve("tagmanifest-sha256.txt")).exists();
        assertThat(BagValidator.validate(bag).problems()).isEmpty();
    }

    @Test
    void an_algorithm_that_is_wanted_and_not_there_is_said() throws Exception {
        var steps = AipSteps.small(directory);

        var result = steps.run(ACTION, new PrepareAip.Parameters(List.of("sha512"), false));

        assertThat(result.message()).contains("has no digest in the algorithm");
    }

    @Test
    void files_are_linked_unless_copies_are_wanted() throws Exception {
        for (boolean copy : new boolean[] {false, true}) {
            var steps = AipSteps.small(Files.createDirectory(directory.resolve("copy-" + copy)));

            var result = steps.run(ACTION, new PrepareAip.Parameters(null, copy));

            var bag = steps.physical(result.products().get(0));
            var letter = steps.entries()
                    .filter(entry -> entry.path().encoded().endsWith("letter.txt"))
                    .findFirst()
                    .flatMap(FileFacts::physicalPath)
                    .orElseThrow();
            assertThat(Files.isSameFile(bag.resolve("data/objects/a/letter.txt"), steps.physical(letter)))
                    .isEqualTo(!copy);
            assertThat(BagValidator.validate(bag).problems()).isEmpty();
        }
    }

    @Test
    void logs_of_earlier_steps_are_in_the_bag() throws Exception {
        var steps = AipSteps.small(directory);
        steps.product("a log", "logs/names/changes.log", "a became b");
        steps.give(new Product("logs", steps.inWorkArea(steps.workArea().resolve("logs")), 10, ""));

        var bag = steps.physical(steps.prepare());

        assertThat(bag.resolve("data/logs/names/changes.log")).hasContent("a became b");
        assertThat(BagValidator.validate(bag).problems()).isEmpty();
    }

    @Test
    void the_identifier_of_the_objects_directory_is_the_bags() throws Exception {
        var steps = AipSteps.small(directory);
        var row = new Description(
                "metadata/metadata.csv",
                2,
                "objects",
                Optional.of(AipMets.objectsDirectory(FakeContext.SIP)),
                List.of(
                        new Description.Value("dc.title", "Papers"),
                        new Description.Value("dc.identifier", "MS 12\nfolder 3"),
                        new Description.Value("dc.identifier", "other")));
        var list = new ByteArrayOutputStream();
        DescriptionList.write(row, list);
        steps.product("descriptions", "d/descriptions.jsonl", list.toString(StandardCharsets.UTF_8));

        var bag = steps.physical(steps.prepare());

        assertThat(bag.resolve("bag-info.txt")).content().contains("External-Identifier: MS 12 folder 3\n");
        assertThat(BagValidator.validate(bag).problems()).isEmpty();
    }

    @Test
    void without_an_identifier_the_uuid_is_the_bags() throws Exception {
        var steps = AipSteps.small(directory);

        assertThat(steps.physical(steps.prepare()).resolve("bag-info.txt"))
                .content()
                .contains("External-Identifier: " + FakeContext.SIP + "\n");
    }

    @Test
    void a_transfer_may_have_any_name() throws Exception {
        var steps = AipSteps.small(directory).rename("../Ünïcode & <b>/\n" + "x".repeat(300));

        var bag = steps.physical(steps.prepare());

        assertThat(bag.getFileName().toString()).matches("Unicode_b_x+-" + FakeContext.SIP);
        assertThat(bag.getFileName().toString().length()).isLessThan(200);
        assertThat(AipSteps.small(Files.createDirectory(directory.resolve("other")))
                        .rename("...")
                        .prepare()
                        .path()
                        .display())
                .endsWith("transfer-" + FakeContext.SIP);
    }

    @Test
    void an_attempt_that_was_given_up_stops() throws Exception {
        var steps = AipSteps.small(directory).giveUp();

        assertThatThrownBy(() -> steps.run(ACTION, new PrepareAip.Parameters(List.of(), false)))
                .isInstanceOf(InterruptedException.class);
    }

    private static FileFacts changed(FileFacts facts, Map<ChecksumAlgorithm, String> checksums, long size) {
        return Altered.of(facts).size(size).checksums(checksums).facts();
    }

    private static FileFacts moved(FileFacts facts, FilePath path) {
        return Altered.of(facts).path(path).facts();
    }
}
