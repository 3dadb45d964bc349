package audit.history;

import java.util.Optional;
import model.JobCounts;

/**
 * How a job stood at a moment.
 *
 * @param status {@code planning}, {@code working}, or how it ended
 * @param handedOut how many tasks workers had then
 * @param waiting how many were neither ended nor handed out
 */
public record JobThen(
        String step,
        int turn,
        String title,
        String microservice,
        String status,
        JobCounts counts,
        int handedOut,
        int waiting,
        Optional<String> failure) {}
