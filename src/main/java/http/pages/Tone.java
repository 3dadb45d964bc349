package http.pages;

import java.util.Locale;
import model.TransferStatus;
import model.Verdict;
import views.JobRow;
import views.TaskState;

/** How something stands, as a colour and an icon; a word always stands beside them. */
public enum Tone {
    DONE,
    WORKING,
    FAILED,
    /** Somebody has to decide. */
    WAITING,
    /** Its turn comes, or somebody lets it go on. */
    HELD,
    /** Done, and not everything went well. */
    WARNING,
    /** Nothing will happen any more. */
    OVER;

    /** The name of the icon and of the style. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tone of(TransferStatus status) {
        return switch (status) {
            case STORED -> DONE;
            case PROCESSING -> WORKING;
            case FAILED -> FAILED;
            case WAITING -> WAITING;
            case QUEUED, PAUSED -> HELD;
            case REJECTED, CANCELLED -> OVER;
        };
    }

    /** What was not done is never shown as a pass. */
    public static Tone of(JobRow job) {
        return switch (job.status()) {
            case COMPLETED -> job.counts().notDone() > 0 ? WARNING : DONE;
            case COMPLETED_WITH_FAILURES -> WARNING;
            case PROCESSING -> WORKING;
            case FAILED -> FAILED;
            case WAITING -> HELD;
            case CANCELLED -> OVER;
        };
    }

    public static Tone of(TaskState state) {
        return switch (state) {
            case COMPLETED -> DONE;
            case RUNNING -> WORKING;
            case FAILED -> FAILED;
            case WAITING -> HELD;
            case NOT_DONE -> WARNING;
            case CANCELLED -> OVER;
        };
    }

    public static Tone of(Verdict verdict) {
        return switch (verdict) {
            case PASS -> DONE;
            case FAIL -> FAILED;
            default -> WARNING;
        };
    }
}
