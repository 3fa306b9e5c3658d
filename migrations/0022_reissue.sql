-- In a course that two officers decide, a certificate is replaced by two as well: what the first
-- asked for waits here until another officer asks for the same.
create table certificate_reissue (
    number text primary key references certificate (number),
    asked_by text not null references person (id),
    asked_at timestamptz not null,
    reason text not null,
    -- fingerprint of what would be printed: the second officer confirms just that
    mark text not null
);
