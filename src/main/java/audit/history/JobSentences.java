package audit.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import model.JobCounts;
import model.Ordinals;
import model.TaskOutcome;
import model.TaskStatus;
import model.WorkerId;
import pipeline.job.JobEvent;
import pipeline.job.JobEvent.AttemptLost;
import pipeline.job.JobEvent.HandedOut;
import pipeline.job.JobEvent.TasksEnded;

/**
 * Tells the events of one job. It remembers the plan, so that tasks have the names of their files, and the hand-outs that are
 * not over.
 */
final class JobSentences {

    private static final int FILES_NAMED = 3;

    private final String title;
    private final PlanNames plan;
    private final Map<Long, Ordinals> handOuts = new HashMap<>();
    private final Map<WorkerId, String> workers = new HashMap<>();
    private final Map<Integer, AttemptLost> lost = new HashMap<>();

    JobSentences(String title, FileNames names) {
        this.title = title;
        this.plan = new PlanNames(names);
    }

    /** The kinds of events that later ones can't be told without. */
    static final List<String> NOTED = List.of("job.attached", "job.plan-chunk", "job.handed-out", "job.attempt-lost");

    /** Remembers what later events are told with, as {@link #tell} does, and says nothing. */
    void note(JobEvent event) {
        if (event instanceof JobEvent.PlanChunk chunk) {
            plan.add(chunk.files());
        } else if (event instanceof HandedOut handOut) {
            handOuts.put(handOut.attempt(), handOut.tasks());
            handOut.name().ifPresent(name -> workers.put(handOut.worker(), name));
            handOut.tasks().stream().forEach(lost::remove);
        } else if (event instanceof AttemptLost loss) {
            tasksOf(loss).stream().forEach(ordinal -> lost.put(ordinal, loss));
        }
    }

    String tell(JobEvent event) {
        if (event instanceof JobEvent.Attached attached) {
            return title
                    + (attached.epoch() == 1
                            ? ": its job was taken up"
                            : ": its job was taken up again (epoch " + attached.epoch() + ")");
        }
        if (event instanceof JobEvent.PlanChunk chunk) {
            note(chunk);
            return title + ": tasks " + chunk.first() + " to "
                    + (chunk.first() + chunk.files().size() - 1) + " were planned";
        }
        if (event instanceof JobEvent.Planned planned) {
            return title + " has " + tasks(planned.tasks());
        }
        if (event instanceof HandedOut handOut) {
            return began(handOut);
        }
        if (event instanceof TasksEnded ended) {
            return ended(ended);
        }
        if (event instanceof AttemptLost loss) {
            return lost(loss);
        }
        var closed = (JobEvent.Closed) event;
        return title + " is over: "
                + closed.failure()
                        .map(failure -> "failed, " + failure.message())
                        .orElse(counted(closed.counts()));
    }

    private String began(HandedOut handOut) {
        var before = handOut.tasks().stream()
                .mapToObj(lost::get)
                .filter(loss -> loss != null)
                .toList();
        note(handOut);
        var after = before.isEmpty()
                ? ""
                : ", after attempt " + before.get(0).attempt() + " of "
                        + worker(before.get(0).worker()) + " was lost";
        return worker(handOut.worker()) + " was given attempt " + handOut.attempt() + " of " + title
                + on(handOut.tasks()) + after;
    }

    private String ended(TasksEnded ended) {
        var text = new StringBuilder(worker(ended.worker()) + " finished " + title + on(tasksOf(ended)));
        ended.outcomes().stream()
                .filter(outcome -> outcome.result().status() != TaskStatus.COMPLETED)
                .limit(FILES_NAMED)
                .forEach(outcome -> text.append("; ").append(said(outcome)));
        return text.toString();
    }

    private static Ordinals tasksOf(TasksEnded ended) {
        return Ordinals.of(
                ended.outcomes().stream().mapToInt(TaskOutcome::ordinal).toArray());
    }

    private String said(TaskOutcome outcome) {
        var result = outcome.result();
        return (result.status() == TaskStatus.FAILED ? "failed" : "not done")
                + on(Ordinals.of(outcome.ordinal()))
                + (result.message().isEmpty() ? "" : ": " + result.message());
    }

    private String lost(AttemptLost loss) {
        note(loss);
        return "attempt " + loss.attempt() + " of " + title + on(tasksOf(loss)) + " was lost with "
                + worker(loss.worker()) + ": " + loss.reason();
    }

    private Ordinals tasksOf(AttemptLost loss) {
        return handOuts.getOrDefault(loss.attempt(), Ordinals.NONE);
    }

    /** Nothing for the only task of a package. */
    private String on(Ordinals tasks) {
        if (plan.isEmpty()) {
            return "";
        }
        var set = tasks.toBitSet();
        var named = new ArrayList<String>();
        for (int task = set.nextSetBit(0); task >= 0 && named.size() < FILES_NAMED; task = set.nextSetBit(task + 1)) {
            named.add(plan.of(task));
        }
        int more = set.cardinality() - named.size();
        return " on " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }

    private String worker(WorkerId worker) {
        return "worker " + workers.getOrDefault(worker, worker.abbreviated());
    }

    static String tasks(int count) {
        return count == 1 ? "one task" : count + " tasks";
    }

    static String counted(JobCounts counts) {
        var text = counts.completed() + " of " + tasks(counts.tasks()) + " completed";
        if (counts.failed() > 0) {
            text += ", " + counts.failed() + " failed";
        }
        return counts.notDone() > 0 ? text + ", " + counts.notDone() + " not done" : text;
    }
}
