package http.pages.audit;

import audit.history.HistoryEvent;
import audit.history.JobThen;
import audit.history.TransferThen;
import http.pages.Texts;
import http.pages.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import model.TransferStatus;
import views.TransferRow;

/** A transfer as it was at a moment. */
public record ThenScreen(TransferRow transfer, Then then, Texts texts) {

    /**
     * A moment.
     *
     * @param event what had just happened
     */
    public record Then(TransferThen state, Optional<HistoryEvent> event) {}

    public TransferThen state() {
        return then.state();
    }

    public String path() {
        return "/transfers/" + transfer.id() + "/audit";
    }

    /** The status then; empty before it was submitted, which no event is. */
    public Optional<TransferStatus> status() {
        return state().status().flatMap(label -> Stream.of(TransferStatus.values())
                .filter(status -> status.label().equals(label))
                .findFirst());
    }

    /** The jobs by their microservices, in the order in which they were opened. */
    public Map<String, List<JobThen>> microservices() {
        var grouped = new LinkedHashMap<String, List<JobThen>>();
        state().jobs().forEach(job -> grouped.computeIfAbsent(job.microservice(), missing -> new ArrayList<>())
                .add(job));
        return grouped;
    }

    /** What is not done is never shown as a pass. */
    public static Tone tone(JobThen job) {
        return switch (job.status()) {
            case "planning" -> Tone.HELD;
            case "working" -> Tone.WORKING;
            case "completed" -> job.counts().notDone() > 0 ? Tone.WARNING : Tone.DONE;
            case "completed with failures" -> Tone.WARNING;
            case "failed" -> Tone.FAILED;
            default -> Tone.OVER;
        };
    }

    /** The status of the job as the pages call it. */
    public String word(JobThen job) {
        return texts.of("job."
                + switch (job.status()) {
                    case "planning" -> "waiting";
                    case "working" -> "processing";
                    default -> job.status().replace(' ', '-');
                });
    }
}
