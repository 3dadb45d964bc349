package preservation.attempt;

import model.JobId;

/** Names one hand-out: its number is unique within its job. */
public record AttemptKey(JobId job, long attempt) {}
