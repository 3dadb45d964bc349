package preservation.attempt;

import codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process that has an attempt to itself is told, in a file.
 *
 * @param segment where it keeps bulky output: a name that no other writer has or had
 */
record Errand(AttemptOrder order, WorkArea area, String segment) {

    /** It is begun; from here on, what happens to the process is its action's doing. The first line that it prints. */
    static final String BEGUN = "begun";

    /** What it exits with when its action broke off; why is the second line that it prints, as JSON. */
    static final int BROKE = 70;

    void write(Path file) throws IOException {
        Files.write(file, Json.binary().writeValueAsBytes(this));
    }

    static Errand read(Path file) throws IOException {
        return Json.binary().readValue(Files.readAllBytes(file), Errand.class);
    }
}
