-- What every area stands on: jobs, letters out, the audit trail, limits, answers kept for repeats.

-- Facts about this installation; `demo` is written when the demo data was made here.
create table installation (
    name text primary key,
    value text not null
);

create table audit (
    id text primary key,
    at timestamptz not null,
    -- null: the product itself, or a stranger
    actor_id text,
    act text not null,
    subject text not null,
    -- facts, never field values
    detail jsonb not null
);
create index audit_by_subject on audit (subject, id);
create index audit_by_actor on audit (actor_id, id);

create table job (
    id text primary key,
    name text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    attempts bigint not null,
    claimed_until timestamptz,
    -- waiting, failed; a finished job is deleted
    state text not null,
    last_error text
);
create index job_due on job (state, run_at);

-- Letters to people, written in the transaction that causes them.
create table notice (
    id text primary key,
    to_address text not null,
    subject text not null,
    -- emptied once sent: letters carry one-time links
    body text,
    created_at timestamptz not null,
    sent_at timestamptz
);
create index notice_by_time on notice (created_at);

-- How often something that can be guessed was tried; keys are keyed hashes, never addresses.
create table attempt_limit (
    key text not null,
    window_start timestamptz not null,
    used bigint not null,
    primary key (key, window_start)
);

-- Answers kept for a repeated key, sealed, for a day.
create table idempotency (
    key text primary key,
    body_hash text not null,
    status bigint,
    answer bytea,
    created_at timestamptz not null
);
create index idempotency_by_time on idempotency (created_at);
