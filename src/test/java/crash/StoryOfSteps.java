package crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the journal tells of one transfer and its steps, held to what may be told of any. */
final class StoryOfSteps {

    private final String transfer;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> turns = new HashMap<>();
    private final Set<String> openJobs = new HashSet<>();
    private int opened;
    private int retries;
    private boolean ended;

    StoryOfSteps(String transfer) {
        this.transfer = transfer;
    }

    void add(String name, JsonNode event) {
        switch (name) {
            case "job-opened" ->
                opened(event.get("step").asText(), event.get("turn").asInt(), event);
            case "job-closed" ->
                closed(event.get("step").asText() + "-" + event.get("turn").asInt());
            case "ended" -> ended();
            case "resumed" -> ended = false;
            default -> {}
        }
    }

    private void opened(String step, int turn, JsonNode event) {
        boolean retry = event.hasNonNull("retry");
        if (turns.containsKey(step) && turn <= turns.get(step)) {
            say("opened " + step + " again as turn " + turn);
        }
        if (retry != (turn > 0)) {
            say("opened turn " + turn + " of " + step + (retry ? " as a retry" : " though nobody asked for it"));
        }
        if (!openJobs.isEmpty()) {
            say("opened " + step + " while " + openJobs + " had not ended");
        }
        turns.put(step, turn);
        openJobs.add(step + "-" + turn);
        opened++;
        retries += retry ? 1 : 0;
        ended = false;
    }

    private void closed(String job) {
        if (!openJobs.remove(job)) {
            say("closed " + job + ", which was not open");
        }
    }

    private void ended() {
        if (ended) {
            say("ended twice");
        }
        ended = true;
    }

    private void say(String problem) {
        problems.add("transfer " + transfer + " " + problem);
    }

    List<String> problems() {
        var all = new ArrayList<>(problems);
        if (!ended || !openJobs.isEmpty()) {
            all.add("transfer " + transfer + " has not come to its end");
        }
        return all;
    }

    int opened() {
        return opened;
    }

    int retries() {
        return retries;
    }
}
