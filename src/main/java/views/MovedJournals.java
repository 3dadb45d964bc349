package views;

import java.io.IOException;
import java.util.stream.Stream;
import model.TransferId;
import pipeline.journal.ChainedEvent;

/** Journals of ended transfers that were moved out of the database. */
public interface MovedJournals {

    /** There are none. */
    MovedJournals NONE = new MovedJournals() {
        @Override
        public boolean holds(TransferId transfer) {
            return false;
        }

        @Override
        public Stream<ChainedEvent> open(TransferId transfer, String persistenceId) {
            return Stream.empty();
        }
    };

    /** Whether there is a file of this transfer; while the database has its journal too, that counts. */
    boolean holds(TransferId transfer);

    /** The events of one persistence id in their order; the caller closes them. */
    Stream<ChainedEvent> open(TransferId transfer, String persistenceId) throws IOException;
}
