package preservation.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the files of a group safe against a power cut. Ordering is the caller's: nothing may be said about the files
 * before this returns.
 *
 * <p>Measured with files of 4 KB on ext4: forcing 128 files one by one takes 220 ms, one {@code syncfs} of their file
 * system 15 ms; below some eight files forcing is as fast, and disturbs nobody else.
 */
public final class DurableFiles {

    static final int SYNC_AT_ONCE_MIN = 8;
    private static final int SYNC_MINUTES_MAX = 30;

    private DurableFiles() {}

    /** The files' bytes and times first, then their names in the directory. */
    public static void force(Path directory, List<Path> files) throws IOException, InterruptedException {
        if (files.size() < SYNC_AT_ONCE_MIN || !syncFileSystem(directory)) {
            for (var file : files) {
                forceOne(file);
            }
        }
        forceDirectory(directory);
    }

    private static void forceOne(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The names in a directory; what they name must be forced by itself. */
    public static void forceDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** By the coreutils program, since Java has no syncfs; false when it is not there or failed. */
    private static boolean syncFileSystem(Path directory) throws InterruptedException {
        Process sync;
        try {
            sync = new ProcessBuilder("sync", "--file-system", directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return false;
        }
        try {
            return sync.waitFor(SYNC_MINUTES_MAX, TimeUnit.MINUTES) && sync.exitValue() == 0;
        } finally {
            sync.destroyForcibly();
        }
    }
}
