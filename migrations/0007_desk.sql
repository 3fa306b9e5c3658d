-- Registration desks: their card readers, the cases in which a card is read there, and papers seen instead.

-- A code that an administrator passes on, once, to the computer of a desk.
create table desk_code (
    id text primary key,
    code_hash text not null,
    agency_id text not null references agency (id),
    desk text not null,
    made_by text not null references person (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create unique index desk_code_hash on desk_code (code_hash);

-- A computer that may say what a card said; its private key never left it.
create table desk_agent (
    id text primary key,
    agency_id text not null references agency (id),
    desk text not null,
    -- what the computer calls itself
    name text not null,
    public_key bytea not null,
    enrolled_at timestamptz not null,
    -- no reader works before an administrator compared the fingerprint
    confirmed_at timestamptz,
    confirmed_by text references person (id),
    expires_at timestamptz not null,
    last_seen_at timestamptz,
    -- when administrators were last told that it reads more than a desk can
    alarmed_at timestamptz,
    revoked_at timestamptz,
    revoked_by text references person (id)
);
create unique index desk_agent_key on desk_agent (public_key);

-- What a reader said hello with, for as long as it could be said again.
create table desk_hello (
    nonce bytea primary key,
    at timestamptz not null
);
create index desk_hello_by_time on desk_hello (at);

create table desk_case (
    id text primary key,
    -- null: somebody without an account, until one is made
    person_id text references person (id),
    agent_id text not null references desk_agent (id),
    officer_id text not null references person (id),
    -- identity, card_status
    purpose text not null,
    code text not null,
    nonce bytea not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    -- when the reader took it
    handed_at timestamptz,
    -- when an answer used the nonce up
    used_at timestamptz,
    -- waiting, read, failed, expired, confirmed, declined
    state text not null,
    -- why it failed or was declined, as a code
    fault text,
    -- what the card said, while the case is open
    read_sealed bytea,
    read_key bigint,
    -- unasked, asking, live, refused, unreachable
    card_status text not null,
    card_source text,
    card_result text,
    closed_at timestamptz
);
create index desk_case_by_agent on desk_case (agent_id, state, used_at);
create index desk_case_by_officer on desk_case (officer_id, id);

-- Papers that one officer saw and a second one weighs.
create table desk_paper (
    id text primary key,
    person_id text not null references person (id),
    -- within which agency the first officer works; null: the operator's
    agency_id text references agency (id),
    -- which kinds, as codes with spaces between
    papers text not null,
    -- emptied at the decision
    note text,
    first_officer text not null references person (id),
    made_at timestamptz not null,
    -- waiting, confirmed, rejected
    state text not null,
    second_officer text references person (id),
    reason text,
    decided_at timestamptz
);
create unique index desk_paper_once on desk_paper (person_id) where state = 'waiting';
create index desk_paper_by_state on desk_paper (state, id);
