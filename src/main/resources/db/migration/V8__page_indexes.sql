-- What the pages ask for, in an archive of many transfers: without these they would read most of a table.

-- The job in which a transfer stands now.
CREATE INDEX job_step ON views.job (transfer, step, turn);

-- How long a step usually takes with about as many tasks: those of the same power of two. The index has all that is asked.
CREATE INDEX job_usual_size ON views.job (step, CAST(floor(ln(greatest(tasks, 1)) / ln(2)) AS integer), closed_at)
    INCLUDE (opened_at, tasks)
    WHERE closed_at IS NOT NULL AND opened_at IS NOT NULL AND outcome LIKE 'COMPLETED%';

-- Those that have not ended, which are few.
CREATE INDEX transfer_unfinished ON views.transfer (submitted_at, id) WHERE ended_at IS NULL;

-- The orders of the list.
CREATE INDEX transfer_started ON views.transfer (started_at, submitted_at, id);
DROP INDEX views.transfer_name;
CREATE INDEX transfer_name ON views.transfer (lower(name), submitted_at, id);
