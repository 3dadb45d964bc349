-- People for whom an OpenID Connect provider vouches. Who they are there stays the same whatever they are called.
ALTER TABLE accounts.person
    ADD COLUMN issuer  TEXT COLLATE "C",
    ADD COLUMN subject TEXT COLLATE "C",
    ADD CONSTRAINT person_provider UNIQUE (issuer, subject),
    ADD CONSTRAINT person_way_in CHECK (issuer IS NULL OR password IS NULL); -- else there would be two ways in
