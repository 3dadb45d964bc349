package app.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One transfer through its kills to its end, with a live account of it. */
final class DemoRun {

    private static final long START_SECONDS = 300;
    private static final long END_SECONDS = 900;

    /** A node that stays dead for this long is started again though nothing went on without it. */
    private static final long PATIENCE_SECONDS = 30;

    /** All nodes that start at once take longer. */
    private static final long RETURN_SECONDS = 180;

    private static final long LOOK_MILLIS = 50;

    private final DemoStage stage;
    private final DemoJournal journal;
    private final Consumer<String> say;
    private final InstantSource clock;
    private final List<Killed> killed = new ArrayList<>();
    private String shownStep = "";

    /**
     * A kill that took place.
     *
     * @param ordering of the last event that was stored by then
     */
    record Killed(DemoAct act, String nodes, String step, long ordering, long millis) {}

    DemoRun(DemoStage stage, DemoJournal journal, Consumer<String> say, InstantSource clock) {
        this.stage = stage;
        this.journal = journal;
        this.say = say;
        this.clock = clock;
    }

    List<Killed> killed() {
        return killed;
    }

    void startNodes() throws IOException, InterruptedException {
        for (var node : stage.nodes()) {
            node.start();
            say.accept("node " + node.name() + " started (process " + node.pid() + ")");
        }
        awaitUp(stage.nodes());
    }

    private void awaitUp(List<DemoNode> nodes) throws IOException, InterruptedException {
        var left = new ArrayList<>(nodes);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!left.isEmpty()) {
            for (var node : List.copyOf(left)) {
                if (node.isUp()) {
                    left.remove(node);
                    say.accept("node " + node.name() + " is in the cluster");
                } else if (!node.isAlive() || System.nanoTime() > until) {
                    throw new IOException("node " + node.name() + " did not start; it says why in " + node.log());
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Returns how the transfer ended. */
    String follow(int files) throws IOException, SQLException, InterruptedException {
        var acts = new ArrayList<>(DemoAct.all());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        while (journal.ended().isEmpty()) {
            look();
            if (!acts.isEmpty() && acts.get(0).isDue(stage, journal, files)) {
                perform(acts.remove(0));
            }
            if (System.nanoTime() > until) {
                throw new IOException("the transfer did not end within " + END_SECONDS + " seconds");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        for (var act : acts) {
            say.accept("the transfer ended before it was time to kill " + act.title() + "; use more files");
        }
        return journal.ended();
    }

    private void look() throws SQLException {
        journal.look();
        if (!journal.step().equals(shownStep)) {
            shownStep = journal.step();
            say.accept("step " + shownStep + " (" + journal.finished() + " tasks finished so far)");
        }
    }

    private void perform(DemoAct act) throws IOException, SQLException, InterruptedException {
        var victims = act.victims().of(stage, journal.node());
        long millis = clock.millis();
        victims.forEach(DemoNode::kill);
        journal.look();
        var names = String.join(", ", victims.stream().map(DemoNode::name).toList());
        var kill = new Killed(act, names, journal.step(), journal.ordering(), millis);
        killed.add(kill);
        say.accept("KILLED (SIGKILL) " + names + ": " + act.title() + ", during " + kill.step() + " with "
                + journal.finished() + " tasks finished");
        if (act.alone()) {
            awaitProgress(kill, PATIENCE_SECONDS);
        }
        for (var node : victims) {
            node.start();
            say.accept("node " + node.name() + " started again (process " + node.pid() + ")");
        }
        if (!act.alone()) {
            awaitProgress(kill, RETURN_SECONDS);
        }
    }

    private void awaitProgress(Killed kill, long seconds) throws SQLException, InterruptedException {
        int finished = journal.finished();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (journal.finished() == finished && journal.ended().isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            look();
        }
        if (journal.finished() > finished) {
            say.accept("the work goes on, " + seconds(clock.millis() - kill.millis()) + " after the kill; node "
                    + journal.node() + " coordinates");
        }
    }

    static String seconds(long millis) {
        return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
