package preservation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import model.ChecksumAlgorithm;
import model.FileFacts;
import model.FilePath;
import model.Finding;
import model.TaskResult;
import preservation.disk.Digests;
import preservation.disk.DiskFull;
import preservation.disk.DurableFiles;
import preservation.source.ReceiveOne;
import preservation.source.Source;
import preservation.source.SourceFiles;

/**
 * Copies listed files from the source into the work area, each named by its UUID, with all wanted digests in the same
 * read. Never moves, and never touches the source; {@link ListSource} says what there is.
 */
public final class ReceiveFiles implements PreservationAction<ReceiveFiles.Parameters> {

    /**
     * Which digests to compute.
     *
     * @param checksums of {@code md5}, {@code sha1}, {@code sha256}, {@code sha512}; SHA-256 if left out
     */
    public record Parameters(List<String> checksums) {
        public Parameters {
            checksums = checksums == null || checksums.isEmpty() ? List.of("sha256") : List.copyOf(checksums);
            checksums.forEach(ChecksumAlgorithm::of);
        }

        List<ChecksumAlgorithm> algorithms() {
            return checksums.stream().map(ChecksumAlgorithm::of).toList();
        }
    }

    /** A task whose file was copied; without a copy, why not. */
    private record Tried(TaskInput task, Optional<ReceiveOne.Copy> copy, String failure) {}

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws InterruptedException {
        var result = new AtomicReference<TaskResult>();
        runGroup(parameters, List.of(task), context, (same, ended) -> result.set(ended));
        return result.get();
    }

    /** Copies all, then makes all durable at once, then reports all: one sync for the group instead of one for a file. */
    @Override
    public void runGroup(
            Parameters parameters, List<TaskInput> tasks, ActionContext context, BiConsumer<TaskInput, TaskResult> done)
            throws InterruptedException {
        var tried = copyAll(parameters, tasks, context);
        var copies = tried.stream().flatMap(each -> each.copy().stream()).toList();
        var notDurable = makeDurable(copies, context);
        var directory = context.inWorkArea(context.attemptDirectory());
        for (var each : tried) {
            var result = notDurable.isPresent() && each.copy().isPresent()
                    ? failed(each.task().theFile(), notDurable.get())
                    : resultOf(each, directory);
            done.accept(each.task(), result);
        }
    }

    private static List<Tried> copyAll(Parameters parameters, List<TaskInput> tasks, ActionContext context)
            throws InterruptedException {
        var tried = new ArrayList<Tried>(tasks.size());
        try (var source = new SourceFiles(Source.of(context.transfer().source()))) {
            var receive = new ReceiveOne(new Digests(parameters.algorithms()), context::isGivenUp);
            for (var task : tasks) {
                tried.add(copy(receive, source, task, context));
            }
        } catch (IOException noSource) {
            for (var task : tasks.subList(tried.size(), tasks.size())) {
                tried.add(new Tried(task, Optional.empty(), noSource.getMessage()));
            }
        }
        return tried;
    }

    private static Tried copy(ReceiveOne receive, SourceFiles source, TaskInput task, ActionContext context)
            throws InterruptedException {
        if (context.isGivenUp()) {
            throw new InterruptedException("the attempt was given up");
        }
        var file = task.theFile();
        var to = context.attemptDirectory().resolve(file.id().toString());
        try {
            return new Tried(task, Optional.of(receive.copy(source, file, to)), "");
        } catch (IOException failure) {
            var reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            return new Tried(task, Optional.empty(), reason);
        }
    }

    /** Why not, if it was not possible; then the copies are gone. */
    private static Optional<String> makeDurable(List<ReceiveOne.Copy> copies, ActionContext context)
            throws InterruptedException {
        var files = copies.stream().map(ReceiveOne.Copy::file).toList();
        try {
            DurableFiles.force(context.attemptDirectory(), files);
            return Optional.empty();
        } catch (IOException failure) {
            // A file system that allocates late finds out only now that there is no room.
            var why = DiskFull.explain(failure, context.attemptDirectory().resolve("received files"), 0);
            files.forEach(ReceiveFiles::remove);
            return Optional.of(why);
        }
    }

    private static void remove(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException stays) {
            // The attempt failed anyway; its directory goes with the transfer.
        }
    }

    private static TaskResult resultOf(Tried tried, FilePath directory) {
        var file = tried.task().theFile();
        if (tried.copy().isEmpty()) {
            return failed(file, tried.failure());
        }
        var copy = tried.copy().get();
        var physical = directory.resolve(new FilePath(file.id().toString()));
        return TaskResult.completed(new Finding.Received(physical, copy.size(), copy.modified(), copy.checksums()));
    }

    private static TaskResult failed(FileFacts file, String why) {
        return TaskResult.failed(file.originalPath().display() + ": " + why);
    }
}
