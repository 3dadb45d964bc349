package http.pages.transfers;

import http.pages.Address;
import http.transfers.SubmitUpload;
import java.util.List;
import java.util.Optional;
import model.TransferStatus;
import views.Headway;
import views.TransferDetails;
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

    /** How many jobs did not do all that they were to, without failing. */
    public long leftUndone() {
        return details.microservices().stream()
                .flatMap(microservice -> microservice.jobs().stream())
                .filter(job -> job.counts().notDone() > 0)
                .count();
    }

    public boolean hasFailed() {
        return is(TransferStatus.FAILED);
    }

    /** Where its source can be chosen once more, under the same name; of an upload nothing is left to choose. */
    public Address submitAgain() {
        return submitAgain(details.sourceName())
                .with("name", transfer().name())
                .with("configuration", transfer().configuration())
                .with("accession", transfer().accession().orElse(""));
    }

    static Address submitAgain(String source) {
        int end = source.indexOf(':');
        return end < 0 || source.startsWith(SubmitUpload.SOURCE) || source.startsWith("/")
                ? Address.of("/submit")
                : Address.of("/submit")
                        .with("source", source.substring(0, end))
                        .with("path", source.substring(end + 1));
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
                && details.cancelled().isEmpty();
    }

    public boolean canPrioritize() {
        return !transfer().status().isEnded();
    }

    public List<MicroserviceScreen> microservices() {
        return details.microservices().stream()
                .map(microservice -> new MicroserviceScreen(path(), microservice))
                .toList();
    }
}
