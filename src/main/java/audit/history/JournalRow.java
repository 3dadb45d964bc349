package audit.history;

import pipeline.journal.ChainedEvent;

/**
 * A row of the journal.
 *
 * @param ordering the moment at which the database numbered it, which orders the rows of several journals
 */
record JournalRow(String persistenceId, long sequence, long ordering, ChainedEvent event, int bytes) {}
