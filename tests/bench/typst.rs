//! Typst from PyPI, in a virtual environment of its own, drawing in one process.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Serialize;

use crate::{FOLDER, Outcome};

const PACKAGE: &str = "typst==0.15.2";
const SCRIPT: &str = include_str!("typst.py");
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/certificate.typ");
const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/pdf");

/// A certificate as Typst is given it.
#[derive(Serialize)]
pub struct Page {
    /// Full name.
    pub name: String,
    /// Of the certificate.
    pub number: String,
    /// Where it is checked.
    pub url: String,
    /// The QR code as SVG.
    pub qr: String,
}

/// A Python that has Typst.
pub struct Typst {
    python: PathBuf,
}

impl Typst {
    /// Installs Typst where it is not installed yet.
    ///
    /// # Errors
    /// In words: Python or the package cannot be had.
    pub fn find() -> Result<Self, String> {
        let folder = Path::new(FOLDER).join("typst");
        let python = folder.join("bin/python");
        if !run(Command::new(&python).args(["-c", "import typst"])) {
            if !run(Command::new("python3").args(["-m", "venv"]).arg(&folder)) {
                return Err("python3 with venv is missing".into());
            }
            if !run(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE])) {
                return Err(format!("{PACKAGE} cannot be installed"));
            }
        }
        Ok(Self { python })
    }

    /// Draws the pages and gives the processor time of each after the first `warm_up` in
    /// milliseconds, and the size of the last in bytes.
    pub fn draw(&self, pages: &[Page], warm_up: usize) -> Outcome<(f64, usize)> {
        let mut child = Command::new(&self.python)
            .args(["-c", SCRIPT, TEMPLATE, FONTS, &warm_up.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = child.stdin.take().ok_or("no input")?;
        input.write_all(&serde_json::to_vec(pages)?)?;
        drop(input);
        let output = child.wait_with_output()?;
        let told = String::from_utf8(output.stdout)?;
        let (millis, size) = told.trim().split_once(' ').ok_or("Typst could not draw")?;
        Ok((millis.parse()?, size.parse()?))
    }
}

fn run(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}
