package views;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a transfer is on its way.
 *
 * @param share of its steps that lies behind it, from 0 to 1; the open job counts by its tasks that have ended
 * @param tasksEnded of the open job
 * @param tasks of the open job; 0 before it is planned
 * @param left about how long the rest will take, by how long other transfers took; empty when that is not known
 */
public record Headway(double share, int tasksEnded, int tasks, Optional<Duration> left) {}
