//! The sentences of both languages: none missing, none unused.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every sentence of a language, from all of its files.
fn sentences(language: &str) -> String {
    let mut found = Vec::new();
    files(&root().join("web/locales"), &mut found);
    found.sort();
    let ending = format!("{language}.ftl");
    let own = found.iter().filter(|file| file.display().to_string().ends_with(&ending));
    own.map(|file| std::fs::read_to_string(file).unwrap() + "\n").collect()
}

fn keys(language: &str) -> BTreeSet<String> {
    let text = sentences(language);
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.map(|line| line.split(" =").next().unwrap().to_owned()).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (thai, english) = (keys("th"), keys("en"));
    let difference: Vec<_> = thai.symmetric_difference(&english).collect();
    assert!(difference.is_empty(), "{difference:?}");
}

#[test]
fn every_sentence_is_used_and_every_key_has_its_sentence() {
    let mut sources = Vec::new();
    files(&root(), &mut sources);
    let text: String = sources
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "rs" || it == "html"))
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let known = keys("th");
    // Keys made of a part and a code: `state-…`, `kind-…`; the codes are all over the product.
    let families = [
        "state-",
        "role-",
        "kind-",
        "route-",
        "language-",
        "answer-",
        "verdict-",
        "certificate-",
        "notice-",
        "mail-",
        "field-",
        "hint-",
        "choice-",
        "part-",
        "event-",
        "purpose-",
        "service-",
        "act-",
        "flag-",
    ];
    for key in &known {
        let family = families.iter().any(|family| key.starts_with(family));
        assert!(family || text.contains(&format!("\"{key}\"")), "nothing says {key}");
    }
    for call in ["visit.t(\"", "visit.t1(\"", "visit.t2(\"", "Text::new(\"", "locale.t(\""] {
        for rest in text.split(call).skip(1) {
            let key = rest.split('"').next().unwrap();
            assert!(known.contains(key), "no sentence for {key}");
        }
    }
    for rest in text.split("notice=").skip(1) {
        let key: String =
            rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        assert!(key.is_empty() || known.contains(&format!("notice-{key}")), "no notice-{key}");
    }
}

#[test]
fn both_languages_fill_in_the_same_values() {
    let of = |language: &str| {
        let text = sentences(language);
        let mut values = Vec::new();
        let mut key = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                key = line.split(" =").next().unwrap().to_owned();
            }
            for rest in line.split('$').skip(1) {
                let name: String =
                    rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                values.push((key.clone(), name));
            }
        }
        values.into_iter().collect::<BTreeSet<_>>()
    };
    let (thai, english) = (of("th"), of("en"));
    let difference: Vec<_> = thai.symmetric_difference(&english).collect();
    assert!(difference.is_empty(), "{difference:?}");
}
