package pipeline.journal;

import java.util.List;
import java.util.function.Consumer;

/**
 * Where an incarnation's facts are stored. It says nothing about how: an actor hands them to its journal, the simulation
 * to a journal that fails when it pleases.
 *
 * @param <S> the state that follows from the facts
 * @param <R> what a handler gives back to whoever called it
 */
public interface Journal<S, R> {

    /** Stores all of these or none, and goes on only when they are stored. */
    R store(List<ChainedEvent> facts, Consumer<Journaled<S>> then);

    /** There is nothing to store. */
    R nothing();
}
