-- Certificates in the place of others, and all certificates of a course in one archive.

-- From a revoked one to the one in its place.
create index certificate_by_replaced on certificate (replaces);

-- An archive that an officer asked for; its parts stand sealed in the file store for a day.
create table certificate_bundle (
    id text primary key,
    course_id text not null references course (id),
    asked_by text not null references person (id),
    asked_at timestamptz not null,
    -- first and last day of issue, ISO; none: without bound
    from_day text,
    to_day text,
    -- waiting, ready, expired
    state text not null,
    total bigint not null,
    done bigint not null,
    -- the last certificate in it: where the next part begins
    last_issued_at timestamptz,
    last_number text,
    -- bytes of each part
    parts jsonb not null,
    bytes bigint not null,
    ready_at timestamptz,
    expires_at timestamptz
);
create index certificate_bundle_by_course on certificate_bundle (course_id, asked_at);
create index certificate_bundle_by_state on certificate_bundle (state, expires_at);
