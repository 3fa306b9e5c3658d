//! The records of a domain as its page shows them: by purpose, then by name and type.

use crate::{web::locale::Text, workd::dns_state::Record};

/// Everything about one purpose.
pub struct Asked {
    /// `mx`, `spf` and so on.
    pub purpose: String,
    /// How it stands; `unknown` before the first look.
    pub state: String,
    /// Whether the domain cannot open without it.
    pub holds_up: bool,
    /// Its names and types.
    pub sets: Vec<Set>,
}

/// The records of one name and type.
pub struct Set {
    /// What its parts are called inside the page.
    pub id: String,
    /// Owner of the records.
    pub name: String,
    /// `TXT`, `MX`, `CNAME` or `SRV`.
    pub kind: String,
    /// The values it should have, each behind what it is called inside the page.
    pub values: Vec<(String, String)>,
    /// The same as lines of a zone file.
    pub lines: String,
    /// Server, value, and seconds that others may keep it.
    pub found: Vec<(String, String, u32)>,
    /// How this set stands.
    pub state: String,
    /// What to do; said once for each purpose.
    pub advice: Option<Text>,
    /// What else is worth knowing.
    pub notices: Vec<Text>,
}

impl Set {
    /// What its name is called inside the page.
    pub fn name_id(&self) -> String {
        format!("{}-name", self.id)
    }
}

impl Asked {
    /// Key of the sentence that says why the record is needed.
    pub fn why(&self) -> String {
        format!("{}-why", self.title())
    }

    /// Key of the name of the purpose.
    pub fn title(&self) -> String {
        title(&self.purpose)
    }

    /// Whether it is as it should be.
    pub fn is_right(&self) -> bool {
        self.state == "ok"
    }
}

/// Key of the name of a purpose.
pub fn title(purpose: &str) -> String {
    format!("purpose-{}", purpose.replace('_', "-"))
}

/// Puts records together by purpose, in the order they come.
pub fn by_purpose(records: Vec<Record>) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for record in records {
        let at = match all.iter().position(|asked| asked.purpose == record.purpose) {
            Some(at) => at,
            None => {
                all.push(Asked {
                    purpose: record.purpose.clone(),
                    state: record.state.clone(),
                    holds_up: record.holds_up,
                    sets: Vec::new(),
                });
                all.len() - 1
            }
        };
        add(&mut all[at].sets, record);
    }
    all
}

fn add(sets: &mut Vec<Set>, record: Record) {
    let known = sets.iter_mut().find(|set| set.name == record.name && set.kind == record.kind);
    if let Some(set) = known {
        set.lines.push('\n');
        set.lines.push_str(&record.line);
        set.values.push((format!("{}-{}", set.id, set.values.len()), record.expected));
        return;
    }
    // The parts of a purpose share its advice; the first one says it.
    let advice =
        record.advice.filter(|text| !sets.iter().any(|set| set.advice.as_ref() == Some(text)));
    let id = format!("{}-{}", record.purpose, sets.len());
    sets.push(Set {
        name: record.name,
        kind: record.kind,
        values: vec![(format!("{id}-0"), record.expected)],
        id,
        lines: record.line,
        found: record.found,
        state: record.state,
        advice,
        notices: record.notices,
    });
}
