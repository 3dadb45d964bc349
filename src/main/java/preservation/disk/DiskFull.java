package preservation.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells a full disk from other failures, and says it so that a person knows what to do. */
public final class DiskFull {

    private DiskFull() {}

    /** What went wrong when writing {@code file}, in words; where the disk is full, how much is missing and where. */
    public static String explain(IOException failure, Path file, long missing) {
        var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!isFull(reason)) {
            return "cannot write " + file + ": " + reason;
        }
        return "the disk is full: " + file.getParent() + " has " + free(file) + " left, " + bytes(missing)
                + " more are needed for this file; make room there and retry";
    }

    /** The failure itself or, where the disk is full, one that says so: which file was being written, and what is left. */
    public static IOException told(IOException failure, Path directory) {
        var reason = String.valueOf(failure.getMessage());
        if (!isFull(reason)) {
            return failure;
        }
        return new IOException(
                "the disk is full: " + reason + "; " + directory + " has " + free(directory.resolve("x"))
                        + " left; make room there and try again",
                failure);
    }

    static boolean isFull(String reason) {
        var lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("quota exceeded");
    }

    private static String free(Path file) {
        try {
            return bytes(Files.getFileStore(file.getParent()).getUsableSpace());
        } catch (IOException unknown) {
            return "an unknown number of bytes";
        }
    }

    private static String bytes(long count) {
        return count + " bytes";
    }
}
