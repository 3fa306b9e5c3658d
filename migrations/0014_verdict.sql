-- How officers decide together: the thread, claims and leave, two officers, the rule, the sample.

-- Four eyes: who approved first. The request stays pending until somebody else approves too.
alter table certificate_request add column first_approved_by text references person (id);
alter table certificate_request add column first_approved_at timestamptz;
create index certificate_request_decided on certificate_request (decided_by, decided_at);

-- All that was said and decided about the certificate of one enrolment, through every request.
create table certificate_message (
    id text primary key,
    enrolment_id text not null references enrolment (id),
    request_id text not null references certificate_request (id),
    -- said, returned, rejected, approved, first_approved, undone, handed_over (officers alone see it)
    kind text not null,
    -- officer, learner, rule
    side text not null,
    author_id text references person (id),
    reason_code text,
    body text not null,
    at timestamptz not null
);
create index certificate_message_thread on certificate_message (enrolment_id, id);

-- What was decided before there were threads opens them.
insert into certificate_message (id, enrolment_id, request_id, kind, side, author_id, reason_code, body, at)
select id || '-0', enrolment_id, id, state, 'officer', decided_by, reason_code, coalesce(reason, ''), decided_at
from certificate_request where state <> 'pending' and decided_at is not null;

-- When an officer is away and who stands in; days in Bangkok, both included.
create table officer_leave (
    id text primary key,
    person_id text not null references person (id),
    stand_in_id text not null references person (id),
    first_day text not null,
    last_day text not null,
    entered_at timestamptz not null,
    ended_at timestamptz
);
-- One leave at a time; one whose last day has passed is ended when the next is entered.
create unique index officer_leave_once on officer_leave (person_id) where ended_at is null;

-- How the certificates of a course are decided; a course without a row is decided by one officer.
create table certificate_policy (
    course_id text primary key references course (id),
    -- rule, officer, four_eyes: each stricter than the one before
    mode text not null,
    changed_at timestamptz not null,
    changed_by text not null references person (id),
    -- something less strict that one officer asked for, until another confirms it
    wanted_mode text,
    wanted_at timestamptz,
    wanted_by text references person (id)
);

-- Which evidence an officer has opened, the last time: what a bulk approval's sample is held against.
create table evidence_view (
    request_id text not null references certificate_request (id),
    person_id text not null references person (id),
    at timestamptz not null,
    primary key (request_id, person_id)
);
