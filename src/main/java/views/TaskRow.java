package views;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import model.FilePath;
import model.ToolId;
import model.WorkerId;

/**
 * One task at a glance.
 *
 * @param ordinal its place in the job's plan, from 0
 * @param file empty when the task is about the package, as the next two
 * @param received the file's path as received
 * @param now the file's path in the package now
 * @param exitCode of the tool that ran; 0 where none did
 * @param worker that had it last
 * @param workerName what people call that worker; unknown of the first releases
 * @param attempts how often it was handed out
 * @param startedAt when the attempt that ended it began; empty before, as {@code took}
 * @param message one sentence; empty where there is nothing to say
 */
public record TaskRow(
        int ordinal,
        TaskState state,
        Optional<UUID> file,
        Optional<FilePath> received,
        Optional<FilePath> now,
        int exitCode,
        Optional<ToolId> tool,
        Optional<WorkerId> worker,
        Optional<String> workerName,
        int attempts,
        Optional<Instant> startedAt,
        Optional<Duration> took,
        String message) {}
