//! Walks all that an SPF record can ask for, and counts it (RFC 7208 section 4.6.4).

use futures_util::future::{BoxFuture, FutureExt};
use hickory_proto::rr::RecordType;

use super::{Fetched, Mechanism, Mistake, Policy, Qualifier, fetch, parse::Spec};
use crate::workd::dns::asking::{Answer, Asker};

/// Look-ups after which counting ends; a record that needs as many is lost anyway.
const ENOUGH: usize = 30;

/// Why every receiver answers permerror.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Problem {
    /// A record further in cannot be read.
    Term { name: String, term: String },
    /// An included name has no SPF record.
    Nothing(String),
    /// An included name has several.
    Several(String),
    /// A name stands in its own includes.
    Loop(String),
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(in super::super) struct Walk {
    /// Look-ups needed when no mechanism matches, the most there can be.
    pub(in super::super) lookups: usize,
    /// Look-ups among them that found nothing.
    pub(in super::super) voids: usize,
    /// Names whose `pass` becomes that of the whole.
    pub(in super::super) included: Vec<String>,
    /// The first thing that makes it a permerror.
    pub(in super::super) problem: Option<Problem>,
    /// Names that no server would tell about.
    pub(in super::super) silent: Vec<String>,
    /// Whether `ptr` is used, which RFC 7208 section 5.5 advises against.
    pub(in super::super) ptr: bool,
    /// Whether a macro keeps a part from being followed.
    pub(in super::super) macros: bool,
}

/// Walks a policy of `domain`.
pub(in super::super) async fn walk(asker: &Asker<'_>, domain: &str, policy: &Policy) -> Walk {
    let mut walk = Walk::default();
    let mut path = vec![domain.to_owned()];
    walk.enter(asker, policy, &mut path, true).await;
    walk
}

impl Walk {
    fn enter<'a>(
        &'a mut self,
        asker: &'a Asker<'_>,
        policy: &'a Policy,
        path: &'a mut Vec<String>,
        passing: bool,
    ) -> BoxFuture<'a, ()> {
        async move {
            let domain = path.last().cloned().unwrap_or_default();
            for (qualifier, mechanism) in &policy.terms {
                if self.lookups >= ENOUGH {
                    return;
                }
                match mechanism {
                    Mechanism::All | Mechanism::Ip(..) => {}
                    Mechanism::Ptr => {
                        self.lookups += 1;
                        self.ptr = true;
                    }
                    Mechanism::Include(spec) => {
                        let passing = passing && *qualifier == Qualifier::Pass;
                        self.descend(asker, spec, path, passing).await;
                    }
                    Mechanism::Exists(spec) => {
                        self.look(asker, spec.name(&domain), RecordType::A).await;
                    }
                    Mechanism::A(spec, _) => {
                        let name = named(spec.as_ref(), &domain);
                        self.look(asker, name, RecordType::A).await;
                    }
                    Mechanism::Mx(spec, _) => {
                        let name = named(spec.as_ref(), &domain);
                        self.look(asker, name, RecordType::MX).await;
                    }
                }
            }
            if let Some(spec) = &policy.redirect {
                self.descend(asker, spec, path, passing).await;
            }
        }
        .boxed()
    }

    /// Counts one look-up and whether it finds something.
    async fn look(&mut self, asker: &Asker<'_>, name: Option<String>, kind: RecordType) {
        self.lookups += 1;
        let Some(name) = name else {
            self.macros = true;
            return;
        };
        let nothing = if kind == RecordType::A {
            match asker.addresses(&name).await {
                Ok(addresses) => addresses.is_empty(),
                Err(_) => return self.silent.push(name),
            }
        } else {
            match asker.one(&name, kind).await.answer {
                Answer::Records(_) => false,
                Answer::Nothing => true,
                Answer::Unknown(_) => return self.silent.push(name),
            }
        };
        self.voids += usize::from(nothing);
    }

    /// Counts and follows an `include` or `redirect`.
    async fn descend(
        &mut self,
        asker: &Asker<'_>,
        spec: &Spec,
        path: &mut Vec<String>,
        passing: bool,
    ) {
        self.lookups += 1;
        let Some(name) = spec.name(path.last().map_or("", String::as_str)) else {
            self.macros = true;
            return;
        };
        if passing {
            self.included.push(name.clone());
        }
        if path.contains(&name) {
            return self.blame(Problem::Loop(name));
        }
        let text = match fetch(asker, &name).await {
            Fetched::Policy(text) => text,
            Fetched::Unknown => return self.silent.push(name),
            Fetched::Several => return self.blame(Problem::Several(name)),
            Fetched::Nothing { void } => {
                self.voids += usize::from(void);
                return self.blame(Problem::Nothing(name));
            }
        };
        match Policy::parse(&text) {
            Ok(policy) => {
                path.push(name);
                self.enter(asker, &policy, path, passing).await;
                path.pop();
            }
            Err(Mistake::Unknown(term) | Mistake::Syntax(term)) => {
                self.blame(Problem::Term { name, term });
            }
        }
    }

    fn blame(&mut self, problem: Problem) {
        self.problem.get_or_insert(problem);
    }
}

fn named(spec: Option<&Spec>, domain: &str) -> Option<String> {
    spec.map_or_else(|| Some(domain.to_owned()), |spec| spec.name(domain))
}
