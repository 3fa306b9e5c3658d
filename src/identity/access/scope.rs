//! What a personal token may do: one table from method and path to a scope; what it lacks is refused.

use poem::http::Method;

use crate::error::{Error, Result};

/// What a personal token can be for. It never reaches further than its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// See courses, one's enrolments, progress and certificates.
    LearningRead,
    /// Enrol, record progress, answer quizzes, ask for certificates.
    LearningWrite,
    /// See the queue of certificate requests; deciding is for people.
    CertificatesReview,
    /// See domains with their accounts and DNS, and the agency's requests.
    WorkdRead,
    /// Make, change and end accounts, aliases and groups.
    WorkdManage,
    /// See who one is.
    AccountRead,
}

impl Scope {
    /// Every scope, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::LearningRead,
        Self::LearningWrite,
        Self::CertificatesReview,
        Self::WorkdRead,
        Self::WorkdManage,
        Self::AccountRead,
    ];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::LearningRead => "learning:read",
            Self::LearningWrite => "learning:write",
            Self::CertificatesReview => "certificates:review",
            Self::WorkdRead => "workd:read",
            Self::WorkdManage => "workd:manage",
            Self::AccountRead => "account:read",
        }
    }

    /// Key of the sentence that says what it allows.
    pub fn label(self) -> &'static str {
        match self {
            Self::LearningRead => "own-scope-learning-read",
            Self::LearningWrite => "own-scope-learning-write",
            Self::CertificatesReview => "own-scope-certificates-review",
            Self::WorkdRead => "own-scope-workd-read",
            Self::WorkdManage => "own-scope-workd-manage",
            Self::AccountRead => "own-scope-account-read",
        }
    }

    /// The scope with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Scopes as they are kept, with spaces between; a word that is no scope (any more) is none.
    pub fn read_all(text: &str) -> Vec<Self> {
        text.split(' ').filter_map(Self::from_code).collect()
    }
}

/// How something is asked of the API.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// `GET` and `HEAD`.
    Read,
    /// Everything else.
    Write,
}
use How::{Read, Write};

/// Method, beginning of the path and the scope it needs. The first row that fits decides; `*`
/// stands for one piece of a path, and `None` is for people alone: decisions, budgets, passwords,
/// tokens, sessions, appointments. What no row fits is refused as well.
const TABLE: &[(How, &str, Option<Scope>)] = &[
    (Read, "/courses", Some(Scope::LearningRead)),
    (Read, "/enrolments", Some(Scope::LearningRead)),
    (Write, "/enrolments", Some(Scope::LearningWrite)),
    (Read, "/attempts", Some(Scope::LearningRead)),
    (Write, "/attempts", Some(Scope::LearningWrite)),
    (Read, "/certificates/*/replacement", None),
    (Read, "/certificates", Some(Scope::LearningRead)),
    (Write, "/certificates/*/disclosure", Some(Scope::LearningRead)),
    (Write, "/certificate-comparisons", Some(Scope::LearningRead)),
    (Read, "/certificate-requests", Some(Scope::CertificatesReview)),
    (Read, "/certificate-request-views", Some(Scope::CertificatesReview)),
    (Read, "/certificate-promise", Some(Scope::CertificatesReview)),
    (Write, "/certificates/*/renewal", Some(Scope::LearningWrite)),
    (Read, "/me/enrolments", Some(Scope::LearningRead)),
    (Read, "/me/history", Some(Scope::LearningRead)),
    (Read, "/me/sessions", None),
    (Read, "/me/tokens", None),
    (Read, "/workd/domains/*/tokens", None),
    (Read, "/workd/domains/*/accounts/*/app-passwords", None),
    (Read, "/workd/domains", Some(Scope::WorkdRead)),
    (Read, "/workd/requests", Some(Scope::WorkdRead)),
    (Read, "/workd/holidays", Some(Scope::WorkdRead)),
    (Read, "/workd/holiday-years", Some(Scope::WorkdRead)),
    (Write, "/workd/domains/*/accounts/*/app-passwords", None),
    (Write, "/workd/domains/*/accounts/*/password-resets", None),
    (Write, "/workd/domains/*/accounts", Some(Scope::WorkdManage)),
    (Write, "/workd/domains/*/aliases", Some(Scope::WorkdManage)),
    (Write, "/workd/domains/*/groups", Some(Scope::WorkdManage)),
    (Write, "/workd/domains/*/imports", Some(Scope::WorkdManage)),
    (Write, "/workd/domains/*/dns-checks", Some(Scope::WorkdManage)),
];

/// Rows for a path itself, without anything below it.
const EXACT: &[(How, &str, Option<Scope>)] = &[(Read, "/me", Some(Scope::AccountRead))];

/// Lets a personal token through to an operation of the API, by its path below `/api/v1`.
///
/// # Errors
/// `Forbidden` where the table has no row, the row is for people alone, or its scope is missing.
pub fn admit_scoped(method: &Method, path: &str, scopes: &[Scope]) -> Result<()> {
    match needed(method, path) {
        Some(scope) if scopes.contains(&scope) => Ok(()),
        _ => Err(Error::Forbidden),
    }
}

/// The scope that an operation needs; `None` where no personal token may do it.
fn needed(method: &Method, path: &str) -> Option<Scope> {
    let how = if matches!(*method, Method::GET | Method::HEAD) { Read } else { Write };
    if let Some((.., scope)) = EXACT.iter().find(|row| row.0 == how && row.1 == path) {
        return *scope;
    }
    TABLE.iter().find(|row| row.0 == how && begins(path, row.1)).and_then(|row| row.2)
}

/// Whether `path` is `start` or lies below it, piece by piece.
fn begins(path: &str, start: &str) -> bool {
    let mut pieces = path.split('/');
    start.split('/').all(|wanted| {
        pieces.next().is_some_and(|piece| piece == wanted || (wanted == "*" && !piece.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(method: &str, path: &str) -> Option<&'static str> {
        needed(&method.parse().unwrap(), path).map(Scope::code)
    }

    #[test]
    fn each_operation_needs_the_scope_of_its_row() {
        let rows = [
            ("GET", "/courses", "learning:read"),
            ("GET", "/courses/data-101", "learning:read"),
            ("GET", "/me/enrolments", "learning:read"),
            ("GET", "/me/history", "learning:read"),
            ("POST", "/enrolments", "learning:write"),
            ("DELETE", "/enrolments/7", "learning:write"),
            ("POST", "/enrolments/7/events", "learning:write"),
            ("PUT", "/attempts/7/answers", "learning:write"),
            ("GET", "/certificates/7/pdf", "learning:read"),
            ("GET", "/certificate-requests", "certificates:review"),
            ("GET", "/workd/domains/a.go.th/accounts", "workd:read"),
            ("POST", "/workd/domains/a.go.th/accounts", "workd:manage"),
            ("PATCH", "/workd/domains/a.go.th/accounts/kanda", "workd:manage"),
            ("POST", "/workd/domains/a.go.th/dns-checks", "workd:manage"),
            ("GET", "/me", "account:read"),
        ];
        for (method, path, scope) in rows {
            assert_eq!(need(method, path), Some(scope), "{method} {path}");
        }
    }

    #[test]
    fn what_is_for_people_alone_no_token_opens() {
        let rows = [
            ("POST", "/certificate-requests/7/decision"),
            ("POST", "/certificate-request-decisions"),
            ("GET", "/certificate-request-decisions"),
            ("POST", "/certificate-request-reopenings"),
            ("POST", "/certificates/7/revocation"),
            ("POST", "/workd/requests/7/decision"),
            ("POST", "/workd/requests/7/submission"),
            ("PUT", "/workd/budget"),
            ("GET", "/workd/budget"),
            ("POST", "/sessions"),
            ("DELETE", "/sessions/current"),
            ("GET", "/me/sessions"),
            ("DELETE", "/me/sessions/7"),
            ("GET", "/me/tokens"),
            ("POST", "/me/tokens"),
            ("PUT", "/me/password"),
            ("PUT", "/me"),
            ("POST", "/me/email-changes"),
            ("POST", "/me/name-changes"),
            ("GET", "/people/name-changes"),
            ("POST", "/people/name-changes/7/decision"),
            ("POST", "/workd/domains/a.go.th/admins"),
            ("POST", "/workd/domains/a.go.th/suspension"),
            ("GET", "/workd/domains/a.go.th/tokens"),
            ("POST", "/workd/domains/a.go.th/tokens"),
            ("GET", "/workd/domains/a.go.th/accounts/kanda/app-passwords"),
            ("POST", "/workd/domains/a.go.th/accounts/kanda/password-resets"),
            ("GET", "/something/new"),
            ("GET", "/me/something-new"),
            ("GET", "/coursesome"),
            ("GET", "//courses"),
            ("GET", "/"),
            ("GET", ""),
        ];
        for (method, path) in rows {
            assert_eq!(need(method, path), None, "{method} {path}");
            let every = Scope::ALL;
            assert!(admit_scoped(&method.parse().unwrap(), path, &every).is_err());
        }
    }

    #[test]
    fn a_token_has_the_scopes_it_was_given_and_no_other() {
        let scopes = Scope::read_all("learning:read workd:read nonsense");
        assert_eq!(scopes, [Scope::LearningRead, Scope::WorkdRead]);
        assert!(admit_scoped(&Method::GET, "/courses", &scopes).is_ok());
        assert!(admit_scoped(&Method::POST, "/enrolments", &scopes).is_err());
        assert!(admit_scoped(&Method::GET, "/me", &scopes).is_err());
        assert!(Scope::read_all("").is_empty());
    }
}
