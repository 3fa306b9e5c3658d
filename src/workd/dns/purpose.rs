//! What a record is for, and what can be said of it.

/// Whose zone a domain lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A domain of the agency's own, such as `agency.go.th`: the agency enters its records.
    Own,
    /// A name under the operator's zone, such as `agency.mail.go.th`: we publish its records.
    Government,
}

/// What a record of a mail domain is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Proves that the agency rules the domain.
    Ownership,
    /// Where letters to the domain go.
    Mx,
    /// Which servers may send for it (RFC 7208).
    Spf,
    /// The key that signs its letters (RFC 6376).
    Dkim,
    /// What receivers do with letters that fail (RFC 7489).
    Dmarc,
    /// Others must encrypt towards us (RFC 8461).
    MtaSts,
    /// Where others report failed encryption (RFC 8460).
    TlsRpt,
    /// How mail programs find our servers (RFC 6186, RFC 8314).
    Autoconfig,
}

impl Purpose {
    /// Every purpose, in the order a page shows them.
    pub const ALL: [Self; 8] = [
        Self::Ownership,
        Self::Mx,
        Self::Spf,
        Self::Dkim,
        Self::Dmarc,
        Self::MtaSts,
        Self::TlsRpt,
        Self::Autoconfig,
    ];

    /// Its name in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ownership => "ownership",
            Self::Mx => "mx",
            Self::Spf => "spf",
            Self::Dkim => "dkim",
            Self::Dmarc => "dmarc",
            Self::MtaSts => "mta_sts",
            Self::TlsRpt => "tls_rpt",
            Self::Autoconfig => "autoconfig",
        }
    }

    /// The purpose of a name in the API.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }

    /// Whether a domain of this kind cannot open before the record is right; the others advise.
    pub fn holds_up_opening(self, kind: Kind) -> bool {
        match self {
            Self::Ownership => kind == Kind::Own,
            Self::Mx | Self::Spf | Self::Dkim | Self::Dmarc => true,
            Self::MtaSts | Self::TlsRpt | Self::Autoconfig => false,
        }
    }
}

/// What was found, set beside what was wanted; the worse is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It does what it should.
    Ok,
    /// Nothing is known: no server of the zone answered as one. Changes nothing that was known.
    Unreachable,
    /// A server of the zone says that there is nothing.
    Missing,
    /// There is something else.
    Wrong,
    /// It contradicts something else that is there.
    Conflict,
}

impl State {
    /// Its name in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
            Self::Conflict => "conflict",
            Self::Unreachable => "unreachable",
        }
    }
}
