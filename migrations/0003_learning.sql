-- Courses and what people do with them.

create table course (
    id text primary key,
    slug text not null,
    current_version_id text not null,
    -- words of title, summary and lessons, folded, for the catalogue's search
    search_text text not null,
    sort_key bytea not null,
    published_at timestamptz not null
);
create unique index course_slug on course (slug);

create table course_version (
    id text primary key,
    course_id text not null references course (id),
    number bigint not null,
    content_hash text not null,
    content jsonb not null,
    imported_at timestamptz not null
);
create unique index course_version_once on course_version (course_id, content_hash);

create table enrolment (
    id text primary key,
    person_id text not null references person (id),
    course_id text not null references course (id),
    version_id text not null references course_version (id),
    -- active, completed, left
    state text not null,
    percent bigint not null,
    credited_seconds bigint not null,
    score_percent bigint,
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    completed_at timestamptz
);
create unique index enrolment_once on enrolment (person_id, course_id);
create index enrolment_by_course on enrolment (course_id, state);

create table progress (
    enrolment_id text not null references enrolment (id),
    lesson_id text not null,
    -- started, done
    state text not null,
    percent bigint not null,
    -- watched milliseconds of the film and pages read, as ranges [from, to)
    watched jsonb not null,
    pages jsonb not null,
    -- spells of the wall clock spent here, in seconds since 1970, as ranges [from, to)
    spent jsonb not null,
    -- where to go on: seconds of the film, or the page
    resume bigint not null,
    score_percent bigint,
    opened_at timestamptz not null,
    done_at timestamptz,
    primary key (enrolment_id, lesson_id)
);

-- Which sequence numbers of each browser's event log have arrived, as ranges [from, to).
create table progress_client (
    enrolment_id text not null references enrolment (id),
    client text not null,
    received jsonb not null,
    -- the latest event: the time from it to the next one is time spent
    latest jsonb not null,
    primary key (enrolment_id, client)
);

-- The events themselves, as they came; progress can be rebuilt from them.
create table progress_post (
    id text primary key,
    enrolment_id text not null references enrolment (id),
    client text not null,
    events jsonb not null,
    received_at timestamptz not null
);
create index progress_post_by_enrolment on progress_post (enrolment_id, id);

create table attempt (
    id text primary key,
    enrolment_id text not null references enrolment (id),
    lesson_id text not null,
    number bigint not null,
    -- ids of the questions drawn, each with its choices in the order shown
    drawn jsonb not null,
    answers jsonb not null,
    started_at timestamptz not null,
    submitted_at timestamptz,
    score_percent bigint,
    passed boolean
);
create unique index attempt_number on attempt (enrolment_id, lesson_id, number);
create unique index attempt_open on attempt (enrolment_id, lesson_id) where submitted_at is null;

create table certificate_request (
    id text primary key,
    enrolment_id text not null references enrolment (id),
    person_id text not null references person (id),
    -- pending, approved, returned, rejected
    state text not null,
    requested_at timestamptz not null,
    due_at timestamptz not null,
    decided_at timestamptz,
    decided_by text references person (id),
    reason text
);
create unique index certificate_request_open on certificate_request (enrolment_id) where state = 'pending';
create index certificate_request_queue on certificate_request (state, due_at, id);
create index certificate_request_by_person on certificate_request (person_id, id);
create index certificate_request_by_enrolment on certificate_request (enrolment_id, id);

-- Everything that is printed, as it was on the day: a later change of name or course changes nothing here.
create table certificate (
    number text primary key,
    request_id text not null references certificate_request (id),
    enrolment_id text not null references enrolment (id),
    person_id text not null references person (id),
    document_title text not null,
    full_name text not null,
    course_title text not null,
    course_title_en text not null,
    minutes bigint not null,
    score_percent bigint,
    issued_at timestamptz not null,
    -- ISO dates in Bangkok
    issued_on text not null,
    valid_until text,
    revoked_at timestamptz,
    revoked_by text references person (id),
    revocation_reason text
);
create unique index certificate_once on certificate (enrolment_id);
create index certificate_by_person on certificate (person_id, issued_at);
