package crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the journal with SQL and a CBOR library, without any class of the product, and says what may not be. */
public final class JournalCheck {

    private static final int HEADER_BYTES = 40;
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, StoryOfJob> jobs = new TreeMap<>();
    private final Map<String, StoryOfSteps> transfers = new TreeMap<>();
    private int events;

    /** Every event of every transfer in this database. */
    public static JournalCheck of(Connection connection) throws Exception {
        var check = new JournalCheck();
        try (var query = connection.prepareStatement("SELECT persistence_id, event_ser_manifest, event_payload,"
                        + " sequence_number FROM event_journal"
                        + " WHERE persistence_id LIKE 'transfer|%' OR persistence_id LIKE 'job|%' ORDER BY ordering");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                var stored = rows.getBytes(3);
                check.count(rows.getString(1), rows.getLong(4));
                check.add(
                        rows.getString(1),
                        rows.getString(2),
                        CBOR.readTree(Arrays.copyOfRange(stored, HEADER_BYTES, stored.length)));
            }
        }
        check.jobs.values().forEach(job -> check.problems.addAll(job.problems()));
        check.transfers.values().forEach(transfer -> check.problems.addAll(transfer.problems()));
        return check;
    }

    public List<String> problems() {
        return problems;
    }

    public int events() {
        return events;
    }

    /** Steps that were opened, each turn for itself. */
    public int steps() {
        return transfers.values().stream().mapToInt(StoryOfSteps::opened).sum();
    }

    /** Turns after the first. */
    public int retries() {
        return transfers.values().stream().mapToInt(StoryOfSteps::retries).sum();
    }

    /** The hand-out that the recorded outcome of each task is from, by {@code TRANSFER/STEP-TURN#ORDINAL}. */
    public Map<String, Long> outcomes() {
        var outcomes = new HashMap<String, Long>();
        jobs.forEach((job, story) ->
                story.outcomes().forEach((ordinal, attempt) -> outcomes.put(job + "#" + ordinal, attempt)));
        return outcomes;
    }

    /** Tasks that were handed out again after an attempt was lost. */
    public int handedOutAgain() {
        return jobs.values().stream().mapToInt(StoryOfJob::handedOutAgain).sum();
    }

    private void count(String id, long sequence) {
        events++;
        long before = sequences.getOrDefault(id, 0L);
        if (sequence != before + 1) {
            problems.add(id + " has event " + sequence + " after " + before);
        }
        sequences.put(id, sequence);
    }

    private void add(String id, String name, JsonNode event) {
        var parts = id.split("\\|", -1);
        if (parts[0].equals("transfer")) {
            transfers.computeIfAbsent(parts[1], StoryOfSteps::new).add(name.substring("transfer.".length()), event);
        } else {
            jobs.computeIfAbsent(parts[1] + "/" + parts[2] + "-" + parts[3], StoryOfJob::new)
                    .add(name.substring("job.".length()), event);
        }
    }
}
