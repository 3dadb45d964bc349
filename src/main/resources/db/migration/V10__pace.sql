-- How many tasks of a job ended in each minute: what a cluster got done, and when. A row for a job and a minute, so that jobs
-- never wait for each other.
CREATE TABLE views.pace (
    job    UUID        NOT NULL,
    minute TIMESTAMPTZ NOT NULL,
    ended  INTEGER     NOT NULL,
    PRIMARY KEY (job, minute)
);

CREATE INDEX pace_minute ON views.pace (minute);
CREATE INDEX job_closed ON views.job (closed_at) WHERE closed_at IS NOT NULL;
