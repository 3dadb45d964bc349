package tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Runs other people's programs: argument vectors only, an environment made from nothing, no standard input, bounded output,
 * a time limit, and a process tree that is gone when the run has ended, was given up, or this JVM has died. Knows no
 * particular program. One per JVM is enough; it serves any number of threads.
 */
public final class ToolRunner implements AutoCloseable {

    private static final int POLL_MILLISECONDS = 50;

    /** After the program itself has ended, something that it left running may still hold its streams. */
    private static final int STRAGGLERS_MILLISECONDS = 500;

    private static final int SWEEP_MILLISECONDS = 5_000;

    private final Programs programs;
    private final Owner owner = Owner.current();
    private final List<String> session;
    private final Watch watch;

    private ToolRunner(Programs programs) {
        this.programs = programs;
        // In a session of its own a tool is out of reach of the terminal: Ctrl-C is for us, who then end it in order.
        this.session = programs.find("setsid").map(Path::toString).map(List::of).orElse(List.of());
        this.watch = new Watch(owner, session);
    }

    /** Also kills what a JVM of ours that is dead left running, should its watch have died with it. */
    public static ToolRunner start(Programs programs) {
        var mark = ProcessTable.OWNER + "=";
        ProcessTable.kill(
                entry -> entry.startsWith(mark) && Owner.isDead(entry.substring(mark.length())),
                0,
                new ProcessTable.Patience(SWEEP_MILLISECONDS));
        return new ToolRunner(programs);
    }

    public Programs programs() {
        return programs;
    }

    /**
     * Runs a program to its end, or to the end of its time.
     *
     * @param givenUp asked now and then; once it says true, the program is killed
     * @throws InterruptedException when the run was given up or the thread interrupted; nothing is left running
     * @throws IOException when it could not be started, or could not be killed
     */
    public ToolRun run(ToolRequest request, BooleanSupplier givenUp) throws IOException, InterruptedException {
        return run(request, givenUp, false);
    }

    /** As {@link #run}, with a standard input that says nothing and ends when we do. */
    ToolRun runTethered(ToolRequest request, BooleanSupplier givenUp) throws IOException, InterruptedException {
        return run(request, givenUp, true);
    }

    private ToolRun run(ToolRequest request, BooleanSupplier givenUp, boolean tethered)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (var tool = open(request)) {
            if (!tethered) {
                tool.stdin().close();
            }
            var name = "output-of-" + Path.of(request.arguments().get(0)).getFileName();
            var stdout = Capture.of(tool.stdout(), request.outputBytesMax(), name);
            var stderr = Capture.of(tool.stderr(), request.outputBytesMax(), name);
            boolean ended = awaitEnd(tool, began, request.limit(), givenUp);
            if (!ended || !stdout.isDone(STRAGGLERS_MILLISECONDS) || !stderr.isDone(STRAGGLERS_MILLISECONDS)) {
                tool.kill();
                stdout.isDone(STRAGGLERS_MILLISECONDS);
                stderr.isDone(STRAGGLERS_MILLISECONDS);
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            return new ToolRun(tool.exitCode(), stdout.soFar(), stderr.soFar(), took, !ended);
        }
    }

    private static boolean awaitEnd(LiveTool tool, long began, Duration limit, BooleanSupplier givenUp)
            throws InterruptedException {
        while (true) {
            if (givenUp.getAsBoolean()) {
                throw new InterruptedException("the attempt was given up");
            }
            long left = TimeUnit.NANOSECONDS.toMillis(began + limit.toNanos() - System.nanoTime());
            if (tool.waitFor(Math.max(0, Math.min(left, POLL_MILLISECONDS)))) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
        }
    }

    /** Starts a program that is to be talked to. The request's time and output limits are then its holder's business. */
    public LiveTool open(ToolRequest request) throws IOException {
        watch.ensure();
        var run = UUID.randomUUID().toString();
        var arguments = new ArrayList<>(session);
        arguments.add(program(request));
        arguments.addAll(request.arguments().subList(1, request.arguments().size()));
        var builder =
                new ProcessBuilder(arguments).directory(request.directory().toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", programs.searchPath());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", request.directory().toString());
        environment.put("TMPDIR", request.directory().toString());
        environment.putAll(request.environment());
        environment.put(ProcessTable.OWNER, owner.mark());
        environment.put(ProcessTable.RUN, run);
        Optional.ofNullable(System.getenv(ProcessTable.RUN))
                .ifPresent(ours -> environment.put(ProcessTable.WITHIN, ours));
        return new LiveTool(builder.start(), run);
    }

    private String program(ToolRequest request) throws IOException {
        var name = request.arguments().get(0);
        var found = name.startsWith("/") ? Optional.of(Path.of(name)).filter(Files::isExecutable) : programs.find(name);
        return found.orElseThrow(() -> new IOException(name + " is not installed, or not on the PATH"))
                .toString();
    }

    /** Kills what is still running. Nothing can be started afterwards. */
    @Override
    public void close() {
        watch.close();
    }
}
