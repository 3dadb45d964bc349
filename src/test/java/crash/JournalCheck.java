package crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads the journal with SQL and a CBOR library, without any class of the product, and says what may not be. */
final class JournalCheck {

    private static final int HEADER_BYTES = 40;
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> opened = new HashMap<>();
    private final Map<String, Long> outcomes = new HashMap<>();
    private int events;

    /** Every event of every transfer in this database. */
    static JournalCheck of(Connection connection) throws Exception {
        var check = new JournalCheck();
        try (var query = connection.prepareStatement("SELECT persistence_id, event_ser_manifest, event_payload"
                        + " FROM event_journal WHERE persistence_id LIKE 'transfer|%' OR persistence_id LIKE 'job|%'"
                        + " ORDER BY ordering");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                var stored = rows.getBytes(3);
                check.events++;
                check.add(
                        rows.getString(1),
                        rows.getString(2),
                        CBOR.readTree(Arrays.copyOfRange(stored, HEADER_BYTES, stored.length)));
            }
        }
        check.opened.forEach((step, times) -> {
            if (times > 1) {
                check.problems.add(step + " was opened " + times + " times");
            }
        });
        return check;
    }

    List<String> problems() {
        return problems;
    }

    int events() {
        return events;
    }

    /** Steps that were opened. */
    int steps() {
        return opened.size();
    }

    /** The hand-out that the recorded outcome of each task is from, by {@code STEP-TURN#ORDINAL}. */
    Map<String, Long> outcomes() {
        return outcomes;
    }

    private void add(String id, String name, JsonNode event) {
        if (name.equals("transfer.job-opened")) {
            opened.merge(event.get("step").asText() + "-" + event.get("turn").asInt(), 1, Integer::sum);
        }
        if (name.equals("job.tasks-ended")) {
            var parts = id.split("\\|", -1);
            var seen = new HashSet<String>();
            for (var outcome : event.get("outcomes")) {
                var task =
                        parts[2] + "-" + parts[3] + "#" + outcome.get("ordinal").asInt();
                if (!seen.add(task) || outcomes.put(task, event.get("attempt").asLong()) != null) {
                    problems.add(task + " has more than one outcome");
                }
            }
        }
    }
}
