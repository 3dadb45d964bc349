package tools.validation;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.ToolRunner;

/**
 * The door to JHOVE and veraPDF, which live in child JVMs with a heap of their own: what throws, hangs or eats all memory
 * there costs the one file. Children are started when needed and used again. One instance serves all threads.
 */
public final class FormatValidators implements AutoCloseable {

    /** Libraries leak; a child that has done so much makes room for a new one. */
    private static final int FILES_PER_CHILD_MAX = 5_000;

    private static final int STARTS_MAX = 3;

    /**
     * What validators may use.
     *
     * @param children how many may run at once
     * @param heapMegabytes of each
     * @param perFile how long one file may take
     */
    public record Limits(int children, int heapMegabytes, Duration perFile) {}

    private final ToolRunner runner;
    private final Path directory;
    private final Limits limits;
    private final Semaphore slots;
    private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** @param directory an existing one for the children's temporary files */
    public FormatValidators(ToolRunner runner, Path directory, Limits limits) {
        this.runner = runner;
        this.directory = directory;
        this.limits = limits;
        this.slots = new Semaphore(limits.children(), true);
    }

    /**
     * Has a file validated. Whatever the file does to the validator is a verdict too: "not done", with the reason.
     *
     * @param givenUp asked now and then; once it says true the child is killed
     * @throws IOException when no child can be started, or one cannot be killed
     * @throws InterruptedException when the attempt was given up
     */
    public Validation validate(ValidatorChoice choice, Path file, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        slots.acquire();
        try {
            return validate(new Frames.Request(choice, file), givenUp);
        } finally {
            slots.release();
        }
    }

    private Validation validate(Frames.Request request, BooleanSupplier givenUp)
            throws IOException, InterruptedException {
        for (int start = 0; start < STARTS_MAX; start++) {
            var child = child();
            boolean sound = false;
            try {
                var answer = child.validate(request, limits.perFile(), givenUp);
                sound = true;
                return answer;
            } catch (Child.DiedEarly unlucky) {
                // Somebody killed it while it was idle: another one tries.
            } catch (EOFException death) {
                return Validation.notDone(death.getMessage() + memory());
            } catch (TimeoutException slow) {
                return Validation.notDone("the validator gave no answer within "
                        + limits.perFile().toSeconds() + " s and was stopped");
            } finally {
                giveBack(child, sound);
            }
        }
        throw new IOException("the validators' process does not start; is there memory for a heap of "
                + limits.heapMegabytes() + " MiB more?");
    }

    private String memory() {
        return " (it had a heap of " + limits.heapMegabytes() + " MiB)";
    }

    private Child child() throws IOException {
        if (closed) {
            throw new IOException("no file is validated any more: this process is shutting down");
        }
        for (var child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
            if (child.isAlive()) {
                return child;
            }
            child.close();
        }
        return Child.start(runner, directory, limits.heapMegabytes());
    }

    private void giveBack(Child child, boolean sound) throws IOException {
        if (sound && !closed && child.answered() < FILES_PER_CHILD_MAX) {
            idle.addFirst(child);
        } else {
            child.close();
        }
    }

    /** Ends the children. */
    @Override
    public void close() {
        closed = true;
        try {
            for (var child = idle.pollFirst(); child != null; child = idle.pollFirst()) {
                child.close();
            }
        } catch (IOException undead) {
            throw new UncheckedIOException(undead);
        }
    }
}
