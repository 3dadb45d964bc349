-- Where jobs were taken over and attempts were lost: what a timeline marks. Few events are of these kinds.
CREATE INDEX event_journal_interruptions ON event_journal (persistence_id, sequence_number)
    WHERE event_ser_manifest IN ('job.attached', 'job.attempt-lost');
