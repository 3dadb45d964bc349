package http.uploads;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import model.TransferId;
import model.TransferStatus;
import views.JobRow;
import views.JobStatus;
import views.TransferDetails;

/** An upload that is whole: what it is called on disk, and how long it is kept. */
final class KeptUpload {

    private static final int ID_CHARACTERS = 36;
    private static final int DIGEST_CHARACTERS = 32;
    private static final String RECEIVE = "receive";
    /** Whoever got no answer to an upload repeats it sooner. */
    private static final Duration UNCLAIMED = Duration.ofDays(1);

    private KeptUpload() {}

    /** The same for the same upload of the same transfer only. */
    static String name(TransferId transfer, String digest) {
        return transfer + "-" + digest.substring(0, DIGEST_CHARACTERS);
    }

    /** The transfer that it is for. */
    static TransferId transfer(Path kept) {
        return transfer(kept.getFileName().toString()).orElseThrow();
    }

    /** Empty for what is none of ours. */
    static Optional<TransferId> transfer(String name) {
        if (name.length() != ID_CHARACTERS + 1 + DIGEST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(TransferId.of(name.substring(0, ID_CHARACTERS)));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /**
     * Whether nobody needs it any more: the transfer has received it, or has ended for good, or there never was one.
     *
     * @param details of its transfer, where there is one
     */
    static boolean isOver(Optional<TransferDetails> details, Duration age) {
        return details.map(each -> isEnded(each.transfer().status()) || isReceived(each))
                .orElse(age.compareTo(UNCLAIMED) > 0);
    }

    /** A failed one may be tried again. */
    private static boolean isEnded(TransferStatus status) {
        return status.isEnded() && status != TransferStatus.FAILED;
    }

    private static boolean isReceived(TransferDetails details) {
        return details.microservices().stream()
                .flatMap(microservice -> microservice.jobs().stream())
                .anyMatch(KeptUpload::hasReceived);
    }

    private static boolean hasReceived(JobRow job) {
        return job.id().step().equals(RECEIVE) && job.status() == JobStatus.COMPLETED;
    }
}
