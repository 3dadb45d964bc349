package actors.journal;

import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import pipeline.journal.ChainedEvent;
import pipeline.journal.Journal;
import pipeline.journal.Journaled;

/** An actor's own journal: what follows is done once the facts are stored, and never when storing fails. */
public record PekkoJournal<S>(EffectFactories<ChainedEvent, Journaled<S>> effects, JournalWatch.Writer writer)
        implements Journal<S, EffectBuilder<ChainedEvent, Journaled<S>>> {

    @Override
    public EffectBuilder<ChainedEvent, Journaled<S>> store(List<ChainedEvent> facts, Consumer<Journaled<S>> then) {
        writer.began();
        return effects.persist(facts).thenRun((Journaled<S> after) -> {
            writer.stored();
            then.accept(after);
        });
    }

    @Override
    public EffectBuilder<ChainedEvent, Journaled<S>> nothing() {
        return effects.none();
    }
}
