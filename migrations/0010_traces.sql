-- Traces: the audit trail in one chain, who logged in from where, views of a citizen id, and what
-- people ask about the data held about them.

-- Each entry is hashed together with the hash before it. Null only in entries of earlier releases,
-- until the first start of this one has linked them.
alter table audit add column seq bigint;
alter table audit add column prev bytea;
alter table audit add column hash bytea;
create unique index audit_by_seq on audit (seq);
create index audit_by_time on audit (at, seq);
create index audit_by_act on audit (act, seq);

-- The end of the chain: one row, and the last one that a transaction locks.
create table audit_head (
    name text primary key,
    seq bigint not null,
    hash bytea
);

-- The end of the chain at each night, also kept outside the database.
create table audit_root (
    -- ISO day in Bangkok that ended
    day text primary key,
    at timestamptz not null,
    seq bigint not null,
    hash bytea not null,
    entries bigint not null
);

-- Traffic data (Computer Crime Act, section 26): kept for a time, then deleted.
create table traffic (
    id text primary key,
    at timestamptz not null,
    -- ISO day in Bangkok
    day text not null,
    -- log_in, log_out, sign_up, mailbox_log_in, mailbox_log_out
    kind text not null,
    -- ok, wrong, too_many, refused
    result text not null,
    -- no references: what the law has kept outlives an account
    person_id text,
    account_id text,
    -- the network address; opened on a lawful order alone
    address_sealed bytea not null,
    address_key bigint not null,
    -- family of the program: Chrome, Firefox, curl
    device text not null
);
create index traffic_by_time on traffic (at, id);
create index traffic_by_person on traffic (person_id, id);
create index traffic_by_key on traffic (address_key);

-- By key version, so that a start finds at once whether every key is there.
create index person_by_key on person (citizen_id_key);
create index request_by_key on request (citizen_id_key);
create index dkim_key_by_key on dkim_key (private_key);

-- Each look of an officer at a full citizen id; the person sees every one.
create table citizen_id_view (
    id text primary key,
    person_id text not null references person (id),
    officer_id text not null references person (id),
    role text not null,
    office text,
    reason text not null,
    at timestamptz not null
);
create index citizen_id_view_by_person on citizen_id_view (person_id, id);

-- Copies of everything held about a person, made when asked for.
create table personal_export (
    id text primary key,
    person_id text not null references person (id),
    -- waiting, ready, fetched, expired
    state text not null,
    asked_at timestamptz not null,
    -- parts gathered, of how many
    done_parts bigint not null,
    total_parts bigint not null,
    bytes bigint,
    ready_at timestamptz,
    expires_at timestamptz,
    fetched_at timestamptz
);
create index personal_export_by_person on personal_export (person_id, id);
create unique index personal_export_open on personal_export (person_id) where state = 'waiting';

-- Accounts that their owners want erased, and what was kept of them and why.
create table erasure (
    id text primary key,
    person_id text not null references person (id),
    -- waiting, withdrawn, refused, done
    state text not null,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    ended_at timestamptz,
    -- kinds of record with their counts and the law that keeps them
    kept jsonb
);
create index erasure_by_person on erasure (person_id, id);
create unique index erasure_open on erasure (person_id) where state = 'waiting';
