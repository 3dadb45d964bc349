package audit.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.TransferId;
import pipeline.journal.EventCodec;
import pipeline.transfer.TransferEvent.JobClosed;

/**
 * A part of a transfer's history that is told piece by piece, as fast as somebody listens: between two pieces nothing is held
 * but the plan of the open job. It ends where the history ended when it was begun.
 */
public final class Telling {

    private static final int BYTES_MOST = 1 << 20;

    private final JournalParts journal;
    private final Outline outline;
    private final TransferSentences sentences;
    private final long to;
    private long next;
    private Instant last = Instant.EPOCH;
    private int place;

    /** @param from the number of the first event that is told */
    Telling(TransferId transfer, JournalParts journal, FileNames names, Outline outline, long from, long to) {
        this.journal = journal;
        this.outline = outline;
        this.sentences = new TransferSentences(transfer, names);
        this.next = Math.max(1, from);
        this.to = Math.min(to, outline.events());
        noteWhatIsBefore();
    }

    /** How many events the whole history has. */
    public long events() {
        return outline.events();
    }

    /** The next events, so many at most; none when all are told. */
    public List<HistoryEvent> next(int most) {
        var told = new ArrayList<HistoryEvent>();
        boolean full = false;
        while (next <= to && told.size() < most && !full) {
            var stretch = stretch();
            if (stretch.own().isPresent()) {
                var event = stretch.own().get();
                told.add(told(stretch.persistenceId(), stretch.sequence(), EventCodec.nameOf(event), event));
            } else {
                full = ofJob(stretch, most - told.size(), told);
            }
        }
        return told;
    }

    /** The next events, so many at most, in however many pieces. */
    List<HistoryEvent> all(int most) {
        var all = new ArrayList<HistoryEvent>();
        for (var piece = next(most); !piece.isEmpty(); piece = next(most - all.size())) {
            all.addAll(piece);
        }
        return all;
    }

    private Stretch stretch() {
        while (outline.stretches().get(place).last() < next) {
            place++;
        }
        return outline.stretches().get(place);
    }

    /** Answers true when there was too much for one piece. */
    private boolean ofJob(Stretch stretch, int most, List<HistoryEvent> told) {
        long upTo = Math.min(Math.min(stretch.last(), to), next + most - 1);
        long wanted = upTo - next + 1;
        var rows = rows(stretch, upTo); // read before they are told, for whoever tells asks for names
        for (var row : rows) {
            told.add(told(
                    row.persistenceId(),
                    row.sequence(),
                    row.event().name(),
                    row.event().event()));
        }
        return rows.size() < wanted;
    }

    private HistoryEvent told(String id, long sequence, String kind, Object event) {
        last = EventTime.of(event).orElse(last);
        return new HistoryEvent(
                next++, last, id, sequence, kind, TransferSentences.by(event), sentences.tell(id, event));
    }

    private List<JournalRow> rows(Stretch stretch, long upTo) {
        var rows = new ArrayList<JournalRow>();
        var bytes = new long[1];
        journal.each(stretch.persistenceId(), stretch.sequenceOf(next), stretch.sequenceOf(upTo), row -> {
            rows.add(row);
            bytes[0] += row.bytes();
            return bytes[0] < BYTES_MOST;
        });
        if (rows.isEmpty()) {
            throw new IllegalStateException(stretch.persistenceId() + " lacks event " + stretch.sequenceOf(next)
                    + ", which was there; verify the record");
        }
        return rows;
    }

    /** The transfer's own events are few; of a job that is open at the beginning its plan and its hand-outs matter. */
    private void noteWhatIsBefore() {
        var open = openAtBeginning();
        for (var stretch : outline.stretches()) {
            if (stretch.number() >= next) {
                return;
            }
            if (stretch.own().isPresent()) {
                note(stretch.persistenceId(), stretch.own().get());
            } else if (open.filter(stretch.persistenceId()::equals).isPresent()) {
                long before = Math.min(stretch.last(), next - 1);
                journal.ofKinds(
                                stretch.persistenceId(),
                                stretch.sequence(),
                                stretch.sequenceOf(before),
                                JobSentences.NOTED)
                        .forEach(row -> note(row.persistenceId(), row.event().event()));
            }
        }
    }

    private Optional<String> openAtBeginning() {
        var open = Optional.<String>empty();
        for (var stretch : outline.stretches()) {
            if (stretch.number() >= next) {
                return open;
            }
            if (stretch.own().isEmpty()) {
                open = Optional.of(stretch.persistenceId());
            } else if (stretch.own().get() instanceof JobClosed) {
                open = Optional.empty();
            }
        }
        return open;
    }

    private void note(String persistenceId, Object event) {
        sentences.note(persistenceId, event);
        last = EventTime.of(event).orElse(last);
    }
}
