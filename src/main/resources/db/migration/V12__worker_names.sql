-- What people call the worker of a hand-out; none for those of the first releases.
ALTER TABLE views.hand_out ADD COLUMN worker_name TEXT;
