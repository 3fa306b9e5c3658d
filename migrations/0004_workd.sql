-- workD: an agency's request, its domain, the mail accounts, and the views that mail servers read.

-- Series of numbers that people read aloud, such as WD-2569-0001.
create table number_series (
    name text primary key,
    last bigint not null
);

-- Government holidays. DGA's clock counts the national ones alone.
create table holiday (
    -- ISO, in the common era
    day text not null,
    -- national, or a region's code
    region text not null,
    name_th text not null,
    name_en text not null,
    -- fixed, lunar, substitute, cabinet
    kind text not null,
    source text not null,
    added_by text references person (id),
    added_at timestamptz not null,
    primary key (day, region)
);

create table domain (
    id text primary key,
    -- A-label, lower case
    name text not null,
    -- mail_go_th, own
    kind text not null,
    agency_id text not null references agency (id),
    -- awaiting_dns, ready, open, suspended, closed
    state text not null,
    -- hosted, relay
    hosting text not null,
    -- for a relay: smtp:[host]:25
    next_hop text,
    granted_mail_accounts bigint not null,
    granted_conference_accounts bigint not null,
    default_quota_mb bigint not null,
    -- where an account holder may forward to: none, government, anywhere
    forwarding text not null,
    ownership_token text not null,
    created_at timestamptz not null,
    ready_at timestamptz,
    -- one working day after ready
    open_due_at timestamptz,
    opened_at timestamptz,
    suspended_at timestamptz,
    suspended_by text references person (id),
    -- breach, unlawful, security, agency_request, cancelled
    suspension_code text,
    suspension_reason text,
    -- ISO day from which the suspension counts, may lie in the past (clause 4.5)
    suspension_effective_on text,
    -- after a cancellation: the mailboxes go on that instant
    closes_at timestamptz,
    closed_at timestamptz,
    dns_checked_at timestamptz,
    dns_failures bigint not null,
    -- the state of the records that hold up the opening, as last told to the admin
    dns_told text
);
-- A name belongs to one agency until its domain has been closed for a year.
create unique index domain_name on domain (name) where state <> 'closed';
create index domain_by_agency on domain (agency_id, name);

create table request (
    id text primary key,
    number text not null,
    -- open, change, cancel
    kind text not null,
    -- draft, under_review, returned, waiting, awaiting_dns, ready, rejected, withdrawn, done
    state text not null,
    person_id text not null references person (id),
    -- the agency it is filed for, once known from the directory
    agency_id text references agency (id),
    -- the domain it concerns, or made
    domain_id text references domain (id),
    -- every field of the form as text, by its name; the citizen id is apart
    form jsonb not null,
    agency_name text not null,
    citizen_id_sealed bytea,
    citizen_id_key bigint,
    citizen_id_masked text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    submitted_at timestamptz,
    -- ISO day on which it counts as received
    received_on text,
    -- five working days; null while the calendar cannot say
    due_at timestamptz,
    decided_at timestamptz,
    decided_by text references person (id),
    reason text,
    -- fields to mend: [{"field": …, "text": …}]
    to_mend jsonb not null,
    granted_mail_accounts bigint,
    granted_conference_accounts bigint,
    identity_how text,
    identity_by text references person (id),
    identity_at timestamptz
);
create unique index request_number on request (number);
create index request_queue on request (state, due_at, id);
create index request_by_person on request (person_id, id);
create index request_by_agency on request (agency_id, id);
create index request_by_domain on request (domain_id, id);

-- What happened to a request, for its timeline and for the measured waits.
create table request_event (
    id text primary key,
    request_id text not null references request (id),
    at timestamptz not null,
    person_id text references person (id),
    -- created, submitted, returned, waiting, approved, rejected, withdrawn, file_added, dns_ready, opened
    act text not null,
    note text
);
create index request_event_by_request on request_event (request_id, id);

-- Scans of the signed form and letters, kept by their content.
create table request_file (
    id text primary key,
    request_id text not null references request (id),
    -- signed_form, letter, attachment
    kind text not null,
    name text not null,
    media_type text not null,
    bytes bigint not null,
    content_hash text not null,
    -- upload, mail
    came_by text not null,
    added_by text references person (id),
    letter_id text,
    added_at timestamptz not null
);
create unique index request_file_once on request_file (request_id, content_hash);

-- Letters that came in; the letter itself is a file by its content.
create table inbound_letter (
    id text primary key,
    received_at timestamptz not null,
    content_hash text not null,
    message_id text,
    from_address text,
    from_name text not null,
    subject text not null,
    bytes bigint not null,
    attachments bigint not null,
    -- matched, unmatched, automatic, settled
    state text not null,
    request_id text references request (id),
    settled_by text references person (id),
    settled_at timestamptz
);
create unique index inbound_letter_once on inbound_letter (content_hash);
create index inbound_letter_by_state on inbound_letter (state, id);

-- How many accounts the platform may give out, each change a row.
create table budget (
    id text primary key,
    at timestamptz not null,
    set_by text references person (id),
    mail_accounts bigint not null,
    conference_accounts bigint not null,
    note text not null
);

-- The keys that sign a domain's letters. The private key is sealed.
create table dkim_key (
    id text primary key,
    domain_id text not null references domain (id),
    selector text not null,
    public_key text not null,
    private_sealed bytea not null,
    private_key bigint not null,
    -- published, active, retired, removed
    state text not null,
    created_at timestamptz not null,
    active_at timestamptz,
    retired_at timestamptz
);
create unique index dkim_key_selector on dkim_key (domain_id, selector);

-- How each purpose of a domain's DNS stands, as last seen.
create table dns_record (
    domain_id text not null references domain (id),
    purpose text not null,
    state text not null,
    -- the records as judged, for the page
    judged jsonb not null,
    checked_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (domain_id, purpose)
);

-- Every look at the DNS of a domain, as evidence.
create table dns_check (
    id text primary key,
    domain_id text not null references domain (id),
    at timestamptz not null,
    asked_by text references person (id),
    -- purpose to state
    states jsonb not null
);
create index dns_check_by_domain on dns_check (domain_id, id);

-- Records of the demonstration's own DNS; empty in a server without --demo.
create table demo_dns_record (
    name text not null,
    kind text not null,
    value text not null,
    primary key (name, kind, value)
);

create table account (
    id text primary key,
    domain_id text not null references domain (id),
    local_part text not null,
    address text not null,
    -- user, saraban
    kind text not null,
    first_name text not null,
    last_name text not null,
    first_name_en text,
    last_name_en text,
    sort_key bytea not null,
    recovery_email text,
    quota_bytes bigint not null,
    -- invited, active, suspended, deleted
    state text not null,
    -- what a letter to a suspended account meets: reject, defer, keep
    when_suspended text not null,
    password_hash text,
    identity_how text not null,
    identity_by text references person (id),
    identity_on text not null,
    created_at timestamptz not null,
    created_by text references person (id),
    suspended_at timestamptz,
    suspension_reason text,
    deleted_at timestamptz,
    purge_at timestamptz,
    used_bytes bigint,
    used_at timestamptz,
    last_login_at timestamptz
);
create unique index account_address on account (address);
create index account_by_domain on account (domain_id, state, local_part);
create index account_by_name on account (domain_id, sort_key);

-- Other names of accounts, groups, and forwardings: one row for each destination.
create table alias (
    id text primary key,
    domain_id text not null references domain (id),
    address text not null,
    destination text not null,
    -- alias, group, forwarding
    kind text not null,
    -- what a group is called
    title text not null,
    enabled boolean not null,
    may_send boolean not null,
    created_at timestamptz not null
);
create unique index alias_once on alias (address, destination);
create index alias_by_destination on alias (destination);
create index alias_by_domain on alias (domain_id, kind, address);

create table app_password (
    id text primary key,
    account_id text not null references account (id),
    -- the first six characters of the secret
    key_id text not null,
    password_hash text not null,
    name text not null,
    -- imap,smtp with commas between
    services text not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);
create unique index app_password_key on app_password (key_id);
create index app_password_by_account on app_password (account_id, id);

-- One-time links to choose the password of a mail account.
create table account_link (
    token_hash text primary key,
    account_id text not null references account (id),
    -- activation, reset
    purpose text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index account_link_by_account on account_link (account_id);

-- Who is logged in to the page of a mail account.
create table account_session (
    token_hash text primary key,
    account_id text not null references account (id),
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
);
create index account_session_by_account on account_session (account_id);

-- Servers of agencies that may send through ours.
create table relay_client (
    id text primary key,
    domain_id text not null references domain (id),
    client text not null,
    enabled boolean not null,
    created_at timestamptz not null
);
create unique index relay_client_once on relay_client (client);

-- Routes by which some senders' letters leave.
create table smarthost (
    id text primary key,
    domain_id text not null references domain (id),
    sender text not null,
    nexthop text not null,
    credentials text not null,
    enabled boolean not null
);
create unique index smarthost_sender on smarthost (sender);

-- The review of a domain's accounts, twice a year (clause 4.1).
create table account_review (
    id text primary key,
    domain_id text not null references domain (id),
    due_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    finished_by text references person (id),
    kept bigint,
    suspended bigint
);
create index account_review_by_domain on account_review (domain_id, due_at);

-- A bulk import: what was sent, how far it is, what came of it.
create table account_import (
    id text primary key,
    domain_id text not null references domain (id),
    person_id text not null references person (id),
    dry_run boolean not null,
    -- waiting, running, done, refused
    state text not null,
    content_hash text not null,
    attested boolean not null,
    done_rows bigint not null,
    total_rows bigint not null,
    outcome jsonb,
    created_at timestamptz not null,
    finished_at timestamptz
);
create index account_import_by_domain on account_import (domain_id, id);

-- Acts on one mail server's sessions that are repeated until the server has answered.
create table session_end (
    address text primary key,
    since timestamptz not null
);

-- A token may be bound to one domain, and a person's appointment may be the main one.
alter table session add column domain_id text;
alter table session add column name text;
alter table membership add column main boolean;
create unique index membership_main on membership (agency_id) where main and ended_at is null;

-- What mail servers may read; names and columns are a promise, see "Put real mail behind it".

create view mail_domains as
    select name as domain from domain
    where hosting = 'hosted' and state in ('ready', 'open', 'suspended');

create view mail_pending_domains as
    select name as domain, '450 4.3.2 Mail for this domain is not open yet' as action
    from domain where hosting = 'hosted' and state in ('awaiting_dns', 'ready');

create view mail_accounts as
    select a.address, a.local_part, d.name as domain, '{ARGON2ID}' || a.password_hash as password,
           a.quota_bytes,
           case when a.state = 'active' and d.state = 'open' and a.password_hash is not null
                then 1 else 0 end as login_enabled,
           case when a.state in ('invited', 'active') and d.state in ('ready', 'open') then 'OK'
                when a.when_suspended = 'keep' then 'OK'
                when a.when_suspended = 'defer' then '450 4.2.1 Mailbox temporarily disabled'
                else '550 5.2.1 Mailbox disabled' end as rcpt_action
    from account a join domain d on d.id = a.domain_id
    where a.state <> 'deleted' and d.hosting = 'hosted' and d.state in ('ready', 'open', 'suspended');

create view mail_aliases as
    select address, address as destination from mail_accounts
    union all
    select s.address, s.destination
    from alias s
    left join account a on a.address = s.destination
    left join domain d on d.id = a.domain_id
    where s.enabled and (a.id is null
        or (a.state <> 'deleted' and a.when_suspended <> 'reject')
        or (a.state in ('invited', 'active') and d.state in ('ready', 'open')));

create view mail_senders as
    select address as sender, address as login from mail_accounts where login_enabled = 1
    union all
    select s.address, s.destination from alias s join mail_accounts m on m.address = s.destination
    where s.enabled and s.may_send and m.login_enabled = 1;

create view mail_app_passwords as
    select m.address, p.key_id, '{ARGON2ID}' || p.password_hash as password,
           ',' || p.services || ',' as services
    from app_password p
    join account a on a.id = p.account_id
    join mail_accounts m on m.address = a.address
    where p.revoked_at is null and m.login_enabled = 1;

create view mail_relay_domains as
    select name as domain, next_hop as transport from domain
    where hosting = 'relay' and state = 'open';

create view mail_relay_clients as
    select r.client, 'OK' as action from relay_client r join domain d on d.id = r.domain_id
    where r.enabled and d.state = 'open';

create view mail_smarthosts as
    select s.sender, s.nexthop, s.credentials from smarthost s join domain d on d.id = s.domain_id
    where s.enabled and d.state = 'open';
