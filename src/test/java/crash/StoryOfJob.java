package crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the journal tells of one turn of one step, held to what may be told of any. */
final class StoryOfJob {

    private final String job;
    private final List<String> problems = new ArrayList<>();
    private final Map<Long, BitSet> open = new HashMap<>();
    private final Map<Integer, Long> outcomes = new TreeMap<>();
    private final BitSet handedOut = new BitSet();
    private int handedOutAgain;
    private int tasks = -1;
    private long attempts;
    private boolean closed;

    StoryOfJob(String job) {
        this.job = job;
    }

    void add(String name, JsonNode event) {
        if (closed) {
            say("has \"" + name + "\" after its end");
        }
        switch (name) {
            case "planned" -> planned(event.get("tasks").asInt());
            case "handed-out" ->
                handedOut(
                        event.get("attempt").asLong(),
                        ordinals(event.get("tasks").asText()));
            case "tasks-ended" ->
                event.get("outcomes")
                        .forEach(outcome -> ended(
                                event.get("attempt").asLong(),
                                outcome.get("ordinal").asInt()));
            case "attempt-lost" -> open.remove(event.get("attempt").asLong());
            case "closed" -> closed(event.get("outcome").asText());
            case "attached", "plan-chunk" -> {}
            default -> say("has an event that this reader does not know: " + name);
        }
    }

    private void planned(int count) {
        if (tasks >= 0) {
            say("was planned twice");
        }
        tasks = count;
    }

    private void handedOut(long attempt, BitSet which) {
        if (attempt <= attempts) {
            say("has attempt " + attempt + " after " + attempts);
        }
        attempts = attempt;
        which.stream().forEach(ordinal -> {
            if (outcomes.containsKey(ordinal)) {
                say("handed out task " + ordinal + " in attempt " + attempt + ", which had its outcome already");
            }
            if (open.values().stream().anyMatch(other -> other.get(ordinal))) {
                say("handed out task " + ordinal + " twice at once");
            }
            handedOutAgain += handedOut.get(ordinal) ? 1 : 0;
            handedOut.set(ordinal);
        });
        open.put(attempt, which);
    }

    private void ended(long attempt, int ordinal) {
        if (outcomes.containsKey(ordinal)) {
            say("has more than one outcome of task " + ordinal);
        }
        if (!open.getOrDefault(attempt, new BitSet()).get(ordinal)) {
            say("has an outcome of task " + ordinal + " from attempt " + attempt + ", which did not owe it");
        }
        outcomes.put(ordinal, attempt);
    }

    private void closed(String outcome) {
        closed = true;
        if (!outcome.equals("CANCELLED") && tasks >= 0 && outcomes.size() != tasks) {
            say("ended with " + outcomes.size() + " outcomes of " + tasks + " tasks");
        }
    }

    private void say(String problem) {
        problems.add(job + " " + problem);
    }

    List<String> problems() {
        if (closed) {
            return problems;
        }
        var all = new ArrayList<>(problems);
        all.add(job + " never ended");
        return all;
    }

    /** The attempt that each task's outcome is from. */
    Map<Integer, Long> outcomes() {
        return outcomes;
    }

    int handedOutAgain() {
        return handedOutAgain;
    }

    /** Reads {@code 0-2,5}. */
    static BitSet ordinals(String ranges) {
        var set = new BitSet();
        for (var range : ranges.split(",", -1)) {
            var ends = range.split("-", -1);
            set.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return set;
    }
}
