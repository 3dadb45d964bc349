package audit.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import model.JobId;
import model.Mandate;
import model.TransferId;
import pipeline.job.JobEvent;
import pipeline.transfer.TransferEvent;
import workflow.KnownWorkflows;
import workflow.Step;
import workflow.Workflow;

/** Tells the events of one transfer and its jobs, in their order. */
final class TransferSentences {

    private final TransferId transfer;
    private final FileNames names;
    private final Map<String, JobSentences> jobs = new HashMap<>();
    private Optional<Workflow> workflow = Optional.empty();

    TransferSentences(TransferId transfer, FileNames names) {
        this.transfer = transfer;
        this.names = names;
    }

    String tell(String persistenceId, Object event) {
        if (event instanceof JobEvent of) {
            return jobs.computeIfAbsent(persistenceId, missing -> new JobSentences(persistenceId, names))
                    .tell(of);
        }
        return tell((TransferEvent) event);
    }

    /** Remembers what later events are told with, and says nothing. */
    void note(String persistenceId, Object event) {
        if (event instanceof JobEvent of) {
            if (jobs.containsKey(persistenceId)) {
                jobs.get(persistenceId).note(of);
            }
        } else {
            tell((TransferEvent) event);
        }
    }

    /** Who asked for it; empty where it followed by itself. */
    static Optional<String> by(Object event) {
        if (event instanceof TransferEvent.Submitted submitted) {
            return Optional.of(submitted.submission().submittedBy());
        }
        if (event instanceof TransferEvent.ChoiceMade made) {
            return Optional.of(made.by());
        }
        if (event instanceof TransferEvent.CancelRequested request) {
            return Optional.of(request.by());
        }
        return mandate(event).map(Mandate::by);
    }

    private static Optional<Mandate> mandate(Object event) {
        if (event instanceof TransferEvent.JobOpened opened) {
            return opened.retry().map(TransferEvent.Retry::mandate);
        }
        if (event instanceof TransferEvent.Paused paused) {
            return Optional.of(paused.mandate());
        }
        if (event instanceof TransferEvent.Resumed resumed) {
            return Optional.of(resumed.mandate());
        }
        if (event instanceof TransferEvent.PriorityChanged changed) {
            return Optional.of(changed.mandate());
        }
        return event instanceof TransferEvent.TasksSkipped skipped ? Optional.of(skipped.mandate()) : Optional.empty();
    }

    private String tell(TransferEvent event) {
        if (event instanceof TransferEvent.Submitted submitted) {
            return submitted(submitted);
        }
        if (event instanceof TransferEvent.Attached attached) {
            return "node " + attached.node() + " took the transfer up (epoch " + attached.epoch() + ")";
        }
        if (event instanceof TransferEvent.JobOpened opened) {
            return opened(opened);
        }
        if (event instanceof TransferEvent.JobClosed closed) {
            return title(closed.step()) + " ended: "
                    + closed.failure()
                            .map(failure -> "failed, " + failure.message())
                            .orElse(JobSentences.counted(closed.counts()));
        }
        if (event instanceof TransferEvent.ChoiceAwaited awaited) {
            return "the transfer waits for an answer to " + title(awaited.step());
        }
        if (event instanceof TransferEvent.ChoiceMade made) {
            return who(made.by()) + " answered " + title(made.step()) + " with " + made.option();
        }
        if (event instanceof TransferEvent.Queued queued) {
            return "the transfer waits for a place among the active ones before " + title(queued.step());
        }
        if (event instanceof TransferEvent.Admitted) {
            return "the transfer got a place among the active ones";
        }
        return order(event);
    }

    private String order(TransferEvent event) {
        if (event instanceof TransferEvent.CancelRequested request) {
            return who(request.by()) + " asked to cancel the transfer" + because(request.reason());
        }
        if (event instanceof TransferEvent.Paused paused) {
            return who(paused.mandate().by()) + " paused the transfer"
                    + because(paused.mandate().reason());
        }
        if (event instanceof TransferEvent.Resumed resumed) {
            return who(resumed.mandate().by()) + " let the transfer go on"
                    + because(resumed.mandate().reason());
        }
        if (event instanceof TransferEvent.PriorityChanged changed) {
            return who(changed.mandate().by()) + " set the priority to " + changed.priority()
                    + because(changed.mandate().reason());
        }
        if (event instanceof TransferEvent.TasksSkipped skipped) {
            return who(skipped.mandate().by()) + " skipped failed tasks of " + title(skipped.step())
                    + because(skipped.mandate().reason());
        }
        if (event instanceof TransferEvent.Ended ended) {
            return "the transfer ended: " + ended.status().label()
                    + ended.failure().map(failure -> ", " + failure.message()).orElse("");
        }
        return "what the transfer had left in the work area was removed";
    }

    private String submitted(TransferEvent.Submitted submitted) {
        var submission = submitted.submission();
        workflow = Optional.of(KnownWorkflows.of(submission.workflowDigest(), submitted.workflowText()));
        return who(submission.submittedBy()) + " submitted \"" + submission.name() + "\" from "
                + submission.sourceName() + " with the configuration " + submission.configuration();
    }

    private String opened(TransferEvent.JobOpened opened) {
        var id = new JobId(transfer, opened.step(), opened.turn()).persistenceId();
        jobs.keySet().removeIf(other -> !other.equals(id)); // one job at a time is open; plans may be large
        jobs.put(id, new JobSentences(title(opened.step()), names));
        return title(opened.step()) + " began"
                + opened.retry()
                        .map(retry -> " again, as " + who(retry.mandate().by()) + " asked"
                                + because(retry.mandate().reason()))
                        .orElse("");
    }

    private String title(String step) {
        return workflow.flatMap(of -> of.step(step)).map(Step::title).orElse(step);
    }

    private static String who(String by) {
        return by.equals(Mandate.UNKNOWN) ? "somebody who had not signed in" : by;
    }

    private static String because(String reason) {
        return reason == null || reason.isEmpty() ? "" : ": " + reason;
    }
}
