package audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import model.JobId;
import model.TaskOutcome;
import model.TaskStatus;
import model.TransferId;
import pipeline.journal.ChainedEvent;
import pipeline.transfer.TransferEvent.JobOpened;
import pipeline.transfer.TransferEvent.Submitted;
import pipeline.transfer.TransferEvent.TurnTasks;

/** Which jobs of a transfer had been opened, and which of their findings a later turn had replaced, at some head. */
final class OpenedJobs {

    private static final int HEADER_BYTES = 32 + Long.BYTES;

    private final TransferId transfer;
    private final List<JobId> jobs = new ArrayList<>();
    private final Map<String, List<TurnTasks>> replaced = new HashMap<>();
    private final Set<String> links = new LinkedHashSet<>();
    private Optional<UUID> sip = Optional.empty();
    private boolean reached;

    private OpenedJobs(TransferId transfer) {
        this.transfer = transfer;
    }

    /** Reads the transfer's own journal up to that head; the job that the head opened is left out. */
    static OpenedJobs until(JournalRows rows, TransferId transfer, String head) throws SQLException {
        var opened = new OpenedJobs(transfer);
        rows.of("transfer|" + transfer, (sequence, name, stored) -> {
            if (stored.length >= HEADER_BYTES) {
                opened.next(ChainedEvent.read(name, stored), head);
            }
        });
        return opened;
    }

    private void next(ChainedEvent event, String head) {
        links.add(event.link());
        if (reached) {
            return;
        }
        reached = event.link().equals(head);
        if (event.event() instanceof Submitted submitted) {
            sip = Optional.of(submitted.submission().sip());
        } else if (event.event() instanceof JobOpened opened && !reached) {
            jobs.add(new JobId(transfer, opened.step(), opened.turn()));
            opened.retry().ifPresent(retry -> replaced.computeIfAbsent(opened.step(), step -> new ArrayList<>())
                    .addAll(retry.tasks()));
        }
    }

    /** Every head that the transfer's journal ever had. */
    Set<String> links() {
        return links;
    }

    /** The head that it has now; empty where there is no journal. */
    String last() {
        return links.stream().reduce("", (before, link) -> link);
    }

    /** The identifier of the package. */
    UUID sip() {
        return sip.orElseThrow(() -> new IllegalStateException("the journal does not begin with a submission"));
    }

    /** In the order in which they were opened. */
    List<JobId> jobs() {
        return jobs;
    }

    /** Whether what a task found has been replaced by what a later turn found: a later turn tried it again. */
    boolean isReplaced(JobId job, TaskOutcome outcome) {
        return replaced.getOrDefault(job.step(), List.of()).stream()
                .filter(tasks -> tasks.turn() == job.turn())
                .anyMatch(tasks -> tasks.tasks().isEmpty()
                        ? outcome.result().status() == TaskStatus.FAILED
                        : tasks.tasks().toBitSet().get(outcome.ordinal()));
    }
}
