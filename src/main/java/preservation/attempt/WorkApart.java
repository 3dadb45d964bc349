package preservation.attempt;

import codec.Json;
import codec.NameBytes;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import model.FileFacts;
import model.StoredText;
import model.TaskOutcome;
import model.TaskResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import preservation.NoRoom;
import storage.RemoveTree;
import tools.Captured;
import tools.ChildJvm;
import tools.ToolRun;

/**
 * An attempt in a process to itself, for a task that is suspected of ending the processes it is in. Should it end that one
 * too, while nobody killed it and this process lives, then it is to blame: its task has failed. Its result comes by the
 * sealed file, so whatever else it prints is of no account.
 */
final class WorkApart implements Work {

    private static final Logger LOG = LoggerFactory.getLogger(WorkApart.class);

    /** Whoever kills one process after the other comes to this one within this time, and then it was not the task. */
    private static final long OTHERS_DOING_MILLIS = 1_000;

    private static final int BRIEF = 300;

    private final AttemptOrder order;
    private final AttemptPlace place;
    private final ChildJvm jvm;
    private final Consumer<List<TaskOutcome>> store;
    private Instant began;
    private long beganNanos;
    private volatile boolean givenUp;

    WorkApart(AttemptOrder order, AttemptPlace place, ChildJvm jvm, Consumer<List<TaskOutcome>> store) {
        this.order = order;
        this.place = place;
        this.jvm = jvm;
        this.store = store;
    }

    @Override
    public void giveUp() {
        givenUp = true;
    }

    /** Its process is ended when its time is over; nobody else has to see to that. */
    @Override
    public boolean isOverdue() {
        return false;
    }

    @Override
    public Ended carryOut() {
        began = place.time().instant();
        beganNanos = place.time().nanos();
        try {
            var run = runApart();
            var sealed = SealedResult.read(place.area().root(), order.key());
            if (isComplete(sealed)) {
                store.accept(sealed);
                return Ended.well();
            }
            return judge(run);
        } catch (InterruptedException stopped) {
            return Ended.broke("interrupted");
        } catch (IOException | RuntimeException failure) {
            LOG.warn("attempt {} could not be run in a process to itself", order.key(), failure);
            return NoRoom.isSaidBy(failure)
                    ? Ended.withoutRoom("no room in the work area: " + failure.getMessage())
                    : Ended.processDied("it could not be run in a process to itself: " + failure.getMessage());
        }
    }

    /** What lies beside the attempt's directory goes with its job's, should this process end before the other. */
    private ToolRun runApart() throws IOException, InterruptedException {
        var scratch = NameBytes.resolve(place.area().root(), order.directory());
        scratch = Files.createDirectories(scratch.resolveSibling(scratch.getFileName() + ".alone"));
        try {
            var errand = scratch.resolve("errand");
            new Errand(order, place.area(), "alone-" + UUID.randomUUID()).write(errand);
            return jvm.run(List.of(errand.toString()), scratch, order.timeLimit(), () -> givenUp);
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path scratch) {
        try {
            RemoveTree.at(scratch);
        } catch (IOException failure) {
            LOG.debug("{} goes with its transfer", scratch, failure);
        }
    }

    private boolean isComplete(List<TaskOutcome> sealed) {
        return sealed.stream()
                .map(TaskOutcome::ordinal)
                .collect(Collectors.toSet())
                .equals(order.tasks().stream().boxed().collect(Collectors.toSet()));
    }

    private Ended judge(ToolRun run) throws IOException, InterruptedException {
        if (run.timedOut()) {
            return Ended.broke("no result within its time limit of " + order.timeLimit());
        }
        var death = ProcessDeath.of(run);
        var said = run.stdout().text();
        if (!said.startsWith(Errand.BEGUN)) {
            return Ended.processDied("its own process " + death + " before it began: " + brief(run.stderr()));
        }
        if (run.exitCode() == Errand.BROKE) {
            return trouble(said.substring(Errand.BEGUN.length()));
        }
        if (death.isByRequest()) {
            return Ended.processDied("its own process " + death + ", as somebody else asked it to");
        }
        TimeUnit.MILLISECONDS.sleep(OTHERS_DOING_MILLIS);
        store.accept(List.of(failed(death, run.stderr().text())));
        return Ended.well();
    }

    private static String brief(Captured stderr) {
        var text = stderr.text().strip();
        return text.length() <= BRIEF ? text : text.substring(0, BRIEF) + " …";
    }

    private static Ended trouble(String line) {
        try {
            return Json.text().readValue(line, Ended.class);
        } catch (JsonProcessingException unreadable) {
            return Ended.broke("its action broke off in its own process");
        }
    }

    private TaskOutcome failed(ProcessDeath death, String stderr) throws IOException {
        int ordinal = order.tasks().stream().findFirst().orElseThrow();
        var file = file();
        var named = file.map(facts -> facts.path().display() + ": ").orElse("");
        var result = TaskResult.failed(named + "given up: it ended the process that it had to itself, which " + death
                        + "; several workers had ended with it before")
                .withOutput(StoredText.NONE, keep(stderr));
        long took = place.time().nanos() - beganNanos;
        return new TaskOutcome(
                ordinal,
                began,
                took / 1000,
                file.map(facts -> result.withBlame(facts.originalPath())).orElse(result));
    }

    private StoredText keep(String stderr) throws IOException {
        var kept = context().keep(stderr);
        place.blobs().sync();
        return kept;
    }

    private Optional<FileFacts> file() throws IOException {
        return order.fileScope()
                ? Optional.of(context().facts().lines(order.tasks()).get(0))
                : Optional.empty();
    }

    private AttemptContext context() {
        return new AttemptContext(order, place.area(), Optional.empty(), place.blobs(), () -> givenUp);
    }
}
