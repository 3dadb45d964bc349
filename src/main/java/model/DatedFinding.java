package model;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding with the task that made it.
 *
 * @param step the workflow step
 * @param at when the task ended, by the worker's clock
 */
public record DatedFinding(Finding finding, String step, Instant at, Optional<ToolId> tool) {}
