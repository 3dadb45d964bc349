package app.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pipeline.job.JobEvent;

/**
 * What one kill did to the tasks of a transfer, as its journal tells it. It is told every event in the order of the journal,
 * and once that the kill was now.
 */
final class Recovery {

    private record Task(String job, int ordinal) {}

    private record Attempt(String job, long number) {}

    private final Map<Attempt, Set<Task>> open = new HashMap<>();
    private final Set<Task> finished = new HashSet<>();
    private Set<Task> finishedBefore = Set.of();
    private Map<Attempt, Set<Task>> openBefore = Map.of();
    private final Set<Task> finishedAgain = new HashSet<>();
    private final Set<Task> again = new HashSet<>();
    private final Set<Task> attached = new HashSet<>();
    private long wentOnMillis = -1;
    private boolean killed;

    /** What comes now was stored after the kill. */
    void killedNow() {
        killed = true;
        finishedBefore = new HashSet<>(finished);
        openBefore = new HashMap<>();
        open.forEach((attempt, tasks) -> openBefore.put(attempt, new HashSet<>(tasks)));
    }

    /** @param millis when it was written, of the epoch */
    void add(String job, JobEvent event, long millis) {
        if (event instanceof JobEvent.HandedOut handOut) {
            handedOut(
                    new Attempt(job, handOut.attempt()),
                    handOut.tasks().stream().boxed().toList());
        } else if (event instanceof JobEvent.TasksEnded ended) {
            if (killed && wentOnMillis < 0) {
                wentOnMillis = millis;
            }
            var attempt = new Attempt(job, ended.attempt());
            ended.outcomes().forEach(outcome -> ended(attempt, new Task(job, outcome.ordinal())));
        } else if (event instanceof JobEvent.AttemptLost lost) {
            open.remove(new Attempt(job, lost.attempt()));
        }
    }

    private void handedOut(Attempt attempt, List<Integer> ordinals) {
        var tasks = new HashSet<Task>();
        for (int ordinal : ordinals) {
            var task = new Task(attempt.job(), ordinal);
            tasks.add(task);
            if (killed && finishedBefore.contains(task)) {
                finishedAgain.add(task);
            }
            if (killed && openBefore.values().stream().anyMatch(of -> of.contains(task))) {
                again.add(task);
            }
        }
        open.put(attempt, tasks);
    }

    private void ended(Attempt attempt, Task task) {
        finished.add(task);
        open.getOrDefault(attempt, new HashSet<>()).remove(task);
        if (killed && openBefore.getOrDefault(attempt, Set.of()).contains(task)) {
            attached.add(task);
        }
    }

    /** Tasks that were finished when the kill came. */
    int finishedBefore() {
        return finishedBefore.size();
    }

    /** Tasks that were in the hands of a worker then. */
    int underWay() {
        return openBefore.values().stream().mapToInt(Set::size).sum();
    }

    /** Those of them whose results came all the same, from workers that lived on. */
    int keptOn() {
        return attached.size();
    }

    /** Those of them that were handed out again. */
    int runAgain() {
        return again.size();
    }

    /** Finished tasks that were handed out again: there may be none. */
    int finishedRunAgain() {
        return finishedAgain.size();
    }

    /** When the first result after the kill was stored, in milliseconds of the epoch; negative when none was. */
    long wentOnMillis() {
        return wentOnMillis;
    }

    /** Some of what it counts, for a test to look at. */
    @Override
    public String toString() {
        return new ArrayList<>(List.of(finishedBefore(), underWay(), keptOn(), runAgain(), finishedRunAgain()))
                .toString();
    }
}
