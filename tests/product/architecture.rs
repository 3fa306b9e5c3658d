//! The invariants that the compiler cannot see, read from the sources.

use std::path::{Path, PathBuf};

fn sources(ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

#[test]
fn identity_and_agencies_know_neither_area() {
    for (name, text) in sources("rs") {
        let shared = [
            "identity/",
            "agencies/",
            "holidays/",
            "thai/",
            "audit.rs",
            "audit/",
            "db/",
            "jobs/mod.rs",
            "mail/",
            "print/",
        ];
        if shared.iter().any(|part| name.starts_with(part)) {
            assert!(!text.contains("learning::") && !text.contains("workd::"), "{name}");
        }
        if name.starts_with("learning/") {
            assert!(!text.contains("workd::"), "{name}");
        }
    }
}

#[test]
fn the_engines_are_named_in_db_alone() {
    for (name, text) in sources("rs") {
        if !name.starts_with("db/") {
            for engine in
                ["Conn::Sqlite", "Conn::Postgres", "SqlitePool", "PgPool", "AssertSqlSafe"]
            {
                assert!(!text.contains(engine), "{name} names {engine}");
            }
        }
    }
}

#[test]
fn sql_asks_no_clock_and_names_its_columns() {
    for (name, text) in sources("rs") {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let line = line.to_lowercase();
            for word in ["current_timestamp", "select *", "now() "] {
                let clock = word == "now() " && line.contains(".now()");
                assert!(clock || !line.contains(word), "{name}: {line}");
            }
        }
    }
}

#[test]
fn templates_print_nothing_as_it_is_and_carry_no_script_or_style() {
    for (name, text) in sources("html") {
        for forbidden in ["|safe", "| safe", "<style", " style=", "javascript:"] {
            assert!(!text.contains(forbidden), "{name}: {forbidden}");
        }
        for script in text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains("src="), "{name}: a script inside the page");
        }
    }
}

#[test]
fn a_revealed_citizen_id_is_printed_by_one_template_alone() {
    for kind in ["html", "rs"] {
        for (name, text) in sources(kind) {
            let places = ["privacy/pages/citizen_ids/show.html", "identity/citizen_id_view.rs"];
            let own = places.contains(&name.as_str());
            assert!(own || !text.contains("as_on_the_card"), "{name} prints a full citizen id");
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for (name, text) in sources("html") {
        for form in text.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            if form.contains("method=\"post\"") {
                let token = form.contains("csrf_token") || form.contains("f::token");
                assert!(token, "{name}: a form without the token");
            }
        }
    }
}

#[test]
fn public_handlers_have_one_of_the_seven_names() {
    let names = ["index", "new", "create", "show", "edit", "update", "destroy"];
    for (name, text) in sources("rs").into_iter().filter(|(name, _)| name.contains("/pages/")) {
        for handler in text.split("#[handler]").skip(1) {
            let line = handler.lines().find(|line| line.contains("fn ")).unwrap();
            let function = line.split("fn ").nth(1).unwrap().split('(').next().unwrap();
            assert!(names.contains(&function), "{name}: {function}");
        }
    }
}

#[test]
fn every_file_opens_with_one_sentence_and_nothing_waits() {
    for (name, text) in sources("rs") {
        assert!(text.starts_with("//! "), "{name} does not say what it is");
        for word in [["TO", "DO"].concat(), ["FIX", "ME"].concat()] {
            let shouted = text.split(|c: char| !c.is_ascii_alphanumeric()).any(|it| it == word);
            assert!(!shouted, "{name}: {word}");
        }
    }
}

#[test]
fn the_readme_lists_every_setting() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let config = sources("rs").into_iter().find(|(name, _)| name == "config.rs").unwrap().1;
    let fields = config.split("pub struct Config {").nth(1).unwrap().split('}').next().unwrap();
    for line in fields.lines().filter_map(|line| line.trim().strip_prefix("pub ")) {
        let name = line.split(':').next().unwrap();
        if !["data", "demo"].contains(&name) {
            assert!(readme.contains(&format!("`{name}`")), "the README does not list {name}");
        }
    }
}
