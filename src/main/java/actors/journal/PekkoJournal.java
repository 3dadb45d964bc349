package actors.journal;

import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.persistence.typed.JournalPersistFailed;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.javadsl.EffectBuilder;
import org.apache.pekko.persistence.typed.javadsl.EffectFactories;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.apache.pekko.persistence.typed.javadsl.SignalHandlerBuilder;
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

    /**
     * What such an actor does at the signals of its journal.
     *
     * @param recovered once everything that was stored has been read
     */
    public static <S> SignalHandler<Journaled<S>> signals(
            SignalHandlerBuilder<Journaled<S>> builder, JournalWatch.Writer writer, Runnable recovered) {
        return builder.onSignal(RecoveryCompleted.instance(), state -> recovered.run())
                .onSignal(RecoveryFailed.class, (state, signal) -> writer.failed(signal.getFailure()))
                .onSignal(JournalPersistFailed.class, (state, signal) -> writer.failed(signal.failure()))
                .onSignal(PostStop.instance(), state -> writer.gone())
                .build();
    }

    @Override
    public EffectBuilder<ChainedEvent, Journaled<S>> nothing() {
        return effects.none();
    }
}
