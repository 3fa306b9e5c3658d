-- An identity that can be trusted: what was found is kept as facts, and sessions know how they began.

-- Codes, ids and instants (which source, which result, which officer, which desk), never values.
alter table verification_check add column facts jsonb;

-- A second proof given in this session, and how; older than a few minutes it is asked for again
-- before what cannot be taken back.
alter table session add column second_proof_at timestamptz;
alter table session add column second_proof text;
-- What the browser said of itself, cut short, so that its owner knows it again.
alter table session add column device text;
-- A personal token's scopes, separated by spaces; null: everything its person may do.
alter table session add column scopes text;
-- An id that may be shown, to end a session by; the token's hash is not.
alter table session add column id text;
create unique index session_id on session (id);
