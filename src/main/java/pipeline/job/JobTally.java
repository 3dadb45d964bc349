package pipeline.job;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import model.DatedFinding;
import model.JobCounts;
import model.Product;
import model.TaskOutcome;
import model.TaskStatus;
import pipeline.job.JobEvent.TasksEnded;

/**
 * What a job's outcomes add up to.
 *
 * @param firstFailed the first failed task, for the sentence that a person reads
 * @param products of a package-scope job
 * @param findings of a package-scope job about the package
 */
public record JobTally(
        JobCounts counts, Optional<TaskOutcome> firstFailed, List<Product> products, List<DatedFinding> findings) {

    static final JobTally NONE = new JobTally(JobCounts.NONE, Optional.empty(), List.of(), List.of());

    static JobTally of(int tasks) {
        return new JobTally(new JobCounts(tasks, 0, 0, 0), Optional.empty(), List.of(), List.of());
    }

    JobTally plus(TasksEnded ended, boolean packageScope, String step) {
        var made = new ArrayList<>(products);
        var found = new ArrayList<>(findings);
        var failed = firstFailed;
        var by = new EnumMap<TaskStatus, Integer>(TaskStatus.class);
        for (var outcome : ended.outcomes()) {
            var result = outcome.result();
            by.merge(result.status(), 1, Integer::sum);
            if (failed.isEmpty() && result.status() == TaskStatus.FAILED) {
                failed = Optional.of(outcome);
            }
            if (packageScope) {
                made.addAll(result.products());
                result.findings()
                        .forEach(finding ->
                                found.add(new DatedFinding(finding, step, outcome.endedAt(), result.tool())));
            }
        }
        var sum = new JobCounts(
                counts.tasks(),
                counts.completed() + by.getOrDefault(TaskStatus.COMPLETED, 0),
                counts.notDone() + by.getOrDefault(TaskStatus.NOT_DONE, 0),
                counts.failed() + by.getOrDefault(TaskStatus.FAILED, 0));
        return new JobTally(sum, failed, List.copyOf(made), List.copyOf(found));
    }
}
