package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Transfers that are made when a test needs them, because Git can't hold them or nobody should. */
final class Synthetic {

    private static final int MEGABYTE = 1 << 20;

    private Synthetic() {}

    /** Small files, a hundred in a directory. */
    static Path many(Path transfer, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            write(transfer, "d" + i / 100 + "/f" + i + ".txt", (i + "\n").repeat(1 + i % 25));
        }
        return transfer;
    }

    static Path large(Path transfer, int megabytes) throws IOException {
        write(transfer, "small.txt", "small\n");
        var random = new Random(42);
        var block = new byte[MEGABYTE];
        try (var out = Files.newOutputStream(transfer.resolve("objects/large.bin"))) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        return transfer;
    }

    static void write(Path transfer, String name, String text) throws IOException {
        var file = transfer.resolve("objects").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
