-- Who people are. A citizen id is sealed; the index column is a keyed hash for look-up.

create table agency (
    id text primary key,
    name_th text not null,
    name_en text not null,
    parent_id text references agency (id),
    sort_key bytea not null
);
create unique index agency_name on agency (name_th);

create table person (
    id text primary key,
    prefix text not null,
    first_name text not null,
    last_name text not null,
    -- ISO in the common era; 00 for a month or day that the card leaves open
    birth_date text,
    email text not null,
    email_confirmed_at timestamptz,
    -- civil_servant, state_personnel, public
    person_kind text not null,
    agency_id text references agency (id),
    -- as typed, until matched with the directory
    agency_name text,
    citizen_id_sealed bytea,
    citizen_id_key bigint,
    citizen_id_index bytea,
    -- pending, verified, refused; none for people invited by DGA
    verification text not null,
    verified_route text,
    verified_at timestamptz,
    password_hash text,
    locale text not null,
    sort_key bytea not null,
    created_at timestamptz not null
);
create unique index person_email on person (email);
-- Only a verified person holds a citizen id: nobody can squat on another's number.
create unique index person_citizen on person (citizen_id_index) where verification = 'verified';
create index person_citizen_any on person (citizen_id_index);

-- What was found, by whom and how; a level is computed from these facts, never stored.
create table verification_check (
    id text primary key,
    person_id text not null references person (id),
    route text not null,
    -- confirmed, refused, unreachable
    outcome text not null,
    -- the source's own reason, for staff
    reason text,
    at timestamptz not null
);
create index verification_check_by_person on verification_check (person_id, id);

create table consent (
    id text primary key,
    person_id text not null references person (id),
    -- terms, privacy
    text_name text not null,
    text_version text not null,
    given boolean not null,
    at timestamptz not null
);
create index consent_by_person on consent (person_id, id);

create table membership (
    id text primary key,
    person_id text not null references person (id),
    agency_id text references agency (id),
    role text not null,
    granted_at timestamptz not null,
    ended_at timestamptz
);
create index membership_by_person on membership (person_id, ended_at);

create table session (
    token_hash text primary key,
    person_id text not null references person (id),
    -- browser, api
    kind text not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_by_person on session (person_id);

-- One-time links in letters: to set a password, to confirm an address.
create table one_time_link (
    token_hash text primary key,
    person_id text not null references person (id),
    purpose text not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index one_time_link_by_person on one_time_link (person_id, purpose);
