package app;

import audit.JournalArchive;
import java.io.IOException;
import java.util.stream.Stream;
import model.TransferId;
import pipeline.journal.ChainedEvent;
import views.MovedJournals;

/** Journals that were moved to files, for whoever makes views of them. */
public record JournalFiles(JournalArchive archive) implements MovedJournals {

    public static JournalFiles of(Settings settings) {
        return new JournalFiles(new JournalArchive(settings.journals()));
    }

    @Override
    public boolean holds(TransferId transfer) {
        return archive.holds(transfer);
    }

    @Override
    public Stream<ChainedEvent> open(TransferId transfer, String persistenceId) throws IOException {
        return archive.events(transfer, persistenceId);
    }
}
