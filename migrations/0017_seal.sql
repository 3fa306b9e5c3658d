-- The files of certificates: the same bytes each time one is printed.

-- Whoever signed for this installation, now or earlier. Never deleted: files are checked for decades.
create table certificate_signer (
    -- SHA-256 of the signer's certificate, in hexadecimal
    fingerprint text primary key,
    -- what that certificate calls its subject
    name text not null,
    -- PEM, the signer's first
    chain text not null,
    first_used_at timestamptz not null
);

-- One file of a certificate. It is drawn again at each printing, the signature put into its place.
create table certificate_edition (
    number text not null references certificate (number),
    -- 1, and one more when the drawing has changed or a key has come
    edition bigint not null,
    -- of the whole file, in hexadecimal
    sha256 text not null,
    -- bytes of the whole file
    size bigint not null,
    -- which drawing it was; see certificate/pdf.rs
    drawing bigint not null,
    -- as the file says that it was signed
    made_at timestamptz not null,
    -- bytes kept free for the signature
    room bigint not null,
    -- CMS with its time stamp; none: unsigned
    signature bytea,
    signer text references certificate_signer (fingerprint),
    signer_name text,
    -- the Open Badges credential inside, as it was on the day
    credential text,
    primary key (number, edition)
);

create unique index certificate_edition_by_sha256 on certificate_edition (sha256);
