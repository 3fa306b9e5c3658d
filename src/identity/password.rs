//! Hash and check passwords with argon2id, off the async threads; judge new ones by their strength.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::{
    clock::{Random, bytes},
    error::{Error, Mistake, Result},
    identity::common_password,
    thai::{keyboard, text},
    web::locale::Text,
};

/// The shortest password, in graphemes.
const SHORTEST: usize = 12;
/// The longest, in bytes; zxcvbn takes time, and nobody types more.
const LONGEST: usize = 256;

/// Hashes passwords, a few at a time, so that a rush of log-ins cannot take all memory.
pub struct Passwords {
    seats: Arc<Semaphore>,
    random: Arc<dyn Random>,
    /// A hash of nothing anyone knows, checked for unknown log-in names so that they take as long.
    decoy: tokio::sync::OnceCell<String>,
}

impl Passwords {
    /// With as many seats as there are processors.
    pub fn new(random: Arc<dyn Random>) -> Self {
        let seats = std::thread::available_parallelism().map_or(2, |n| n.get());
        Self { seats: Arc::new(Semaphore::new(seats)), random, decoy: tokio::sync::OnceCell::new() }
    }

    /// The PHC string of a password.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = Zeroizing::new(password.to_owned());
        let salt = bytes::<16>(&*self.random);
        self.seated(move || {
            Argon2::default()
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|error| Error::internal(error.to_string()))
        })
        .await?
    }

    /// Whether `password` belongs to `hash`. Without a hash the answer is no, after the same work.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash.to_owned(),
            None => {
                let decoy = self.decoy.get_or_try_init(|| async {
                    let secret = hex::encode(bytes::<16>(&*self.random));
                    self.hash(&secret).await
                });
                decoy.await?.clone()
            }
        };
        let password = Zeroizing::new(password.to_owned());
        let fits = self
            .seated(move || {
                PasswordHash::new(&hash).is_ok_and(|hash| {
                    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
                })
            })
            .await?;
        Ok(fits && known)
    }

    async fn seated<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let seat = self.seats.clone().acquire_owned().await.map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            work()
        });
        Ok(done.await?)
    }
}

/// What is wrong with a new password, if anything; `about` are the person's own words (names,
/// e-mail), which make a password easy to guess. There is no rule about kinds of characters. Two
/// keyboards stand on a Thai desk, and a guesser tries both: what the same keys type on the other
/// layout is judged as well.
pub fn judge(field: &str, password: &str, about: &[&str]) -> Option<Mistake> {
    let length = text::graphemes(password);
    if length < SHORTEST {
        let text = Text::new("password-short").with("least", SHORTEST).with("has", length);
        return Some(Mistake::new(field, "short", text));
    }
    if password.len() > LONGEST {
        return Some(Mistake::new(field, "long", Text::new("password-long").with("most", LONGEST)));
    }
    if common_password::is_common(password) {
        return Some(Mistake::new(field, "common", Text::new("own-password-common")));
    }
    let words: Vec<&str> = about.iter().chain(&common_password::THAI_WORDS).copied().collect();
    let weak = |text: &str| zxcvbn::zxcvbn(text, &words).score() < zxcvbn::Score::Three;
    if weak(password) {
        return Some(Mistake::new(field, "weak", Text::new("password-weak")));
    }
    for other in [keyboard::to_qwerty(password), keyboard::to_kedmanee(password)] {
        let other = Zeroizing::new(other);
        if *other == password {
            continue;
        }
        let code = match (common_password::is_common(&other), weak(&other)) {
            (true, _) => "common",
            (_, true) => "weak",
            _ => continue,
        };
        return Some(Mistake::new(field, code, Text::new("own-password-keyboard")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::new(Arc::new(SystemRandom));
        let hash = passwords.hash("ข้าวเหนียวมะม่วงสี่จาน").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.verify("ข้าวเหนียวมะม่วงสี่จาน", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("ข้าวเหนียวมะม่วงห้าจาน", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("ข้าวเหนียวมะม่วงสี่จาน", None).await.unwrap());
    }

    #[test]
    fn a_password_is_judged_by_strength_and_not_by_composition() {
        let code = |password| judge("password", password, &["somchai"]).map(|mistake| mistake.code);
        assert_eq!(code("สั้นไป"), Some("short"));
        assert_eq!(code("password1234"), Some("common"));
        assert_eq!(code("zzzzzzzzzzzzzz"), Some("weak"));
        assert_eq!(code("somchaisomchai"), Some("weak"));
        assert_eq!(code("correct horse lamp river"), None);
    }

    #[test]
    fn the_keys_of_the_other_keyboard_hide_nothing() {
        let code = |password, about: &[&str]| {
            judge("password", password, about).map(|mistake| mistake.code)
        };
        assert_eq!(code("ยฟหหไนพกๅ/-ภ", &[]), Some("common"), "password1234");
        assert_eq!(code("ยฟหหไนพกยฟหหไนพก", &[]), Some("common"), "password twice");
        assert_eq!(code("isylzjkoisylzjko", &[]), Some("weak"), "รหัสผ่าน twice");
        let name = keyboard::to_qwerty("สมชายสมชายสมชาย");
        assert_eq!(code(&name, &["สมชาย", "ใจดี"]), Some("weak"), "{name}");
        assert_eq!(code("ข้าวเหนียวมะม่วงสี่จาน", &[]), None);
        assert_eq!(code("correct horse lamp river", &[]), None);
    }
}
