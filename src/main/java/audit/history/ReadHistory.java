package audit.history;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import model.TransferId;

/**
 * Reads the history of a transfer from the journal, and how it stood at any moment. All methods throw {@link
 * audit.AuditUnavailable} when the database fails.
 */
public final class ReadHistory {

    private final JournalParts journal;
    private final JobPoints points;
    private final Names names;

    /** Finds what people call the entries of a transfer. */
    public interface Names {
        FileNames of(TransferId transfer);
    }

    public ReadHistory(DataSource source, Names names) {
        this.journal = new JournalParts(source);
        this.points = new JobPoints(journal);
        this.names = names;
    }

    /** Begins to tell a part of the history; empty where there is no such transfer. */
    public Optional<Telling> tell(TransferId transfer, long from, long to) {
        return outline(transfer).map(outline -> new Telling(transfer, journal, names.of(transfer), outline, from, to));
    }

    /**
     * How the transfer stood at a moment.
     *
     * @return empty where there is no such transfer, or nothing of it was there yet
     */
    public Optional<TransferThen> then(TransferId transfer, Moment moment) {
        return outline(transfer)
                .map(outline -> new StateAt(transfer, points, moment).of(outline))
                .filter(then -> then.number() > 0);
    }

    /** What a timeline shows of the history; empty where there is no such transfer. */
    public Optional<Timeline> timeline(TransferId transfer) {
        return outline(transfer).map(outline -> Timeline.of(outline, journal));
    }

    private Optional<Outline> outline(TransferId transfer) {
        return Optional.of(Outline.of(transfer, journal)).filter(outline -> outline.events() > 0);
    }

    /** A few events, for a page. */
    public List<HistoryEvent> some(TransferId transfer, long from, int most) {
        return tell(transfer, from, from + most - 1)
                .map(telling -> telling.all(most))
                .orElse(List.of());
    }
}
