-- Roles by invitation, and two accounts of one person made one.

-- An appointment says who granted it, who confirmed it last, and why it ended.
alter table membership add column granted_by text references person (id);
alter table membership add column confirmed_at timestamptz;
alter table membership add column confirmed_by text references person (id);
alter table membership add column ended_by text references person (id);
alter table membership add column end_reason text;
create index membership_by_role on membership (role, ended_at);

-- A role offered by letter; it is granted when the invited person accepts.
create table invitation (
    id text primary key,
    -- of the newest letter; the token itself is in the letter alone
    token_hash text not null,
    email text not null,
    prefix text not null,
    first_name text not null,
    last_name text not null,
    role text not null,
    agency_id text references agency (id),
    -- null: from the command line
    invited_by text references person (id),
    invited_at timestamptz not null,
    sent_at timestamptz not null,
    expires_at timestamptz not null,
    person_id text references person (id),
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_by text references person (id)
);
create unique index invitation_token on invitation (token_hash);
create unique index invitation_open on invitation (email, role, coalesce(agency_id, ''))
    where accepted_at is null and withdrawn_at is null;
create index invitation_by_agency on invitation (agency_id, id);

-- A closed account cannot be logged in to; its address stays taken, as a former address.
alter table person add column closed_at timestamptz;
alter table person add column merged_into text;

-- Two accounts of one person, made one by an officer.
create table merge (
    id text primary key,
    from_person text not null references person (id),
    into_person text not null references person (id),
    reason text not null,
    merged_by text not null references person (id),
    merged_at timestamptz not null,
    undone_by text references person (id),
    undone_at timestamptz
);
create index merge_by_time on merge (merged_at);
create index merge_by_from on merge (from_person);
create index merge_by_into on merge (into_person);

-- Every row that a merge touched: whose it was, whose it is, and what stood in it before and after
-- where more than its owner changed.
create table merge_move (
    id text primary key,
    merge_id text not null references merge (id),
    table_name text not null,
    row_id text not null,
    from_owner text not null,
    into_owner text not null,
    before_merge jsonb,
    after_merge jsonb
);
create index merge_move_by_merge on merge_move (merge_id, id);
