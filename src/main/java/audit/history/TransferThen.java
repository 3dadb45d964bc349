package audit.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import model.TransferId;

/**
 * How a transfer stood after one event of its history, made of nothing but the events up to there.
 *
 * @param number of the event; 0 before the first
 * @param status as the API writes it; empty before it was submitted
 * @param waitsFor the choice that waited for an answer then
 * @param jobs in the order in which they were opened
 */
public record TransferThen(
        TransferId transfer,
        long number,
        Optional<Instant> at,
        Optional<String> status,
        Optional<String> step,
        Optional<String> waitsFor,
        Optional<String> pausedBy,
        Optional<String> cancelledBy,
        int priority,
        Optional<String> failure,
        List<JobThen> jobs) {}
