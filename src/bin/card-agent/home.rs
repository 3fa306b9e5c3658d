//! The folder of the agent: its private key, and the desk that it speaks for.
//!
//! On Unix the key file belongs to its owner alone (0600, in a folder of 0700). On Windows and
//! macOS the file is kept by the rights of the user's folder; it is not in DPAPI or the Keychain.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use ed25519_dalek::SigningKey;
use rian::{
    clock::{SystemRandom, bytes},
    identity::desk_protocol::Encoded,
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::words::Words;

/// Where the agent keeps what it needs.
pub struct Home(PathBuf);

/// The desk that this device was enrolled for.
#[derive(Serialize, Deserialize)]
pub struct Settings {
    pub server: String,
    pub agent_id: String,
    pub agency: String,
    pub desk: String,
}

impl Home {
    /// The named folder, or that of the signed-in user.
    pub fn at(folder: Option<PathBuf>) -> Self {
        let variable = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
        Self(folder.unwrap_or_else(|| {
            variable("APPDATA")
                .or_else(|| variable("XDG_CONFIG_HOME"))
                .or_else(|| variable("HOME").map(|home| home.join(".config")))
                .unwrap_or_default()
                .join("rian-card-agent")
        }))
    }

    /// The desk, once enrolled.
    pub fn settings(&self) -> Result<Option<Settings>, Words> {
        match fs::read_to_string(self.settings_file()) {
            Ok(text) => toml::from_str(&text).map(Some).map_err(|_| broken(&self.settings_file())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unusable(&self.settings_file(), &error)),
        }
    }

    /// Keeps the desk.
    pub fn keep(&self, settings: &Settings) -> Result<(), Words> {
        let file = self.settings_file();
        let text = toml::to_string(settings).map_err(|_| broken(&file))?;
        // Written beside and moved: a power cut leaves the old file or the new one, never half.
        let beside = file.with_extension("new");
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, &file))
            .map_err(|error| unusable(&file, &error))
    }

    /// The key of this device; `None` before it was made.
    pub fn key(&self) -> Result<Option<SigningKey>, Words> {
        let file = self.key_file();
        let text = match fs::read_to_string(&file) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unusable(&file, &error)),
        };
        refuse_readable_by_others(&file)?;
        let seed = Encoded::<32>::from_text(text.trim()).ok_or_else(|| broken(&file))?;
        Ok(Some(SigningKey::from_bytes(&seed.0)))
    }

    /// The key of this device, made now if there is none. It never leaves the device.
    pub fn key_or_new(&self) -> Result<SigningKey, Words> {
        if let Some(key) = self.key()? {
            return Ok(key);
        }
        let seed = Zeroizing::new(bytes::<32>(&SystemRandom));
        let write = || {
            let mut folder = fs::DirBuilder::new();
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            {
                std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            }
            folder.recursive(true).create(&self.0)?;
            let mut out = options.open(self.key_file())?;
            writeln!(out, "{}", *Zeroizing::new(Encoded(*seed).to_text()))?;
            out.sync_all()
        };
        write().map_err(|error| unusable(&self.key_file(), &error))?;
        Ok(SigningKey::from_bytes(&seed))
    }

    fn key_file(&self) -> PathBuf {
        self.0.join("key")
    }

    fn settings_file(&self) -> PathBuf {
        self.0.join("agent.toml")
    }
}

fn refuse_readable_by_others(file: &Path) -> Result<(), Words> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file).map_err(|error| unusable(file, &error))?.permissions().mode();
        if mode & 0o077 != 0 {
            let file = file.display();
            return Err(Words::new(
                format!("ผู้อื่นอ่านไฟล์กุญแจได้ โปรดสั่ง chmod 600 {file}"),
                format!("Others can read the key file: chmod 600 {file}"),
            ));
        }
    }
    Ok(())
}

fn unusable(file: &Path, error: &io::Error) -> Words {
    let file = file.display();
    Words::new(format!("ใช้ไฟล์ {file} ไม่ได้: {error}"), format!("Cannot use {file}: {error}"))
}

fn broken(file: &Path) -> Words {
    let file = file.display();
    Words::new(
        format!("ไฟล์ {file} เสียหาย โปรดลบแล้วลงทะเบียนใหม่"),
        format!("The file {file} is damaged. Remove it and enrol again."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(Some(folder.path().join("agent")));
        assert!(home.key().unwrap().is_none() && home.settings().unwrap().is_none());
        let key = home.key_or_new().unwrap();
        assert_eq!(home.key_or_new().unwrap().to_bytes(), key.to_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&home.key_file()), mode(&home.0)), (0o600, 0o700));
            fs::set_permissions(home.key_file(), fs::Permissions::from_mode(0o644)).unwrap();
            assert!(home.key().is_err());
        }
    }
}
