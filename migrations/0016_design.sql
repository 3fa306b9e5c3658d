-- How certificates look: designs of course authors in versions, their seals, and which course has which.

create table certificate_design (
    id text primary key,
    -- what authors call it
    name text not null,
    -- the latest of its versions
    version bigint not null,
    changed_at timestamptz not null
);
create index certificate_design_latest on certificate_design (changed_at, id);

-- A version never changes: an edit makes the next one.
create table certificate_design_version (
    design_id text not null references certificate_design (id),
    version bigint not null,
    -- see certificate/design/look.rs
    look jsonb not null,
    made_by text not null references person (id),
    made_at timestamptz not null,
    primary key (design_id, version)
);

-- A seal, opaque and small, by the hash of its file. Certificates name it: it is never deleted.
create table seal_image (
    hash text primary key,
    png bytea not null,
    width bigint not null,
    height bigint not null,
    added_by text not null references person (id),
    added_at timestamptz not null
);

-- A course without a row has the standard design.
create table course_design (
    course_id text primary key references course (id),
    design_id text not null references certificate_design (id),
    chosen_by text not null references person (id),
    chosen_at timestamptz not null
);
create index course_design_by_design on course_design (design_id);
