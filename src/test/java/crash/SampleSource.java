package crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

/** The example transfer with more files, one of them large enough to take a while, and something to remove. */
public final class SampleSource {

    private static final Path EXAMPLE = Path.of("examples/first-transfer");
    private static final int LARGE_BYTES = 24 << 20;

    private SampleSource() {}

    public static Path make(Path source, Random random) throws Exception {
        copy(EXAMPLE, source);
        Files.createDirectories(source.resolve("objects/nothing here"));
        add(source, "lists/Thumbs.db", new byte[100]);
        for (int i = 0; i < 12; i++) {
            add(source, "many/Notiz ü " + i + ".txt", ("Note " + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
        var large = new byte[LARGE_BYTES];
        random.nextBytes(large);
        add(source, "large.bin", large);
        return source;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var tree = Files.walk(from)) {
            for (var each : (Iterable<Path>) tree::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }

    /** One more file of the transfer, with its line in the list of checksums. */
    public static void add(Path source, String name, byte[] content) throws Exception {
        var file = source.resolve("objects").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Files.writeString(
                source.resolve("metadata/checksum.sha256"), sum + "  " + name + "\n", StandardOpenOption.APPEND);
    }
}
