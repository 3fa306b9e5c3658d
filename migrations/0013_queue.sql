-- The queue of certificate requests: what each filter walks along, and the views that officers save.

-- Every filter of the queue reads its page from one of these in order, however many requests there
-- are. They begin with the state and the columns of the filter, go on with the order of the queue, and
-- end with what else may be asked for, so that no row has to be looked up to be passed over.
create index certificate_request_by_course on certificate_request
    (state, course_id, due_at, id, flagged, claimed_by);
create index certificate_request_by_agency on certificate_request
    (state, agency_id, due_at, id, flagged, claimed_by);
create index certificate_request_by_course_agency on certificate_request
    (state, course_id, agency_id, due_at, id, flagged, claimed_by);
create index certificate_request_by_flagged on certificate_request
    (state, flagged, due_at, id, claimed_by);
-- These hold what waits and what was flagged, and stay small: what was decided without a remark is
-- found along the others.
create index certificate_request_course_flagged on certificate_request
    (state, course_id, flagged, due_at, id, claimed_by)
    where state = 'pending' or flagged = true;
create index certificate_request_agency_flagged on certificate_request
    (state, agency_id, flagged, due_at, id, claimed_by)
    where state = 'pending' or flagged = true;
create index certificate_request_course_agency_flagged on certificate_request
    (state, course_id, agency_id, flagged, due_at, id, claimed_by)
    where state = 'pending' or flagged = true;
create index certificate_request_by_claim on certificate_request
    (state, claimed_by, due_at, id, course_id, agency_id, flagged)
    where state = 'pending';
-- The latest decisions, and whether they kept the promise.
create index certificate_request_by_decision on certificate_request (decided_at, due_at);
create index certificate_by_request on certificate (request_id);

-- Who is looked for by name.
create index person_by_sort_key on person (sort_key, id);
create index person_by_last_name on person (last_name, id);

create table saved_view (
    id text primary key,
    person_id text not null references person (id),
    name text not null,
    -- the filter, as it stands in the address of the page
    query text not null,
    created_at timestamptz not null
);
create unique index saved_view_name on saved_view (person_id, name);
