package crash;

import java.nio.file.Path;

/**
 * Which attempt an action runs in, read from the name of its directory.
 *
 * @param job {@code TRANSFER/STEP-TURN}
 * @param number the hand-out's
 */
public record AttemptName(String job, long number) {

    public static AttemptName of(Path directory) {
        var job = directory.getParent();
        var transfer = job.getParent().getFileName();
        return new AttemptName(
                transfer + "/" + job.getFileName(),
                Long.parseLong(directory.getFileName().toString().replace("attempt-", "")));
    }

    /** Counts the rounds of a step, from 0. */
    public int turn() {
        return Integer.parseInt(job.substring(job.lastIndexOf('-') + 1));
    }
}
