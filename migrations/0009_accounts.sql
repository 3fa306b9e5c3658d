-- A person's own account: known devices, sessions one can see, changes of name and of address.

-- Device cookies given before this instant count no longer: everything was logged out then.
alter table person add column devices_from timestamptz;
-- When a browser first logged in; a letter about the very first would tell its owner nothing.
alter table person add column first_device_at timestamptz;
update person set first_device_at = created_at where id in (select person_id from session);

-- Sessions from before they had an id of their own.
update session set id = substr(token_hash, 1, 26) where id is null;

-- A verified name comes from the card: another one is asked for, and an officer decides.
create table name_change (
    id text primary key,
    person_id text not null references person (id),
    prefix text not null,
    first_name text not null,
    last_name text not null,
    -- the full name until then
    old_name text not null,
    -- why, in the person's words
    reason text not null,
    -- pending, approved, rejected, withdrawn
    state text not null,
    asked_at timestamptz not null,
    decided_at timestamptz,
    decided_by text references person (id),
    decision_reason text
);
create unique index name_change_pending on name_change (person_id) where state = 'pending';
create index name_change_queue on name_change (state, id);
create index name_change_by_person on name_change (person_id, id);

-- A new address counts when its mailbox answered, and the old one agreed or kept silent long enough.
create table email_change (
    id text primary key,
    person_id text not null references person (id),
    new_email text not null,
    asked_at timestamptz not null,
    -- id of the session that asked; it alone goes on when the change is made
    session_id text,
    confirmed_at timestamptz,
    approved_at timestamptz,
    -- waiting, done, refused, cancelled, expired, taken
    state text not null,
    ended_at timestamptz
);
create unique index email_change_waiting on email_change (person_id) where state = 'waiting';
create index email_change_by_person on email_change (person_id, id);
