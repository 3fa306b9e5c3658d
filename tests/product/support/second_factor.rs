//! An app that shows codes and a device that holds a passkey, for the tests.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signer, SigningKey};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use super::{Answer, PASSWORD, Person, TestApp};

/// The names of the fields in which a passkey answers.
const CEREMONY: &str = "passkey_ceremony";
const CREDENTIAL: &str = "passkey_credential";

/// An authenticator app.
pub struct CodeApp {
    totp: Totp,
    /// The secret as it was told.
    pub secret: String,
}

impl CodeApp {
    /// From a secret in base32, with or without spaces.
    pub fn new(secret: &str) -> Self {
        let secret = secret.replace(' ', "");
        let known = Secret::try_from_base32(&secret).unwrap();
        let totp = Builder::new().with_secret(known).with_account_name("x").build().unwrap();
        Self { totp, secret }
    }

    /// The code at an instant.
    pub fn at(&self, instant: DateTime<Utc>) -> String {
        self.totp.generate(u64::try_from(instant.timestamp()).unwrap()).to_string()
    }

    /// Waits for the next code and gives it: each counts once.
    pub fn next(&self, app: &TestApp) -> String {
        app.advance(chrono::Duration::seconds(30));
        self.at(app.now())
    }
}

/// Sets up an app by the API; the session of the token is proved by that.
pub async fn set_up(app: &TestApp, person: &Person) -> CodeApp {
    let told = person.write("/me/second-factor/app", json!({})).await.is(201).json();
    let codes = CodeApp::new(told["secret"].as_str().unwrap());
    let code = json!({"code": codes.at(app.now())});
    person.api(Method::PUT, "/me/second-factor/app", Some(code)).await.is(204);
    codes
}

/// Gives the password in a browser of its own and stops before the second proof.
pub async fn half_way(app: &TestApp, email: &str) -> Person {
    let person = app.stranger();
    let answer = person.post("/login", &[("login", email), ("password", PASSWORD)]).await.is(303);
    assert_eq!(answer.location.as_deref(), Some("/login/second-factor"));
    person
}

/// Logs in by browser and by token with codes of the app.
pub async fn log_in(app: &TestApp, email: &str, codes: &CodeApp) -> Person {
    let mut person = half_way(app, email).await;
    let code = codes.next(app);
    person.post("/login/second-factor", &[("second_factor_code", &code)]).await.is(303);
    let body = json!({"login": email, "password": PASSWORD, "otp": codes.next(app)});
    let session = person.write("/sessions", body).await.is(201).json();
    person.token = session["token"].as_str().map(str::to_owned);
    person.id = session["person"]["id"].as_str().unwrap().to_owned();
    person.email = email.to_owned();
    person
}

/// A device that holds one passkey (Web Authentication, level 3, section 6).
#[derive(Clone)]
pub struct Device {
    key: SigningKey,
    id: Vec<u8>,
    handle: String,
    /// How often it has signed.
    pub counter: u32,
    /// Whether it checks a finger or a PIN.
    pub verifies: bool,
    /// Where its browser believes it is.
    pub origin: String,
}

impl Device {
    /// A device in a browser at the address where passkeys of this installation work.
    pub fn new(app: &TestApp) -> Self {
        let seed: [u8; 32] = Sha256::digest(app.base.as_bytes()).into();
        Self {
            key: SigningKey::from_bytes(&seed),
            id: b"a passkey of the tests".to_vec(),
            handle: String::new(),
            counter: 0,
            verifies: true,
            origin: app.base.replace("127.0.0.1", "localhost"),
        }
    }

    /// Makes a passkey for whoever is asked; the answer to the question.
    pub fn make(&mut self, question: &Value) -> String {
        let options = &question["options"];
        self.handle = options["user"]["id"].as_str().unwrap().to_owned();
        let client = self.client_data("webauthn.create", options);
        let mut data = self.device_data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // COSE: {kty: OKP, alg: EdDSA, crv: Ed25519, x: …}
        data.extend([0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20]);
        data.extend(self.key.verifying_key().to_bytes());
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        json!({
            "id": BASE64URL.encode(&self.id), "rawId": BASE64URL.encode(&self.id),
            "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64URL.encode(client),
                "attestationObject": BASE64URL.encode(object),
                "transports": ["internal"],
            },
        })
        .to_string()
    }

    /// Proves that it holds the passkey; the answer to the question.
    pub fn sign(&mut self, question: &Value) -> String {
        self.counter += 1;
        let client = self.client_data("webauthn.get", &question["options"]);
        let data = self.device_data(0);
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        json!({
            "id": BASE64URL.encode(&self.id), "rawId": BASE64URL.encode(&self.id),
            "type": "public-key", "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64URL.encode(client),
                "authenticatorData": BASE64URL.encode(data),
                "signature": BASE64URL.encode(self.key.sign(&signed).to_bytes()),
                "userHandle": self.handle,
            },
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["challenge"].as_str().unwrap();
        format!(
            "{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{}\",\
             \"crossOrigin\":false}}",
            self.origin
        )
        .into_bytes()
    }

    fn device_data(&self, more: u8) -> Vec<u8> {
        let flags = 0x01 | if self.verifies { 0x04 } else { 0 } | more;
        let mut data = Sha256::digest("localhost").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }
}

/// Asks for a question at `path`.
pub async fn question(person: &Person, path: &str) -> Value {
    person.post(path, &[]).await.is(200).json()
}

/// Sends an answer to `path`.
pub async fn answer(person: &Person, path: &str, question: &Value, said: &str) -> Answer {
    let ceremony = question["ceremony"].as_str().unwrap();
    let fields = [(CEREMONY, ceremony), (CREDENTIAL, said), ("name", "โทรศัพท์")];
    person.post(path, &fields).await
}

/// Makes a passkey for somebody who is logged in.
pub async fn register(person: &Person, device: &mut Device) {
    let asked = question(person, "/me/second-factor/passkeys/ceremonies").await;
    let made = device.make(&asked);
    answer(person, "/me/second-factor/passkeys", &asked, &made).await.is(303);
}
