-- Journals of ended transfers may be moved to files. Whoever has read one before that, or does not see the files, must not
-- write to it: it would begin again, or go on with nothing before. Jobs of an ended transfer write nothing.

CREATE TABLE moved_journal (
    persistence_id VARCHAR(255) PRIMARY KEY,
    moved_at       TIMESTAMPTZ  NOT NULL DEFAULT now()
);

CREATE FUNCTION refuse_moved_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Shared by all who write, and taken whole by whoever moves this journal.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.persistence_id, 0));
    IF EXISTS (SELECT 1 FROM moved_journal WHERE persistence_id = NEW.persistence_id) THEN
        RAISE EXCEPTION 'the journal % was moved to a file; it must be brought back before event % can follow',
            NEW.persistence_id, NEW.sequence_number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER refuse_moved_journal BEFORE INSERT ON event_journal FOR EACH ROW
    WHEN (NEW.persistence_id LIKE 'transfer|%')
    EXECUTE FUNCTION refuse_moved_journal();
