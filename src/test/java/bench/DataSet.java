package bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Files to preserve, full of bytes that no program can make smaller; the same ones in every run.
 *
 * @param name also of the directory that it lies in
 */
record DataSet(String name, int files, int bytesEach) {

    private static final int FILES_IN_DIRECTORY = 250;
    private static final int PIECE = 1 << 20;

    /** Writes them, unless they are there. */
    Path in(Path scratch) throws IOException {
        var directory = scratch.resolve(name);
        if (Files.exists(directory)) {
            return directory;
        }
        var random = new Random(files);
        for (int i = 0; i < files; i++) {
            var folder = Files.createDirectories(directory.resolve("folder-%04d".formatted(i / FILES_IN_DIRECTORY)));
            try (var out = Files.newOutputStream(folder.resolve("file-%06d.bin".formatted(i)))) {
                write(random, out);
            }
        }
        return directory;
    }

    private void write(Random random, OutputStream out) throws IOException {
        var piece = new byte[Math.min(PIECE, bytesEach)];
        for (int left = bytesEach; left > 0; left -= piece.length) {
            random.nextBytes(piece);
            out.write(piece, 0, Math.min(left, piece.length));
        }
    }

    String sentence() {
        return bytesEach >= PIECE
                ? "%,d files of %,d MB".formatted(files, bytesEach >> 20)
                : "%,d files of %,d KB".formatted(files, bytesEach >> 10);
    }
}
