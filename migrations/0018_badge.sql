-- Certificates as Open Badges 3.0: signed credentials that verifiers elsewhere can check.

-- The keys that sign them. The private key is sealed; the public one stays published for ever,
-- since a badge may be checked in thirty years.
create table badge_key (
    id text primary key,
    -- Multikey, as verifiers read it
    public_key text not null,
    private_sealed bytea not null,
    private_key bigint not null,
    -- active: signs; retired: signed once
    state text not null,
    created_at timestamptz not null,
    retired_at timestamptz
);
create unique index badge_key_active on badge_key (state) where state = 'active';
create index badge_key_sealed_with on badge_key (private_key);

-- One for each certificate, word for word as it was signed on the day.
create table badge (
    number text primary key references certificate (number),
    key_id text not null references badge_key (id),
    -- where its bit stands in the public lists of what was revoked; drawn at random, so that
    -- neighbours in a list tell nothing. Whether it was revoked the certificate alone knows.
    list bigint not null,
    place bigint not null,
    document text not null,
    issued_at timestamptz not null
);
create unique index badge_place on badge (list, place);

create index certificate_revoked on certificate (revoked_at, number) where revoked_at is not null;
