package audit;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;
import model.JobId;
import model.TransferId;
import pipeline.journal.ChainedEvent;
import pipeline.journal.EventCodec;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.JobOpened;

/**
 * Follows the tree of one transfer: its own chain, and from the link of each job's opening that job's chain, which must end
 * exactly where the transfer says that it did.
 */
final class VerifyTransfer {

    static final int HEADER_BYTES = 32 + Long.BYTES;

    private static final String OPENED = "transfer.job-opened";
    private static final String CLOSED = "transfer.job-closed";
    private static final int JOBS_MOST = 100_000;

    /** Whoever wants to know where a journal that nothing else closes has got to. */
    interface Heads {
        void head(String persistenceId, long sequence, String head);
    }

    /** Where a job's chain starts and, once the transfer says so, ends. */
    private record Bounds(String start, Optional<Anchor> end) {}

    private final JournalRows rows;
    private final Anchors anchors;
    private final Optional<StoredOutput> output;
    private final Tally tally;
    private final Heads heads;

    VerifyTransfer(JournalRows rows, Anchors anchors, Optional<StoredOutput> output, Tally tally, Heads heads) {
        this.rows = rows;
        this.anchors = anchors;
        this.output = output;
        this.tally = tally;
        this.heads = heads;
    }

    void verify(TransferId transfer) throws SQLException {
        tally.transfer();
        var jobs = own(transfer);
        var present = new TreeSet<>(rows.idsAfter("job|" + transfer + "|", "", JOBS_MOST));
        for (var job : jobs.entrySet()) {
            present.remove(job.getKey());
            var bounds = job.getValue();
            var known = bounds.end().map(List::of).orElse(List.of());
            var chain = follow(job.getKey(), bounds.start(), known);
            bounds.end().ifPresent(end -> requireNothingAfter(chain, end));
            if (bounds.end().isEmpty() && chain.sequence() > 0) {
                heads.head(job.getKey(), chain.sequence(), chain.head());
            }
        }
        present.forEach(stranger -> tally.accept(
                new Discrepancy(stranger, 0, "a job has a journal, but its transfer never opened it", "", stranger)));
    }

    /** A journal that nothing else starts or closes. */
    void verifyAlone(String persistenceId) throws SQLException {
        var chain = follow(persistenceId, ChainedEvent.GENESIS, List.of());
        heads.head(persistenceId, chain.sequence(), chain.head());
    }

    private Map<String, Bounds> own(TransferId transfer) throws SQLException {
        var id = "transfer|" + transfer;
        var jobs = new LinkedHashMap<String, Bounds>();
        var chain = new Chain(id, ChainedEvent.GENESIS, anchored(id, List.of()), tally);
        rows.of(id, (sequence, name, stored) -> {
            tally.event(stored.length);
            chain.next(sequence, name, stored);
            if (name.equals(OPENED) || name.equals(CLOSED)) {
                note(transfer, chain, name, stored, jobs);
            }
        });
        chain.end();
        tally.journal();
        if (chain.sequence() > 0) {
            heads.head(id, chain.sequence(), chain.head());
        }
        return jobs;
    }

    private void note(TransferId transfer, Chain chain, String name, byte[] stored, Map<String, Bounds> jobs) {
        var event = decoded(transfer, chain.sequence(), name, stored);
        if (event instanceof JobOpened opened) {
            var job = new JobId(transfer, opened.step(), opened.turn()).persistenceId();
            jobs.put(job, new Bounds(chain.head(), Optional.empty()));
        } else if (event instanceof JobClosed closed) {
            var job = new JobId(transfer, closed.step(), closed.turn()).persistenceId();
            var end = new Anchor(
                    job,
                    OptionalLong.of(closed.sequence()),
                    closed.head(),
                    "event " + chain.sequence() + " of its transfer");
            var start = jobs.containsKey(job) ? jobs.get(job).start() : ChainedEvent.GENESIS;
            jobs.put(job, new Bounds(start, Optional.of(end)));
        }
    }

    /** Null where the bytes are no event any more. */
    private Object decoded(TransferId transfer, long sequence, String name, byte[] stored) {
        try {
            return EventCodec.decode(name, Arrays.copyOfRange(stored, HEADER_BYTES, stored.length));
        } catch (RuntimeException unreadable) {
            tally.accept(new Discrepancy(
                    "transfer|" + transfer,
                    sequence,
                    "the event can't be read",
                    name,
                    String.valueOf(unreadable.getMessage())));
            return null;
        }
    }

    private Chain follow(String id, String start, List<Anchor> known) throws SQLException {
        var chain = new Chain(id, start, anchored(id, known), tally);
        rows.of(id, (sequence, name, stored) -> {
            tally.event(stored.length);
            chain.next(sequence, name, stored);
            output.ifPresent(blobs -> compare(blobs, id, sequence, name, stored));
        });
        chain.end();
        tally.journal();
        return chain;
    }

    private void compare(StoredOutput blobs, String id, long sequence, String name, byte[] stored) {
        if (stored.length < HEADER_BYTES) {
            return; // was told
        }
        try {
            blobs.compare(id, sequence, name, stored, HEADER_BYTES);
        } catch (RuntimeException unreadable) {
            tally.accept(new Discrepancy(
                    id, sequence, "the event can't be read", name, String.valueOf(unreadable.getMessage())));
        }
    }

    private List<Anchor> anchored(String id, List<Anchor> known) {
        var from = anchors.of(id);
        tally.anchors(from.size());
        if (known.isEmpty()) {
            return from;
        }
        return Stream.concat(known.stream(), from.stream()).toList();
    }

    private void requireNothingAfter(Chain chain, Anchor end) {
        long last = end.sequence().orElseThrow();
        if (chain.sequence() > last) {
            tally.accept(new Discrepancy(
                    chain.persistenceId(),
                    last + 1,
                    "the job was closed, and events follow",
                    "",
                    "events up to " + chain.sequence()));
        }
    }
}
