package preservation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * The disk takes nothing: it is full, over its quota or read-only. That is the machine's trouble, never a task's: a task
 * that met it is carried out elsewhere or later.
 */
public final class NoRoom extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final List<String> REASONS =
            List.of("No space left on device", "Read-only file system", "Disk quota exceeded");

    public NoRoom(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * True when a failure or what caused it says that there is no room. Only what the system says counts: a file's name may
     * say anything.
     */
    public static boolean isSaidBy(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoom || REASONS.stream().anyMatch(reason(cause)::equals)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof FileSystemException named) {
            return String.valueOf(named.getReason());
        }
        var message = String.valueOf(cause.getMessage());
        if (cause instanceof FileNotFoundException && message.endsWith(")")) { // "NAME (REASON)"
            return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
        }
        return cause instanceof IOException ? message : "";
    }
}
