-- Sign-in through an identity provider, ThaID or DGA Digital ID.

-- Somebody was sent to a provider and has not come back yet. It lasts ten minutes and serves once.
create table sign_in (
    -- SHA-256 of the `state` in the address
    id text primary key,
    -- thaid, digital_id
    provider text not null,
    -- SHA-256 of the cookie of the browser that was sent: the way back opens in no other
    browser_hash text not null,
    -- sign_in, link
    purpose text not null,
    -- who was logged in, for link
    person_id text references person (id),
    -- page of this site to go on to
    next text not null,
    -- nonce and PKCE verifier
    sealed bytea not null,
    sealed_key bigint not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sign_in_by_expiry on sign_in (expires_at);

-- What a provider said of somebody who has no account yet, until they have filled in the rest.
-- It lasts half an hour and goes with the account's making.
create table sign_up (
    id text primary key,
    provider text not null,
    browser_hash text not null,
    next text not null,
    -- citizen id, names, birth date, level
    sealed bytea not null,
    sealed_key bigint not null,
    expires_at timestamptz not null
);
create index sign_up_by_expiry on sign_up (expires_at);
