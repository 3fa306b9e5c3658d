//! The key file: one line for each key, its version and 32 bytes in base64; only its owner reads it.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use crate::clock::{Random, bytes};

/// The keys by version.
pub type Masters = BTreeMap<i64, Zeroizing<[u8; 32]>>;

/// Writes a new key file that only its owner can read.
pub fn create(file: &Path, random: &dyn Random) -> std::io::Result<()> {
    let key = Zeroizing::new(bytes::<32>(random));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file)?;
    writeln!(out, "# Keys of this installation. Without them, sealed fields cannot be read.")?;
    writeln!(out, "1 {}", STANDARD.encode(*key))?;
    out.sync_all()
}

/// Adds a key to the file, which then seals, and gives its version. The file is replaced whole.
pub fn add(file: &Path, random: &dyn Random) -> Result<i64, String> {
    let known = read(file)?;
    let version = known.last_key_value().map_or(0, |(version, _)| *version) + 1;
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| format!("key file {}: {error}", file.display()))?;
    let key = Zeroizing::new(bytes::<32>(random));
    let line = Zeroizing::new(format!("{version} {}\n", STANDARD.encode(*key)));
    let text = Zeroizing::new(format!("{}\n{}", text.trim_end(), line.as_str()));
    replace(file, &text).map_err(|error| format!("key file {}: {error}", file.display()))?;
    Ok(version)
}

/// Takes a key out of the file.
///
/// # Errors
/// In words: there is no such key, it is the oldest, or it is the one that seals.
pub fn retire(file: &Path, version: i64) -> Result<(), String> {
    let known = read(file)?;
    may_retire(&known.keys().copied().collect::<Vec<_>>(), version)?;
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| format!("key file {}: {error}", file.display()))?;
    let start = format!("{version} ");
    let mut kept = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.lines().filter(|line| !line.starts_with(&start)) {
        kept.push_str(line);
        kept.push('\n');
    }
    replace(file, &kept).map_err(|error| format!("key file {}: {error}", file.display()))
}

/// Whether the key `version` of `known` may go.
///
/// # Errors
/// In words, why not.
pub fn may_retire(known: &[i64], version: i64) -> Result<(), String> {
    if !known.contains(&version) {
        return Err(format!("there is no key {version}"));
    }
    if known.first() == Some(&version) {
        return Err(format!(
            "key {version} is the oldest: the look-up of citizen ids, the limits and the forms stand \
             on it, so it stays for good"
        ));
    }
    if known.last() == Some(&version) {
        return Err(format!("key {version} is the one that seals: add another first"));
    }
    Ok(())
}

/// Reads the keys.
///
/// # Errors
/// In words: the file is missing, or a line of it cannot be read.
pub fn read(file: &Path) -> Result<Masters, String> {
    let text = std::fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|error| format!("key file {}: {error}", file.display()))?;
    let mut masters = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let bad = || format!("key file {}, line {}: not a key", file.display(), index + 1);
        let (version, key) = line.split_once(' ').ok_or_else(bad)?;
        let key = STANDARD.decode(key.trim()).map(Zeroizing::new).map_err(|_| bad())?;
        let key: [u8; 32] = key.as_slice().try_into().map_err(|_| bad())?;
        let version = version.parse().map_err(|_| bad())?;
        if masters.insert(version, Zeroizing::new(key)).is_some() {
            return Err(format!("key file {}: key {version} stands twice", file.display()));
        }
    }
    if masters.is_empty() {
        return Err(format!("key file {} holds no key", file.display()));
    }
    Ok(masters)
}

/// Puts a file with `text` in the place of `file` at once, for the same owner and for nobody else.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    // The file may be a link to where the keys are mounted.
    let file = std::fs::canonicalize(file)?;
    let mut draft = file.clone().into_os_string();
    draft.push(".new");
    let draft = PathBuf::from(draft);
    let mut options = std::fs::OpenOptions::new();
    // Two at once would lose a key: the second finds the draft of the first.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&draft)?;
    let written = (|| {
        out.write_all(text.as_bytes())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let owner = std::fs::metadata(&file)?;
            let own = out.metadata()?;
            if (owner.uid(), owner.gid()) != (own.uid(), own.gid()) {
                std::os::unix::fs::fchown(&out, Some(owner.uid()), Some(owner.gid()))?;
            }
        }
        out.sync_all()?;
        std::fs::rename(&draft, &file)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
        return written;
    }
    if let Some(folder) = file.parent() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
