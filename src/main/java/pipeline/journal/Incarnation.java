package pipeline.journal;

import java.util.List;
import java.util.function.Consumer;
import pipeline.Answer;

/**
 * One life of an event-sourced actor between two crashes, and the order that all of them keep: say in the journal that
 * this life took over, before anything else; then store, do, and see to what is due. It decides nothing itself.
 *
 * @param <S> the state
 * @param <R> what a handler gives back to whoever called it
 */
public final class Incarnation<S, R> {

    private final Journal<S, R> journal;
    private final Consumer<Journaled<S>> resume;
    private boolean attached;

    /**
     * A life that has not taken over yet.
     *
     * @param resume sees to what a state asks of the world; doing it again has no further effect
     */
    public Incarnation(Journal<S, R> journal, Consumer<Journaled<S>> resume) {
        this.journal = journal;
        this.resume = resume;
    }

    /** Whether commands may be answered. Until then they wait. */
    public boolean isAttached() {
        return attached;
    }

    /**
     * The first act of each life. Its fact carries the next epoch, and a journal has room for one successor only.
     *
     * @param takeOver nothing where nothing is left to take over
     */
    public R begin(Journaled<S> state, Answer<?> takeOver) {
        var facts = facts(takeOver);
        if (facts.isEmpty()) {
            attached = true;
            return resume(state);
        }
        return journal.store(state.seal(facts), after -> {
            attached = true;
            resume.accept(after);
        });
    }

    /** Stores what was answered, then does what depends on it, then sees to what is due. */
    public R store(Journaled<S> state, Answer<?> answer, Consumer<S> then) {
        var facts = facts(answer);
        if (facts.isEmpty()) {
            then.accept(state.state());
            return journal.nothing();
        }
        return journal.store(state.seal(facts), after -> {
            then.accept(after.state());
            resume.accept(after);
        });
    }

    /** Sees to what is due, without any news. */
    public R resume(Journaled<S> state) {
        resume.accept(state);
        return journal.nothing();
    }

    private static List<?> facts(Answer<?> answer) {
        if (answer instanceof Answer.Yes<?> yes) {
            return yes.events();
        }
        throw new IllegalArgumentException("a refusal is told, not stored: " + ((Answer.No<?>) answer).reason());
    }
}
