-- A second proof beside the password: codes of an app, passkeys, recovery codes.

create table totp (
    id text primary key,
    person_id text not null references person (id),
    secret_sealed bytea not null,
    secret_key bigint not null,
    created_at timestamptz not null,
    -- null until one code was typed back: until then it proves nothing
    confirmed_at timestamptz,
    -- number of the step of 30 seconds whose code was accepted last: a code counts once
    last_step bigint not null,
    last_used_at timestamptz
);
create unique index totp_confirmed on totp (person_id) where confirmed_at is not null;
create unique index totp_begun on totp (person_id) where confirmed_at is null;

create table passkey (
    id text primary key,
    person_id text not null references person (id),
    -- as its owner calls it
    name text not null,
    credential_id bytea not null,
    -- the public key and what does not change
    static_state bytea not null,
    -- the counter, the state of backup and what else changes with use
    dynamic_state bytea not null,
    transports bigint not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create unique index passkey_credential on passkey (credential_id);
create index passkey_by_person on passkey (person_id, id);

-- What a browser was asked and has not answered yet; taken away by the first answer.
create table passkey_ceremony (
    id text primary key,
    -- register, prove, log_in
    purpose text not null,
    -- null: whoever answers says who they are
    person_id text references person (id),
    state bytea not null,
    expires_at timestamptz not null
);
create index passkey_ceremony_by_end on passkey_ceremony (expires_at);

create table recovery_code (
    id text primary key,
    person_id text not null references person (id),
    -- a keyed hash
    code_hash bytea not null,
    created_at timestamptz not null,
    used_at timestamptz
);
create unique index recovery_code_once on recovery_code (person_id, code_hash);

-- Who gave the right password and still owes the second proof; good for nothing else.
create table half_session (
    token_hash text primary key,
    person_id text not null references person (id),
    -- where to go after log-in
    next text not null,
    tries bigint not null,
    expires_at timestamptz not null
);
create index half_session_by_person on half_session (person_id);

-- When the password was given again in this session, before a first factor is set up.
alter table session add column password_at timestamptz;
