package http.uploads;

import http.problem.ProblemType;
import http.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.StreamLimitReachedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a failed upload means for whoever sent it. Nothing of it is kept, whatever it was. */
final class UploadFailure {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFailure.class);

    private UploadFailure() {}

    /** {@link Refused}, except for a fault of ours. */
    static RuntimeException of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
            if (cause instanceof IOException && isFull(cause)) {
                LOG.warn("an upload was refused: the disk is full", cause);
                return noSpace();
            }
            if (cause instanceof FileSystemException ours) {
                return new UncheckedIOException("an upload could not be written", ours);
            }
            if (cause instanceof StreamLimitReachedException) {
                return new Refused(ProblemType.INVALID_BODY, "A field of the form is too long; nothing was kept.");
            }
            if (cause instanceof TimeoutException) {
                return new Refused(ProblemType.SLOW_REQUEST, "The upload stood still for too long; nothing was kept.");
            }
        }
        LOG.warn("an upload broke off; nothing of it is kept", failure);
        return new Refused(
                ProblemType.BAD_REQUEST, "The upload broke off, or is no form; nothing was kept. Upload it again.");
    }

    static Refused noSpace() {
        return new Refused(
                ProblemType.INSUFFICIENT_STORAGE,
                "The disk for uploads has no room for this; nothing was kept. Have an operator make room there.");
    }

    private static boolean isFull(Throwable failure) {
        var reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return reason.contains("no space left") || reason.contains("quota exceeded");
    }
}
