package database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who owns a file, and who we are, by number; it changes nothing. */
final class FileOwner {

    private FileOwner() {}

    /** The effective user id of this process. */
    static int ourUid() throws IOException {
        return uid(Path.of("/proc/self"));
    }

    static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    /**
     * PostgreSQL refuses a cluster that is not its user's own, and a change of user half-way leaves files neither can
     * write: say so before anything is touched.
     */
    static void requireOurs(Path file) throws IOException {
        if (uid(file) != ourUid()) {
            throw new DatabaseUnavailable(refusal(file, file.toString()));
        }
    }

    static String refusal(Path directory, String file) {
        try {
            var owner = uid(existing(Path.of(file == null ? directory.toString() : file)));
            return file + " belongs to the user with id " + owner + ", and this process runs as the user with id "
                    + ourUid() + ". Run Muniment as that user, choose another data directory, or, while nothing runs, "
                    + "give the whole of " + directory + " to this user (chown -R).";
        } catch (IOException e) {
            return file + " may not be used by this user. Run Muniment as its owner, or choose another data directory.";
        }
    }

    private static Path existing(Path file) {
        var found = file.toAbsolutePath();
        while (found.getParent() != null && !Files.exists(found)) {
            found = found.getParent();
        }
        return found;
    }
}
