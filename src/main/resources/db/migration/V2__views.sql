-- Read models. Everything here follows from the journal and its blobs and may be dropped and rebuilt from them. Two
-- streams write it, a transfer's and each job's, and they never write the same column.

CREATE SCHEMA views;

-- How far each persistence id has been read.
CREATE TABLE views.projected (
    persistence_id TEXT COLLATE "C" PRIMARY KEY,
    transfer       UUID   NOT NULL,
    sequence       BIGINT NOT NULL,
    announced_at   TIMESTAMPTZ -- of the latest progress in the feed; bookkeeping, no view
);

CREATE INDEX projected_transfer ON views.projected (transfer);

CREATE TABLE views.workflow (
    digest TEXT PRIMARY KEY,
    text   TEXT NOT NULL
);

CREATE TABLE views.transfer (
    id              UUID        PRIMARY KEY,
    sip             UUID        NOT NULL,
    name            TEXT        NOT NULL,
    type            TEXT        NOT NULL,
    accession       TEXT,
    source_name     TEXT        NOT NULL,
    submitted_by    TEXT        NOT NULL,
    submitted_at    TIMESTAMPTZ NOT NULL,
    workflow        TEXT        NOT NULL,
    workflow_digest TEXT        NOT NULL,
    configuration   TEXT        NOT NULL,
    status          TEXT        NOT NULL,
    step            TEXT, -- of the job that was opened last, or of the choice that waits
    turn            INTEGER     NOT NULL DEFAULT 0,
    started_at      TIMESTAMPTZ,
    ended_at        TIMESTAMPTZ,
    tidied_at       TIMESTAMPTZ,
    failure         TEXT, -- JSON
    cancelled_by    TEXT,
    aip             TEXT  -- JSON
);

CREATE INDEX transfer_submitted ON views.transfer (submitted_at, id);
CREATE INDEX transfer_status ON views.transfer (status, submitted_at, id);
CREATE INDEX transfer_name ON views.transfer (lower(name), id);
CREATE INDEX transfer_untidied ON views.transfer (id) WHERE tidied_at IS NULL;

-- How much a transfer holds now. Counted anew when a job that changed it closes.
CREATE TABLE views.extent (
    transfer UUID   PRIMARY KEY,
    files    BIGINT NOT NULL,
    bytes    BIGINT NOT NULL
);

CREATE INDEX extent_bytes ON views.extent (bytes, transfer);

CREATE TABLE views.choice (
    transfer   UUID NOT NULL,
    step       TEXT NOT NULL,
    awaited_at TIMESTAMPTZ,
    option     TEXT,
    made_by    TEXT,
    made_at    TIMESTAMPTZ,
    PRIMARY KEY (transfer, step)
);

CREATE TABLE views.job (
    id         UUID    PRIMARY KEY,
    transfer   UUID    NOT NULL,
    step       TEXT    NOT NULL,
    turn       INTEGER NOT NULL,
    -- from the transfer's stream
    position   INTEGER,
    opened_at  TIMESTAMPTZ,
    -- from the job's own stream
    planned_at TIMESTAMPTZ,
    tasks      INTEGER NOT NULL DEFAULT 0,
    completed  INTEGER NOT NULL DEFAULT 0,
    not_done   INTEGER NOT NULL DEFAULT 0,
    failed     INTEGER NOT NULL DEFAULT 0,
    resized    BOOLEAN NOT NULL DEFAULT FALSE,
    outcome    TEXT,
    failure    TEXT, -- JSON
    closed_at  TIMESTAMPTZ
);

CREATE INDEX job_transfer ON views.job (transfer, position);
CREATE INDEX job_unclosed ON views.job (transfer) WHERE closed_at IS NULL;

CREATE TABLE views.plan_chunk (
    job   UUID    NOT NULL,
    first INTEGER NOT NULL,
    files UUID[]  NOT NULL,
    PRIMARY KEY (job, first)
);

CREATE TABLE views.hand_out (
    job         UUID           NOT NULL,
    attempt     BIGINT         NOT NULL,
    worker      UUID           NOT NULL,
    tasks       INT4MULTIRANGE NOT NULL,
    owed        INTEGER        NOT NULL, -- how many of them have neither ended nor been lost
    at          TIMESTAMPTZ    NOT NULL,
    lost_at     TIMESTAMPTZ,
    lost_reason TEXT,
    PRIMARY KEY (job, attempt)
);

CREATE INDEX hand_out_open ON views.hand_out (job) WHERE owed > 0;

CREATE TABLE views.task_outcome (
    job          UUID        NOT NULL,
    ordinal      INTEGER     NOT NULL,
    attempt      BIGINT      NOT NULL,
    worker       UUID        NOT NULL,
    status       TEXT        NOT NULL,
    exit_code    INTEGER     NOT NULL,
    message      TEXT        NOT NULL,
    tool_name    TEXT,
    tool_version TEXT,
    arguments    TEXT        NOT NULL,
    blame        TEXT,
    started_at   TIMESTAMPTZ NOT NULL,
    took_micros  BIGINT      NOT NULL,
    stdout       TEXT, -- JSON, as the next three
    stderr       TEXT,
    products     TEXT,
    bulk         TEXT,
    PRIMARY KEY (job, ordinal)
);

CREATE INDEX task_outcome_unusual ON views.task_outcome (job, status, ordinal) WHERE status <> 'COMPLETED';

-- The file register.
CREATE TABLE views.entry (
    transfer      UUID    NOT NULL,
    id            UUID    NOT NULL,
    kind          TEXT    NOT NULL,
    original_path TEXT    NOT NULL, -- encoded, as the next and the physical one
    path          TEXT    NOT NULL,
    use           TEXT    NOT NULL,
    physical_path TEXT,
    size          BIGINT  NOT NULL,
    modified      TEXT, -- a file system's time stamp can be finer and farther away than a TIMESTAMPTZ
    checksums     JSONB   NOT NULL DEFAULT '{}',
    format        TEXT, -- JSON
    removed       BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (transfer, id)
) WITH (fillfactor = 70); -- room for updates that no index must follow

-- The order of model.FilePath: "/" before all else. An encoded path has no "!", which stands before all that it has.
-- Only the beginning is indexed, because an index entry may not be longer than some 2,700 bytes and a path may.
CREATE INDEX entry_order ON views.entry (transfer, left(replace(path, '/', '!'), 800) COLLATE "C");

-- Every finding ever; entry is empty for findings about the package.
CREATE TABLE views.finding (
    transfer     UUID        NOT NULL,
    entry        UUID,
    job          UUID        NOT NULL,
    ordinal      INTEGER     NOT NULL,
    sequence     BIGINT      NOT NULL,
    nr           INTEGER     NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    tool_name    TEXT,
    tool_version TEXT,
    type         TEXT        NOT NULL,
    body         TEXT        NOT NULL -- JSON; TEXT, because JSONB can't hold U+0000
);

CREATE INDEX finding_entry ON views.finding (transfer, entry);

-- Coarse changes, for live updates. Ids are drawn under a lock that is held until the commit, so a reader that has seen
-- an id has seen all below it.
CREATE TABLE views.feed (
    id       BIGINT      PRIMARY KEY,
    transfer UUID        NOT NULL,
    kind     TEXT        NOT NULL,
    step     TEXT,
    turn     INTEGER,
    at       TIMESTAMPTZ NOT NULL,
    detail   TEXT        NOT NULL -- JSON
);

CREATE SEQUENCE views.feed_id;
