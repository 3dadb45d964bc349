package crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where processes that are killed write down each state that one of their actors has had: link of the event, digest. */
public final class StateLog {

    private static final String FILE = System.getProperty("muniment.states");

    private StateLog() {}

    /** Called by the copy of the product's class that {@link RecordStates} makes. */
    public static synchronized void became(String link, Object state) {
        var line = (link + " " + StateText.digest(state) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Files.write(Path.of(FILE), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The states that actors had after each event, by its link; also after events that were never stored. */
    static Map<String, Set<String>> read(Path file) throws IOException {
        var states = new HashMap<String, Set<String>>();
        for (var line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            var parts = line.split(" ", -1);
            if (parts.length == 2 && parts[1].length() == 64) { // the last line of a killed process may be half
                states.computeIfAbsent(parts[0], link -> new HashSet<>()).add(parts[1]);
            }
        }
        return states;
    }
}
