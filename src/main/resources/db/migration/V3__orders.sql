-- What people ask of transfers on their way, and of what failed. All of it comes from the transfer's stream.

ALTER TABLE views.transfer
    ADD COLUMN priority  INTEGER NOT NULL DEFAULT 50,
    ADD COLUMN paused_at TIMESTAMPTZ,
    ADD COLUMN paused_by TEXT;

ALTER TABLE views.job
    ADD COLUMN retried_by   TEXT, -- who had this turn opened, and why
    ADD COLUMN retry_reason TEXT;

-- Failed tasks that are not failed any more: a later turn tries them again, or somebody skipped them. Found by job, the
-- one in which they failed.
CREATE TABLE views.follow_up (
    transfer UUID           NOT NULL,
    job      UUID           NOT NULL,
    tasks    INT4MULTIRANGE NOT NULL, -- none for all that failed
    turn     INTEGER, -- that tries them again; empty when they are skipped
    by       TEXT           NOT NULL,
    reason   TEXT           NOT NULL,
    at       TIMESTAMPTZ    NOT NULL
);

CREATE INDEX follow_up_job ON views.follow_up (job);
CREATE INDEX follow_up_transfer ON views.follow_up (transfer);

-- How long a step usually takes.
CREATE INDEX job_usual ON views.job (step, closed_at) WHERE closed_at IS NOT NULL;
