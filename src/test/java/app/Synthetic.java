package app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import testing.Clamd;

/** Transfers that are made when a test needs them, because Git can't hold them or nobody should. */
final class Synthetic {

    private static final int MEGABYTE = 1 << 20;

    private Synthetic() {}

    /** One file, and four empty directories, nested and not of ASCII. */
    static Path emptyDirs(Path transfer) throws IOException {
        for (var name : List.of("empty1", "a/empty2", "a/b/empty3", "vide é")) {
            Files.createDirectories(transfer.resolve("objects").resolve(name));
        }
        write(transfer, "a/full/file.txt", "file\n");
        return transfer;
    }

    /** One file forty directories down. */
    static Path deepPath(Path transfer) throws IOException {
        var name = new StringBuilder();
        for (int level = 0; level < 40; level++) {
            name.append("level").append(level).append("x".repeat(22)).append('/');
        }
        write(transfer, name + "deep.txt", "deep\n");
        assertThat(name.length()).isGreaterThan(1000);
        return transfer;
    }

    static Path wideDirs(Path transfer, int directories) throws IOException {
        for (int i = 0; i < directories; i++) {
            write(transfer, "dir" + i + "/only.txt", i + "\n");
        }
        return transfer;
    }

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

    /** The EICAR test file by itself and in a zip, beside a clean file. */
    static Path eicar(Path transfer) throws IOException {
        write(transfer, "clean.txt", "clean\n");
        Files.write(transfer.resolve("objects/eicar.txt"), Clamd.eicar());
        try (var zip = new ZipOutputStream(Files.newOutputStream(transfer.resolve("objects/packed.zip")))) {
            zip.putNextEntry(new ZipEntry("in/eicar.com"));
            zip.write(Clamd.eicar());
        }
        return transfer;
    }

    static void write(Path transfer, String name, String text) throws IOException {
        var file = transfer.resolve("objects").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
