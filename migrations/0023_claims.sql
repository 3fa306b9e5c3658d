-- A claim that lapsed is given back, and the thread says for whom or to whom somebody acted.

-- What was claimed lately, however many requests wait.
create index certificate_request_claimed on certificate_request (state, claimed_at)
    where state = 'pending' and claimed_at is not null;

-- Of what was handed over: to whom. Of everything else that an officer did: for whom they stood in.
alter table certificate_message add column other_id text references person (id);

-- What an officer approved first lately.
create index certificate_request_first on certificate_request (first_approved_by, first_approved_at)
    where state = 'pending' and first_approved_by is not null;
