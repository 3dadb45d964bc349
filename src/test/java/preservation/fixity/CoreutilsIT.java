package preservation.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import codec.NameBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import model.ChecksumAlgorithm;
import model.FilePath;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preservation.disk.Digests;
import testing.Needs;

/** Goal: what the real programs write is read. Method: they list files with the worst names there are. */
class CoreutilsIT {

    private static final List<String> NAMES = List.of(
            "plain.txt",
            " leading",
            "trailing ",
            "*star",
            "new\nline",
            "return\r",
            "back\\slash",
            "a\\nb",
            "(paren) = x",
            "MD5 (x) = y",
            "#hash",
            "été",
            "-dash");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "md5, --text",
        "md5, --binary",
        "sha1, --tag",
        "sha256, --text",
        "sha256, --tag",
        "sha512, --binary",
        "sha512, --tag"
    })
    void every_name_and_digest_is_read_back(String label, String form) throws Exception {
        var program = Needs.program(label + "sum");
        var algorithm = ChecksumAlgorithm.of(label);
        var files = writeFiles();

        var problems = new Problems();
        var text = run(program, form, files);
        var list = ChecksumList.read(FilePath.of("metadata/checksum." + label), algorithm, text, problems);

        assertThat(problems.isEmpty()).as(problems.toString()).isTrue();
        for (var name : files) {
            assertThat(list.matching(FilePath.of("objects").resolve(name)).map(ChecksumList.Line::digest))
                    .as(name.display())
                    .containsExactly(digest(name, algorithm));
        }
        list.reportMissing();
        assertThat(problems.isEmpty()).as(problems.toString()).isTrue();
    }

    private List<FilePath> writeFiles() throws IOException {
        var files = new ArrayList<FilePath>();
        for (var name : NAMES) {
            files.add(FilePath.of(name));
        }
        files.add(FilePath.ofBytes(new byte[] {'x', (byte) 0xFF, (byte) 0xE9}));
        for (var name : files) {
            Files.writeString(NameBytes.resolve(directory, name), name.encoded());
        }
        return files;
    }

    /** By find, since Java cannot give a program an argument that is no text. */
    private ByteArrayInputStream run(Path program, String form, List<FilePath> files) throws Exception {
        var process = new ProcessBuilder("find", ".", "-type", "f", "-exec", program.toString(), form, "--", "{}", "+")
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var text = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        assertThat(new String(text, StandardCharsets.ISO_8859_1).lines().count())
                .isGreaterThanOrEqualTo(files.size());
        return new ByteArrayInputStream(text);
    }

    private static String digest(FilePath name, ChecksumAlgorithm algorithm) {
        var digests = new Digests(List.of(algorithm));
        var bytes = name.encoded().getBytes(StandardCharsets.UTF_8);
        digests.update(bytes, bytes.length);
        return digests.finish().get(algorithm).toLowerCase(Locale.ROOT);
    }
}
