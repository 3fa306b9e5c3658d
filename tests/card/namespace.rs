//! The private namespace in which pcscd and everything that speaks to it run.

use std::{
    path::Path,
    process::{Command, Stdio},
};

const FLAGS: [&str; 6] = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];

/// Runs every ignored test of this file of tests inside the namespace, one after the other: they
/// share the two slots of one reader. Without the programs that it takes, says so and skips; with
/// `CI=true` it fails.
pub fn run_ignored_tests() {
    let unshare = match unshare() {
        Ok(unshare) => unshare,
        Err(missing) => {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{missing}");
            println!("skipped: {missing}");
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    let [program, arguments @ ..] = &unshare[..] else { unreachable!("never empty") };
    let status = Command::new(program)
        .args(arguments)
        .args(["sh", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/card/namespace.sh")])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--test-threads=1", "--nocapture"])
        .args(std::env::var("CARD_TESTS").ok())
        .env("OUTER_NET", std::fs::read_link("/proc/self/ns/net").unwrap())
        .stdin(Stdio::null())
        .status()
        .unwrap();
    let log = std::fs::read_to_string(folder.path().join("pcscd.log")).unwrap_or_default();
    assert!(status.success(), "in the namespace: {status}\npcscd said:\n{log}");
}

/// Fails a test that was started outside the namespace, by `--ignored` or `--include-ignored`.
pub fn inside() {
    assert!(
        std::env::var_os("CARD_NAMESPACE").is_some(),
        "run this by the test cards_are_read_through_a_real_daemon"
    );
}

/// The command that makes the namespace, as root or as anybody; or what is missing.
fn unshare() -> Result<Vec<&'static str>, String> {
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin:/sbin";
    for (program, package) in [("pcscd", "pcscd"), ("unshare", "util-linux"), ("ip", "iproute2")] {
        if !path.split(':').any(|folder| Path::new(folder).join(program).exists()) {
            return Err(format!("{program} is not installed (package {package})"));
        }
    }
    if !Path::new("/etc/reader.conf.d/vpcd").exists() {
        return Err("the virtual reader is not installed (package vsmartcard-vpcd)".into());
    }
    for first in [&["unshare"][..], &["unshare", "--map-root-user"]] {
        let command: Vec<&str> = first.iter().copied().chain(FLAGS).collect();
        let tried = Command::new(command[0])
            .args(&command[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/run"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if tried.is_ok_and(|status| status.success()) {
            return Ok(command);
        }
    }
    Err("no private namespace can be made here (unshare)".into())
}
