package audit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.JobId;
import model.TransferId;
import pipeline.transfer.TransferEvent;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;

/**
 * Where each event of a transfer's history stands, found without reading those of its jobs: the transfer's own events are few,
 * and say how many events each closed job has. One job is open at a time.
 */
final class Outline {

    private final TransferId transfer;
    private final List<Stretch> stretches = new ArrayList<>();
    private Optional<JobId> open = Optional.empty();
    private long openRead; // events of the open job that have their place
    private long events;

    private Outline(TransferId transfer) {
        this.transfer = transfer;
    }

    /** As it is now: what is written later is no part of it. */
    static Outline of(TransferId transfer, JournalParts journal) {
        var outline = new Outline(transfer);
        for (var row : journal.all("transfer|" + transfer)) {
            outline.jobBefore(row, journal);
            outline.own(row);
        }
        outline.open.ifPresent(job -> outline.jobUpTo(journal.last(job.persistenceId())));
        return outline;
    }

    /** The events of the open job that were written before this one of the transfer. */
    private void jobBefore(JournalRow row, JournalParts journal) {
        if (open.isEmpty()) {
            return;
        }
        var id = open.get().persistenceId();
        if (row.event().event() instanceof JobClosed closed) {
            jobUpTo(closed.sequence());
        } else {
            jobUpTo(journal.before(id, journal.last(id), row.ordering()));
        }
    }

    private void jobUpTo(long sequence) {
        if (sequence > openRead) {
            add(open.orElseThrow().persistenceId(), openRead + 1, sequence - openRead, Optional.empty(), "");
            openRead = sequence;
        }
    }

    private void own(JournalRow row) {
        var event = (TransferEvent) row.event().event();
        add(
                row.persistenceId(),
                row.sequence(),
                1,
                Optional.of(event),
                row.event().link());
        if (event instanceof JobOpened opened) {
            open = Optional.of(new JobId(transfer, opened.step(), opened.turn()));
            openRead = 0;
        } else if (event instanceof JobClosed) {
            open = Optional.empty();
        }
    }

    private void add(String id, long sequence, long count, Optional<TransferEvent> own, String link) {
        stretches.add(new Stretch(events + 1, id, sequence, count, own, link));
        events += count;
    }

    /** How many events the history has. */
    long events() {
        return events;
    }

    /** In their order. */
    List<Stretch> stretches() {
        return stretches;
    }
}
