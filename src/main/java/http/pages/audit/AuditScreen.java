package http.pages.audit;

import audit.history.HistoryEvent;
import audit.history.Timeline;
import http.pages.Parts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import views.Page;

/**
 * A transfer's record.
 *
 * @param then how it stood at the moment that is looked at
 * @param verifying whether it is being verified now
 * @param verdict what its last verification on this node came to
 */
public record AuditScreen(
        ThenScreen then,
        Timeline timeline,
        Page<HistoryEvent> events,
        Parts parts,
        boolean verifying,
        Optional<VerdictText> verdict) {

    /** How wide the drawing of the marks is, in its own units. */
    public static final int WIDTH = 1000;

    private static final int LISTED = 40;

    public String path() {
        return "/transfers/" + then.transfer().id() + "/audit";
    }

    public String transferPath() {
        return "/transfers/" + then.transfer().id();
    }

    /** Where the mark stands on the timeline, from 0 to {@link #WIDTH}. */
    public long place(Timeline.Mark mark) {
        long most = Math.max(1, timeline.events() - 1);
        return (mark.number() - 1) * WIDTH / most;
    }

    /** Its name in texts and styles. */
    public static String label(Timeline.Mark mark) {
        return mark.what().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The marks that are listed as links, too. */
    public List<Timeline.Mark> listed() {
        return timeline.marks().subList(0, Math.min(LISTED, timeline.marks().size()));
    }
}
