-- Who may use the service. What changes here is journaled in the same transaction, under "accounts|all"; unlike the views
-- it can't be rebuilt from there, for the journal holds no password and no key.

CREATE SCHEMA accounts;

CREATE TABLE accounts.person (
    name     TEXT COLLATE "C" PRIMARY KEY,
    roles    TEXT[]      NOT NULL,
    password TEXT, -- argon2id in PHC form; empty for who can't sign in with one
    added_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE accounts.api_key (
    id         TEXT COLLATE "C" PRIMARY KEY, -- how the key begins
    name       TEXT COLLATE "C" NOT NULL UNIQUE, -- for ever, for the journal speaks of it
    digest     BYTEA       NOT NULL, -- SHA-256 of the key
    roles      TEXT[]      NOT NULL,
    issued_by  TEXT        NOT NULL,
    issued_at  TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ,
    last_used  DATE
);

CREATE TABLE accounts.session (
    digest   BYTEA       PRIMARY KEY, -- SHA-256 of what the cookie holds
    person   TEXT COLLATE "C" NOT NULL REFERENCES accounts.person ON DELETE CASCADE,
    begun_at TIMESTAMPTZ NOT NULL,
    seen_at  TIMESTAMPTZ NOT NULL -- to the minute
);

CREATE INDEX session_person ON accounts.session (person);
CREATE INDEX session_seen ON accounts.session (seen_at);

-- Tries to sign in that have not turned out right, counted for all nodes together.
CREATE TABLE accounts.sign_in_try (
    subject TEXT COLLATE "C" PRIMARY KEY, -- "user ada" or "address 192.0.2.1"
    tries   INTEGER     NOT NULL,
    until   TIMESTAMPTZ NOT NULL -- when counting begins anew
);

CREATE INDEX sign_in_try_until ON accounts.sign_in_try (until);
