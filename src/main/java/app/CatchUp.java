package app;

import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import model.TransferId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import views.Progress;
import views.Projection;

/**
 * Brings the views of transfers up to the journal at once, for whoever asks which transfers there are must hear of all. What
 * their jobs are about follows meanwhile.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final String OF_TRANSFER = "transfer|";

    private CatchUp() {}

    /** @param behind how far each journal goes that the views are behind of */
    static void transfers(Projection projection, Map<String, Long> behind) {
        behind.forEach((id, upTo) -> {
            if (id.startsWith(OF_TRANSFER)) {
                try {
                    projection.advance(id, upTo);
                } catch (RuntimeException failure) {
                    LOG.warn("the views can't follow {} yet; they go on trying", id, failure);
                }
            }
        });
    }

    /** The transfers that may have a place among the active ones, as of all that is in the journal now. */
    static Collection<TransferId> onTheirWay(Projection projection, DataSource views) {
        transfers(projection, projection.behind());
        return Progress.onTheirWay(views);
    }
}
