-- A transfer waits for a place among the active ones since then; empty while it has one or needs none.
ALTER TABLE views.transfer ADD COLUMN queued_at TIMESTAMPTZ;
