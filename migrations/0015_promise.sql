-- The promised two days reminded and measured, holidays with their history, certificates that end.

-- Who was told of a request's due time, once each: officers before it and at it, the learner after it.
alter table certificate_request add column due_soon_told_at timestamptz;
alter table certificate_request add column overdue_told_at timestamptz;
alter table certificate_request add column apologised_at timestamptz;
create index certificate_request_due_soon on certificate_request (due_at)
    where state = 'pending' and due_soon_told_at is null;
create index certificate_request_due_now on certificate_request (due_at)
    where state = 'pending' and overdue_told_at is null;
create index certificate_request_late on certificate_request (due_at)
    where state = 'pending' and apologised_at is null;

-- How long decisions took: a row for each month in Bangkok, course and hour begun. The median and
-- every other share follow from it, however many requests there were.
create table promise_tally (
    -- YYYY-MM
    month text not null,
    course_id text not null references course (id),
    -- hours begun from the asking to the decision: 48 is the last one in time
    hour bigint not null,
    decided bigint not null,
    in_time bigint not null,
    -- decided by the course's rule
    by_rule bigint not null,
    primary key (month, course_id, hour)
);

-- What is to be added to the tally: 1 for a decision, -1 for one that was taken back. Only written by
-- the deciding transaction, never changed, so that officers do not wait for each other.
create table promise_change (
    id text primary key,
    month text not null,
    course_id text not null references course (id),
    hour bigint not null,
    decided bigint not null,
    in_time bigint not null,
    by_rule bigint not null
);

-- Decisions from before there was a tally; the round counts them and takes them out.
create table promise_uncounted (request_id text primary key references certificate_request (id));
insert into promise_uncounted (request_id)
    select id from certificate_request where decided_at is not null and course_id is not null;

-- The day for which a substitution day stands, ISO.
alter table holiday add column substitutes_for text;
alter table holiday add column version bigint not null default 1;

-- Every state a holiday ever had, and why it was given.
create table holiday_version (
    day text not null,
    region text not null,
    version bigint not null,
    -- shipped, added, changed, removed
    act text not null,
    name_th text not null,
    name_en text not null,
    kind text not null,
    source text not null,
    substitutes_for text,
    why text not null,
    made_by text references person (id),
    made_at timestamptz not null,
    primary key (day, region, version)
);
create index holiday_version_latest on holiday_version (made_at, day);
insert into holiday_version (day, region, version, act, name_th, name_en, kind, source, why, made_by,
        made_at)
    select day, region, 1, case when added_by is null then 'shipped' else 'added' end, name_th, name_en,
        kind, source, '', added_by, added_at
    from holiday;

-- The last of 60, 14 and 0 days before its end of which the holder was told.
alter table certificate add column reminded_days bigint;
create index certificate_by_end on certificate (valid_until)
    where revoked_at is null and valid_until is not null;

-- Who renews takes the course again; the earlier taking is set aside as `renewed` and stays.
drop index enrolment_once;
create unique index enrolment_once on enrolment (person_id, course_id) where state <> 'renewed';
create index enrolment_by_person on enrolment (person_id, last_seen_at);
