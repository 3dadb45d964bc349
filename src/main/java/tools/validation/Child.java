package tools.validation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.JavaCommand;
import tools.LiveTool;
import tools.ToolRequest;
import tools.ToolRunner;

/** One child JVM as its parent holds it. After anything but an answer it is of no more use and must be closed. */
final class Child implements AutoCloseable {

    private static final int POLL_MILLISECONDS = 50;
    private static final int DYING_MILLISECONDS = 5_000;

    private final LiveTool process;
    private final DataOutputStream requests;
    private final BlockingQueue<Frame> frames = new ArrayBlockingQueue<>(4);
    private int answered;

    private Child(LiveTool process) {
        this.process = process;
        this.requests = new DataOutputStream(new BufferedOutputStream(process.stdin()));
    }

    static Child start(ToolRunner runner, Path directory, int heapMegabytes) throws IOException {
        var child = new Child(runner.open(new ToolRequest(
                commandLine(directory, heapMegabytes),
                directory,
                Duration.ZERO, // whoever talks to the child sees to its time
                0,
                Map.of())));
        child.listen();
        return child;
    }

    private static List<String> commandLine(Path directory, int heapMegabytes) {
        var arguments = JavaCommand.withHeap(heapMegabytes);
        arguments.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + directory));
        arguments.add("-Djava.util.logging.config.file=/dev/null"); // veraPDF logs each oddity of a file
        arguments.add("-Dlogback.configurationFile=validation/silent-log.xml");
        arguments.addAll(JavaCommand.program(ValidatorChild.class));
        return arguments;
    }

    private void listen() {
        start(this::readFrames, "validator answers");
        // Nothing is wanted from there, but a full pipe would stop the child.
        start(() -> discard(process), "validator errors");
    }

    private static void start(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void discard(LiveTool process) {
        try {
            process.stderr().skip(Long.MAX_VALUE);
        } catch (IOException ended) {
            // So has the child.
        }
    }

    private void readFrames() {
        try (var in = new DataInputStream(new BufferedInputStream(process.stdout()))) {
            while (in.readByte() == Frames.BEGUN) {
                frames.put(new Frame(false, null));
                frames.put(new Frame(false, Frames.readAnswer(in)));
            }
            end();
        } catch (IOException | RuntimeException ended) {
            end();
        } catch (InterruptedException nobodyListens) {
            Thread.currentThread().interrupt();
        }
    }

    // One child has at most one request, which is two frames: there is always room for the last.
    private void end() {
        frames.add(new Frame(true, null));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int answered() {
        return answered;
    }

    /**
     * Has one file validated.
     *
     * @throws DiedEarly when the child was dead before it took up the file, which is not to blame
     * @throws EOFException when the child died of the file; the message says how
     * @throws TimeoutException when the time ran out
     */
    Validation validate(Frames.Request request, Duration limit, BooleanSupplier givenUp)
            throws IOException, TimeoutException, InterruptedException, DiedEarly {
        long end = System.nanoTime() + limit.toNanos();
        try {
            Frames.write(requests, request);
        } catch (IOException brokenPipe) {
            throw new DiedEarly();
        }
        if (next(end, givenUp).isEnd()) {
            throw new DiedEarly();
        }
        var answer = next(end, givenUp);
        if (answer.isEnd()) {
            throw new EOFException(causeOfDeath());
        }
        answered++;
        return answer.validation();
    }

    private Frame next(long end, BooleanSupplier givenUp) throws TimeoutException, InterruptedException {
        while (true) {
            var frame = frames.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            if (frame != null) {
                return frame;
            }
            if (givenUp.getAsBoolean()) {
                throw new InterruptedException("the attempt was given up");
            }
            if (System.nanoTime() - end >= 0) {
                throw new TimeoutException();
            }
        }
    }

    private String causeOfDeath() throws IOException, InterruptedException {
        if (!process.waitFor(DYING_MILLISECONDS)) { // its stdout has ended already
            process.kill();
        }
        int code = process.exitCode();
        return code == JavaCommand.OUT_OF_MEMORY
                ? "the validator ran out of memory"
                : "the validator died with exit code " + code;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    /** {@code validation} is null in the frame that says "begun" and in the one that says that there is no more. */
    private record Frame(boolean isEnd, Validation validation) {}

    /** The child was dead already. */
    static final class DiedEarly extends Exception {
        private static final long serialVersionUID = 1L;

        DiedEarly() {
            super("the validators' process ended before it did anything");
        }
    }
}
