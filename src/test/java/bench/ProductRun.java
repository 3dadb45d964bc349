package bench;

import codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One transfer from a directory to a stored AIP, by the command that a person would give, in a data directory of its own.
 *
 * @param began when the command was given
 * @param ended when it had ended
 */
record ProductRun(Instant began, Instant ended, ProcessSamples samples, StoryOfTransfer story) {

    private static final int DATABASE_UP = 600;

    /** What is run besides, from time to time. */
    interface Meanwhile {
        void look(long pid);
    }

    static ProductRun of(Path source, String configuration, Path scratch, String javaOptions, Meanwhile meanwhile)
            throws Exception {
        var data = scratch.resolve("data");
        remove(data); // of a run that failed
        var builder =
                muniment("process", source.toString(), "--config", configuration, "--data", data.toString(), "--json");
        builder.environment().put("MUNIMENT_JAVA_OPTS", javaOptions);
        var answer = scratch.resolve("answer.json");
        var log = scratch.resolve("log");
        builder.redirectOutput(answer.toFile()).redirectError(log.toFile());
        var began = Instant.now();
        var process = builder.start();
        var samples = new ProcessSamples(process);
        samples.watch(() -> meanwhile.look(process.pid()));
        var ended = Instant.now();
        if (process.exitValue() != 0
                || !Json.text()
                        .readTree(answer.toFile())
                        .path("status")
                        .asText()
                        .equals("stored")) {
            throw new IOException("not stored: " + Files.readString(answer) + Files.readString(log));
        }
        var run = new ProductRun(began, ended, samples, story(data));
        remove(data);
        return run;
    }

    /** Until the transfer was submitted: the JVM, the database, the actor system. */
    double start() {
        return ProcessSamples.seconds(began, story.submitted());
    }

    /** From submitted to stored and cleaned up. */
    double work() {
        return ProcessSamples.seconds(story.submitted(), story.ended());
    }

    /** From there to the end of the command. */
    double stop() {
        return ProcessSamples.seconds(story.ended(), ended);
    }

    double total() {
        return ProcessSamples.seconds(began, ended);
    }

    private static StoryOfTransfer story(Path data) throws Exception {
        var database = muniment("database", "--data", data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = database.inputReader()) {
            return StoryOfTransfer.read(out.readLine());
        } finally {
            database.destroy();
            database.waitFor(DATABASE_UP, java.util.concurrent.TimeUnit.SECONDS);
        }
    }

    private static ProcessBuilder muniment(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("./muniment"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static void remove(Path directory) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", "--", directory.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
