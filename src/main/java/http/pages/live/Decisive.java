package http.pages.live;

import java.util.EnumSet;
import java.util.Set;
import views.FeedKind;
import views.FeedRow;

/** Which changes may give a transfer another status, and people other things to decide. */
final class Decisive {

    private static final Set<FeedKind> WITHIN_A_STATUS =
            EnumSet.of(FeedKind.JOB_OPENED, FeedKind.JOB_PROGRESS, FeedKind.JOB_CLOSED, FeedKind.PRIORITY_CHANGED);

    private Decisive() {}

    static boolean isDecisive(FeedRow row) {
        return !WITHIN_A_STATUS.contains(row.kind());
    }
}
