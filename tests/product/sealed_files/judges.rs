//! Programs of others that judge a file: `pdfsig` and `pyhanko` the signature, `qpdf` and
//! `page-validation` the file, `pdfinfo` and `pdfdetach` what is in it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What a program said, and whether it ended well. `None` where it is missing, which is an error on
/// CI.
pub fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<(bool, String)> {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/test-tools/bin").join(program);
    let found = if own.exists() { own } else { PathBuf::from(program) };
    match Command::new(found).args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").output()
    {
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
        }
        Err(error) => {
            let on_ci = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!on_ci, "{program} is missing: {error}");
            eprintln!("skipped: {program} is missing ({error})");
            None
        }
    }
}

/// What poppler says about the signature of `file`, with the authority trusted.
pub fn pdfsig(file: &[u8], authority: &Path) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    std::fs::create_dir(folder.path().join("nss")).unwrap();
    let authority = authority.display().to_string();
    run("certutil", &["-N", "-d", "sql:nss", "--empty-password"], folder.path())?;
    let trust = ["-A", "-d", "sql:nss", "-n", "ca", "-t", "C,C,C", "-i", &authority];
    assert!(run("certutil", &trust, folder.path())?.0);
    Some(run("pdfsig", &["-nssdir", "sql:nss", "it.pdf"], folder.path())?.1)
}

/// What pyhanko says about it, and whether all is well.
pub fn pyhanko(file: &[u8], authority: &Path) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    let authority = authority.display().to_string();
    let arguments = [
        "sign",
        "validate",
        "--no-strict-syntax",
        "--pretty-print",
        "--trust",
        &authority,
        "it.pdf",
    ];
    run("pyhanko", &arguments, folder.path())
}

/// Fails unless the file is sound, and PDF/A-3 of level A as its own description says.
pub fn must_be_archival(file: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    if let Some((sound, said)) = run("qpdf", &["--check", "it.pdf"], folder.path()) {
        assert!(sound && !said.contains("WARNING"), "{said}");
    }
    if let Some((valid, said)) = archival(file) {
        assert!(valid && said.contains("Profile: PDF/A-3a"), "{said}");
    }
}

/// What `page-validation` says, which goes through the rules of veraPDF.
pub fn archival(file: &[u8]) -> Option<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    let judge = "import page, sys\n\
        report = page.validate_pdf('it.pdf')\n\
        print(report, *[f'{it.rule_id}: {it.message}' for it in report.failures], sep='\\n')\n\
        sys.exit(0 if report.is_compliant else 1)";
    run("python", &["-c", judge], folder.path())
}

/// The files inside `file`, by name.
pub fn attachments(file: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("it.pdf"), file).unwrap();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let saved = run("pdfdetach", &["-saveall", "-o", "out", "it.pdf"], folder.path())?;
    assert!(saved.0, "{}", saved.1);
    let found = std::fs::read_dir(folder.path().join("out")).unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    });
    let mut found: Vec<_> = found.collect();
    found.sort();
    Some(found)
}
