package views;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import model.TransferId;

/**
 * Something that has happened.
 *
 * @param id grows with the order of commits: who has seen one has seen all below it
 * @param step of the job or choice; empty when it is about the transfer
 * @param turn of the job; empty when it is not about a job
 * @param detail what more there is to say, small
 */
public record FeedRow(
        long id,
        TransferId transfer,
        FeedKind kind,
        Optional<String> step,
        Optional<Integer> turn,
        Instant at,
        Map<String, Object> detail) {}
