package model;

import java.time.Instant;

/**
 * The one outcome of a task in its round.
 *
 * @param ordinal the task's place in its job's plan
 * @param startedAt by the worker's clock
 * @param tookMicros how long it ran
 */
public record TaskOutcome(int ordinal, Instant startedAt, long tookMicros, TaskResult result) {

    public Instant endedAt() {
        return startedAt.plusNanos(tookMicros * 1000);
    }
}
