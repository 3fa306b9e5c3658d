-- What the approval desk filters by, and what a certificate keeps of its making.

-- Copied from the enrolment and the person when somebody asks: a filter must not join a million rows.
alter table certificate_request add column course_id text references course (id);
alter table certificate_request add column agency_id text references agency (id);
-- Codes of what an officer should look at, worked out when it was asked; see certificate/desk/flag.rs.
alter table certificate_request add column flags jsonb;
alter table certificate_request add column flagged boolean not null default false;
-- Who works on it.
alter table certificate_request add column claimed_by text references person (id);
alter table certificate_request add column claimed_at timestamptz;
-- officer, or rule: approved by the course's rule without an officer
alter table certificate_request add column decided_as text not null default 'officer';
-- Why it was returned or rejected, of a fixed list; the text beside it says more.
alter table certificate_request add column reason_code text;

update certificate_request set
    course_id = (select course_id from enrolment where enrolment.id = certificate_request.enrolment_id),
    agency_id = (select agency_id from person where person.id = certificate_request.person_id);

alter table certificate add column course_id text references course (id);
-- The office of whoever approved it, as it was called on the day.
alter table certificate add column office text not null default '';
alter table certificate add column decided_as text not null default 'officer';
-- How it is drawn: the template as it was on the day; none: the standard one.
alter table certificate add column design jsonb;
-- Why it was revoked, of a fixed list: error, fraud, replaced, undone, other
alter table certificate add column revocation_code text;
-- The number of the certificate in whose place it was issued.
alter table certificate add column replaces text;

update certificate set course_id = (select course_id from enrolment where enrolment.id = certificate.enrolment_id);

-- One that was revoked stays findable beside the one that took its place.
drop index certificate_once;
create unique index certificate_current on certificate (enrolment_id) where revoked_at is null;
create index certificate_by_enrolment on certificate (enrolment_id, issued_at);
create index certificate_by_course on certificate (course_id, issued_at, number);
