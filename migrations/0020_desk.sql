-- What was asked again leaves the queue of what was returned, what waits for a second officer is found
-- at once, and the first hour of a wait is measured by the minute.

-- Whether the learner asked again after this one was decided.
alter table certificate_request add column asked_again boolean not null default false;
update certificate_request set asked_again = true
where state <> 'pending' and exists (
    select 1 from certificate_request later
    where later.enrolment_id = certificate_request.enrolment_id and later.id > certificate_request.id);

-- Both stay small, and hold every column that a filter may ask for.
create index certificate_request_returned on certificate_request
    (state, due_at, id, course_id, agency_id, flagged, asked_again)
    where state = 'returned' and asked_again = false;
create index certificate_request_second on certificate_request
    (state, due_at, id, course_id, agency_id, flagged, first_approved_by)
    where state = 'pending' and first_approved_by is not null;

-- A wait is kept as minutes begun within its first hour, and from then on as the last minute of the
-- hour begun: 60, 120, 180. What was counted by the hour stays at the end of that hour. Each sum
-- steps aside before it takes its new place, so that no two ever stand at one.
alter table promise_tally rename column hour to minute;
update promise_tally set minute = -60 * minute;
update promise_tally set minute = -minute;
alter table promise_change rename column hour to minute;
update promise_change set minute = 60 * minute;
