package browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes in the browser when what is on the screen changes, by the clock that the service reads too. */
record Watch(Visitor visitor, long began) {

    static final long LIMIT_MILLIS = 500;

    private static final String SCRIPT =
            """
            () => {
              window.seen = {};
              const note = (what) => { window.seen[what] ??= Date.now(); };
              const look = () => {
                for (const job of document.querySelectorAll('#jobs .job')) {
                  const id = job.querySelector('a[id^=job-]').id;
                  note(id);
                  if (!job.querySelector('.status').matches('.working, .held')) note(id + ' ended');
                }
                for (const line of document.querySelectorAll('#list tr[id^=line-]')) {
                  note(line.id + ' ' + line.querySelector('.status').textContent.trim());
                }
              };
              new MutationObserver(look).observe(document.body, {subtree: true, childList: true});
              look();
              return Date.now();
            }
            """;

    /** From now on, on the page that the visitor is at. */
    static Watch on(Visitor visitor) {
        visitor.await("#connection", "Live");
        return new Watch(visitor, ((Number) visitor.page.evaluate(SCRIPT)).longValue());
    }

    /** How long after each event of a job the page showed it. */
    List<Long> delaysOfJobs(List<JsonNode> story) {
        var delays = new ArrayList<Long>();
        for (var event : story) {
            var job = "job-" + event.path("step").asText() + "-"
                    + event.path("turn").asText();
            switch (event.path("kind").asText()) {
                case "job-opened" -> delay(event, job).ifPresent(delays::add);
                case "job-closed" -> delay(event, job + " ended").ifPresent(delays::add);
                default -> {}
            }
        }
        return delays;
    }

    /** How long after its last event the list showed a transfer as stored. */
    List<Long> delaysOfEnd(List<JsonNode> story) {
        var last = story.get(story.size() - 1);
        return delay(last, "line-" + last.path("transfer").asText() + " Stored").stream()
                .toList();
    }

    private Optional<Long> delay(JsonNode event, String what) {
        long at = Instant.parse(event.path("at").asText()).toEpochMilli();
        if (at < began) {
            return Optional.empty(); // it was there when the page was loaded
        }
        var seen = (Map<?, ?>) visitor.page.evaluate("() => window.seen");
        if (!(seen.get(what) instanceof Number moment)) {
            throw new AssertionError("never on the screen: " + what + "; seen were " + seen.keySet());
        }
        return Optional.of(moment.longValue() - at);
    }
}
