-- Why somebody paused or cancelled it; none for what was ordered in the first releases, until the views are rebuilt.
ALTER TABLE views.transfer
    ADD COLUMN cancel_reason TEXT,
    ADD COLUMN pause_reason TEXT;
