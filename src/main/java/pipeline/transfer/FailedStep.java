package pipeline.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import model.FailedTasks;
import model.JobId;
import model.JobOutcome;
import model.Ordinals;
import pipeline.transfer.TransferEvent.JobClosed;
import pipeline.transfer.TransferEvent.Retry;
import pipeline.transfer.TransferEvent.TurnTasks;

/**
 * The step at which a transfer failed, and which of its tasks are failed still. A task is named by the turn in which it
 * failed last.
 *
 * @param turn the last one of the step
 * @param tasks by turn; a turn that is not here left nothing failed
 * @param sequences the last event of each turn that is or was here: what a plan over its tasks must wait for
 */
public record FailedStep(
        String step, int turn, SortedMap<Integer, Ordinals> tasks, SortedMap<Integer, Long> sequences) {

    public FailedStep {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
    }

    /** What a job's end leaves failed, together with what earlier turns of its step left so. */
    static Optional<FailedStep> after(Optional<FailedStep> before, JobClosed closed, Optional<Retry> retry) {
        if (closed.outcome() != JobOutcome.FAILED) {
            return Optional.empty();
        }
        var earlier = before.filter(known -> known.step().equals(closed.step()));
        var tasks = new TreeMap<Integer, Ordinals>();
        var sequences = new TreeMap<Integer, Long>();
        earlier.ifPresent(known -> sequences.putAll(known.sequences()));
        sequences.put(closed.turn(), closed.sequence());
        if (retry.isEmpty() || earlier.isEmpty()) {
            tasks.put(closed.turn(), closed.failedTasks().orElse(Ordinals.NONE));
        } else if (closed.counts().tasks() == 0) {
            tasks.putAll(
                    earlier.get().tasks()); // it was never planned, so what it should have tried again is as it was
        } else {
            tasks.putAll(earlier.get().without(retry.get().tasks()).tasks());
            closed.failedTasks().filter(own -> !own.isEmpty()).ifPresent(own -> tasks.put(closed.turn(), own));
        }
        return Optional.of(new FailedStep(closed.step(), closed.turn(), tasks, sequences));
    }

    /** Everything that is failed. */
    List<TurnTasks> all() {
        return tasks.entrySet().stream()
                .map(each -> new TurnTasks(each.getKey(), each.getValue()))
                .toList();
    }

    boolean isSettled() {
        return tasks.isEmpty();
    }

    /** How many tasks are failed; a turn that failed as a whole counts as one. */
    int count() {
        return tasks.values().stream()
                .mapToInt(each -> Math.max(1, each.count()))
                .sum();
    }

    FailedStep without(List<TurnTasks> settled) {
        var left = new TreeMap<>(tasks);
        for (var each : settled) {
            var still = left.get(each.turn()).toBitSet();
            still.andNot(each.tasks().toBitSet());
            if (each.tasks().isEmpty() || still.isEmpty()) {
                left.remove(each.turn());
            } else {
                left.put(each.turn(), Ordinals.of(still));
            }
        }
        return new FailedStep(step, turn, left, sequences);
    }

    /** Why these can't be meant; empty when they can. */
    Optional<String> objection(FailedTasks wanted) {
        if (wanted.job().isEmpty()) {
            return wanted.tasks().isEmpty() ? Optional.empty() : Optional.of("name the job that the tasks belong to");
        }
        var job = wanted.job().get();
        if (!job.step().equals(step)) {
            return Optional.of("the transfer failed at \"" + step + "-" + turn + "\", not at \"" + job.localName()
                    + "\"; only what failed there can be tried again or skipped");
        }
        var failed = tasks.get(job.turn());
        if (failed == null) {
            return Optional.of("nothing of \"" + job.localName() + "\" is failed now" + elsewhere());
        }
        if (!wanted.tasks().isEmpty() && failed.isEmpty()) {
            return Optional.of("\"" + job.localName() + "\" failed as a whole; name no tasks");
        }
        var others = wanted.tasks().toBitSet();
        others.andNot(failed.toBitSet());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("these tasks of \"" + job.localName() + "\" are not failed now: "
                        + Ordinals.of(others).ranges() + elsewhere());
    }

    private String elsewhere() {
        var jobs = new ArrayList<String>();
        tasks.keySet().forEach(each -> jobs.add("\"" + step + "-" + each + "\""));
        return "; what is failed lies in " + String.join(", ", jobs);
    }

    /** What is meant, after no objection. */
    List<TurnTasks> chosen(FailedTasks wanted) {
        return wanted.job().map(JobId::turn).isEmpty()
                ? all()
                : List.of(new TurnTasks(
                        wanted.job().get().turn(),
                        wanted.tasks().isEmpty() ? tasks.get(wanted.job().get().turn()) : wanted.tasks()));
    }
}
