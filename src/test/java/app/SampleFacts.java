package app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the manifest of the shared samples says of one transfer: its outcome, and facts on each of its files. */
record SampleFacts(String name, String outcome, Map<String, SampleFacts.Sample> samples, JsonNode all) {

    private static final Pattern FAILED_AT = Pattern.compile("FAILED at \"([^\"]+)\"");

    /** DROID's own tool takes the question mark for the start of a query; this is a text file like the others. */
    private static final Map<String, String> MISREAD = Map.of("objects/question?.txt", "x-fmt/111|Extension");

    /** A file by its name as received; {@code puid} is empty where DROID itself found none. */
    record Sample(long size, String md5, String sha256, String puid, String method) {}

    /** Of every transfer of a type, in the order of their names. */
    static Map<String, SampleFacts> ofType(String type, Path directory) throws IOException {
        var found = new LinkedHashMap<String, SampleFacts>();
        try (Stream<Path> files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                var facts = new ObjectMapper().readTree(file.toFile());
                if (type.equals(facts.path("transfer_type").asText())) {
                    found.put(facts.path("transfer").asText(), of(facts));
                }
            }
        }
        return found;
    }

    private static SampleFacts of(JsonNode facts) {
        var samples = new TreeMap<String, Sample>();
        for (var file : facts.path("files")) {
            var found = MISREAD.getOrDefault(
                    file.path("path").asText(), file.path("puid_droid").asText());
            var format = (found + "|").split("\\|", -1);
            var puid = file.path("puid_expected").asText(format[0]);
            samples.put(
                    file.path("path").asText(),
                    new Sample(
                            file.path("size").asLong(),
                            file.path("md5").asText(),
                            file.path("sha256").asText(),
                            puid,
                            format[1]));
        }
        return new SampleFacts(
                facts.path("transfer").asText(), facts.path("expected_outcome").asText(), samples, facts);
    }

    /** The job that must fail, if one must. */
    Optional<String> failingJob() {
        var job = FAILED_AT.matcher(outcome);
        if (outcome.contains("AIP stored")) {
            return Optional.empty();
        }
        assertThat(job.find()).as(outcome).isTrue();
        return Optional.of(job.group(1));
    }

    /** Fails unless names, counts, sizes, digests and groups of equal files are as in the manifest. */
    void assertKeptIn(StoredAip aip) throws Exception {
        var files = aip.files();
        assertThat(samples).hasSize(all.path("n_files").asInt());
        assertThat(files.stream().map(KeptFile::originalName)).containsExactlyInAnyOrderElementsOf(samples.keySet());
        assertThat(files.stream().map(KeptFile::id)).doesNotHaveDuplicates();
        assertThat(files.stream().mapToLong(KeptFile::size).sum())
                .isEqualTo(all.path("total_bytes").asLong());
        assertThat(aip.originalDirectories()).hasSize(all.path("n_dirs").asInt());
        for (var file : files) {
            assertKept(file, aip);
        }
        assertThat(files.stream().filter(file -> file.size() == 0).map(KeptFile::originalName))
                .containsExactlyInAnyOrderElementsOf(texts(all.path("zero_byte_files")));
        assertThat(groups(files)).isEqualTo(expectedGroups());
    }

    private void assertKept(KeptFile file, StoredAip aip) throws Exception {
        var sample = samples.get(file.originalName());
        assertThat(file.size()).as(file.originalName()).isEqualTo(sample.size());
        assertThat(file.sha256()).as(file.originalName()).isEqualTo(sample.sha256());
        if (file.path().isPresent()) {
            var bytes = Files.readAllBytes(
                    aip.directory().resolve("data").resolve(file.path().get()));
            var md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            assertThat(md5).as(file.originalName()).isEqualTo(sample.md5());
        }
    }

    /**
     * Fails unless every file has the manifest's format, found by the same method. Formats that the signature files in use
     * do not know are left out; a removed file is never identified.
     *
     * @return how many files were compared
     */
    int assertIdentifiedIn(StoredAip aip, Predicate<String> known) {
        int compared = 0;
        for (var file : aip.files()) {
            var sample = samples.get(file.originalName());
            if (file.path().isPresent() && (sample.puid().isEmpty() || known.test(sample.puid()))) {
                assertThat(file.puid() + "|" + file.method())
                        .as(file.originalName())
                        .isEqualTo(sample.puid() + "|" + sample.method());
                compared++;
            }
        }
        return compared;
    }

    private Set<Set<String>> expectedGroups() {
        var groups = new HashSet<Set<String>>();
        all.path("duplicate_groups").forEach(group -> groups.add(new TreeSet<>(texts(group))));
        return groups;
    }

    private static Set<Set<String>> groups(List<KeptFile> files) {
        return files.stream()
                .collect(Collectors.groupingBy(
                        KeptFile::sha256, Collectors.mapping(KeptFile::originalName, Collectors.toSet())))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
