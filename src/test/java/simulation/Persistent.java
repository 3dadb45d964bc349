package simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Journal;
import pipeline.journal.Journaled;

/**
 * What Pekko gives a persistent actor: recovery, one command after the other, none while something is being stored or
 * before it took over, and an end when storing fails. It holds no rule of the product.
 */
final class Persistent<S> implements Journal<S, Boolean> {

    private final Machine home;
    private final String id;
    private final BiFunction<S, ChainedEvent, S> apply;
    private final Runnable onFailure;
    private final Queue<Consumer<Journaled<S>>> waiting = new ArrayDeque<>();
    private Journaled<S> state;
    private boolean stopped;
    private boolean busy = true;
    private BooleanSupplier attached = () -> false;

    Persistent(Machine home, String id, Journaled<S> empty, BiFunction<S, ChainedEvent, S> apply, Runnable onFailure) {
        this.home = home;
        this.id = id;
        this.state = empty;
        this.apply = apply;
        this.onFailure = onFailure;
    }

    Journaled<S> state() {
        return state;
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Replays the journal; then the first act. */
    void recover(BooleanSupplier isAttached, Consumer<Journaled<S>> begin) {
        attached = isAttached;
        home.later(home.world.dice.between(1_000_000, Timeline.millis(200)), () -> {
            for (var row : List.copyOf(home.world.database.rows(id))) {
                become(ChainedEvent.read(row.event().name(), row.event().toBytes()));
            }
            home.later(home.world.dice.between(1_000, 3_000_000), () -> {
                if (!stopped) {
                    busy = false;
                    begin.accept(state);
                    drain();
                }
            });
        });
    }

    void tell(Consumer<Journaled<S>> command) {
        home.later(home.world.dice.between(1_000, 10_000), () -> {
            if (!stopped) {
                waiting.add(command);
                drain();
            }
        });
    }

    private void drain() {
        while (!stopped && !busy && attached.getAsBoolean() && !waiting.isEmpty()) {
            waiting.remove().accept(state);
        }
    }

    @Override
    public Boolean store(List<ChainedEvent> facts, Consumer<Journaled<S>> then) {
        busy = true;
        home.world.database.write(
                home, new Database.Write(id, this, facts, () -> stored(facts, then), () -> failed(facts)));
        return true;
    }

    private void stored(List<ChainedEvent> facts, Consumer<Journaled<S>> then) {
        if (stopped) {
            return;
        }
        facts.forEach(this::become);
        busy = false;
        then.accept(state);
        drain();
    }

    private void become(ChainedEvent event) {
        state = state.after(event, apply);
        home.world.checks.became(id, event.sequence(), state.state());
    }

    private void failed(List<ChainedEvent> facts) {
        if (!stopped) {
            home.world.trace.say(home.name, () -> "STOPS, could not store in " + id + ": " + facts);
            stop();
            onFailure.run();
        }
    }

    @Override
    public Boolean nothing() {
        return false;
    }
}
