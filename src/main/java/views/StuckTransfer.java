package views;

import java.time.Instant;
import java.util.Optional;
import model.TransferId;

/**
 * A transfer that has stood still for longer than is usual.
 *
 * @param job the name of the open job; empty when none is open
 * @param since when it last got on
 * @param cause one sentence that says what it waits for
 */
public record StuckTransfer(TransferId id, String name, Optional<String> job, Instant since, String cause) {}
