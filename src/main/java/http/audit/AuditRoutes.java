package http.audit;

import static http.access.Permission.AUDIT;
import static http.access.Permission.READ_HISTORY;
import static http.exchange.Endpoint.get;
import static http.exchange.Endpoint.post;

import http.exchange.Endpoint;
import http.exchange.Reading;
import java.util.List;
import org.apache.pekko.actor.typed.ActorSystem;

/** The part of the API about the record: what happened, and the proof. */
public final class AuditRoutes {

    private static final String TRANSFER = "/api/v1/transfers/{transfer}";
    private static final String RECORD = "/api/v1/audit";

    private final TellHistory history;
    private final VerifyRecord record;

    public AuditRoutes(Trail trail, Reading reading, ActorSystem<?> system) {
        history = new TellHistory(trail, reading);
        record = new VerifyRecord(trail, reading, system);
    }

    public List<Endpoint> endpoints() {
        return List.of(
                get(READ_HISTORY, TRANSFER + "/history", history::history),
                get(READ_HISTORY, TRANSFER + "/state", history::state),
                get(AUDIT, RECORD, record::show),
                post(AUDIT, RECORD + "/verify", record::verify),
                get(AUDIT, RECORD + "/heads", record::heads));
    }

    /** For the pages about the same. */
    public VerifyRecord record() {
        return record;
    }
}
