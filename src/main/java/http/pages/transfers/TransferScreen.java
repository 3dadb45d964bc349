package http.pages.transfers;

import http.pages.Tone;
import java.util.List;
import java.util.Optional;
import model.TransferStatus;
import views.Headway;
import views.JobRow;
import views.TransferDetails;
import views.TransferDetails.Microservice;
import views.TransferRow;

/** One transfer with its jobs and with what can be decided about it. */
public record TransferScreen(TransferDetails details, Optional<Headway> headway) {

    public TransferRow transfer() {
        return details.transfer();
    }

    public TransferLine line() {
        return new TransferLine(details.transfer(), headway);
    }

    public String path() {
        return "/transfers/" + transfer().id();
    }

    /** Where programs find it, and its packages. */
    public String api() {
        return "/api/v1" + path();
    }

    private boolean is(TransferStatus status) {
        return transfer().status() == status;
    }

    public boolean hasFailed() {
        return is(TransferStatus.FAILED);
    }

    public boolean canPause() {
        return is(TransferStatus.PROCESSING) || is(TransferStatus.WAITING) || is(TransferStatus.QUEUED);
    }

    public boolean canResume() {
        return is(TransferStatus.PAUSED);
    }

    /** Whoever gives up a failed transfer cancels it. */
    public boolean canCancel() {
        return (!transfer().status().isEnded() || hasFailed())
                && details.cancelledBy().isEmpty();
    }

    public boolean canPrioritize() {
        return !transfer().status().isEnded();
    }

    public List<Microservice> microservices() {
        return details.microservices();
    }

    /** How a microservice stands: as the worst of its jobs that still counts. */
    public static Tone tone(Microservice microservice) {
        var tones = microservice.jobs().stream()
                .filter(job -> isLatestTurn(job, microservice.jobs()))
                .map(Tone::of)
                .toList();
        for (var tone : List.of(Tone.FAILED, Tone.WORKING, Tone.HELD, Tone.WARNING, Tone.OVER)) {
            if (tones.contains(tone)) {
                return tone;
            }
        }
        return Tone.DONE;
    }

    private static boolean isLatestTurn(JobRow job, List<JobRow> jobs) {
        return jobs.stream()
                .noneMatch(other -> other.id().step().equals(job.id().step())
                        && other.id().turn() > job.id().turn());
    }
}
