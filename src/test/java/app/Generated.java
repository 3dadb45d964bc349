package app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import testing.Needs;

/** A transfer that the generator of the shared samples makes, and the facts that it prints about it. */
record Generated(Path transfer, JsonNode facts) {

    /**
     * Makes one; left out loudly without the shared samples or Python.
     *
     * @param arguments the kind, then how many where the kind takes a number
     */
    static Generated at(Path transfer, String kind, int... arguments) throws Exception {
        var vector = new ArrayList<>(List.of(
                Needs.program("python3").toString(),
                Needs.shared().resolve("testdata/gen/make-synthetic.py").toString(),
                kind,
                transfer.toString()));
        for (int argument : arguments) {
            vector.add(Integer.toString(argument));
        }
        var process = new ProcessBuilder(vector)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return new Generated(transfer, new ObjectMapper().readTree(said));
    }

    /** Fails unless the AIP has as many files and directories, and every name with its SHA-256, as the facts say. */
    void assertKeptIn(StoredAip aip) throws Exception {
        var files = aip.files();
        assertThat(files).hasSize(facts.path("n_files").asInt()).allMatch(file -> file.use()
                .equals("original"));
        assertThat(files.stream().mapToLong(KeptFile::size).sum())
                .isEqualTo(facts.path("total_bytes").asLong());
        assertThat(aip.originalDirectories()).hasSize(facts.path("n_dirs").asInt());
        assertThat(manifest(files)).isEqualTo(facts.path("manifest_sha256").asText());
    }

    private static String manifest(List<KeptFile> files) throws Exception {
        var lines = files.stream()
                .map(file -> file.sha256() + "  " + file.originalName() + "\n")
                .sorted()
                .toList();
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(String.join("", lines).getBytes(StandardCharsets.UTF_8)));
    }
}
