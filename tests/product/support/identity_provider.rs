//! Identity providers for tests: a real one in a process of its own, and one that forges.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer, SigningKey};
use hmac::{Hmac, KeyInit, Mac};
use poem::{
    EndpointExt, IntoResponse, Request, Response, Route, Server, get, handler,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
    post,
    web::Data,
};
use reqwest::redirect::Policy;
use rian::config::{Config, Secret};
use serde_json::{Value, json};

use super::TestApp;

/// oidc-provider, serving two faces: ThaID and DGA Digital ID.
pub struct RealProvider {
    process: Child,
    faces: Value,
}

impl Drop for RealProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl RealProvider {
    /// The folder of the provider, if its modules are installed; with CI=true they must be.
    fn folder() -> Option<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc");
        if folder.join("node_modules/oidc-provider").is_dir() {
            return Some(folder);
        }
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "oidc-provider is missing, and with CI=true nothing may be skipped: sh tests/setup.sh"
        );
        eprintln!("skipped: oidc-provider is not installed (sh tests/setup.sh)");
        None
    }

    /// Starts one that knows the callbacks under `base`.
    pub fn start(base: &str) -> Option<Self> {
        let mut process = Command::new("node")
            .arg("provider.mjs")
            .arg(json!({ "base": base }).to_string())
            .current_dir(Self::folder()?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (told, line) = std::sync::mpsc::channel();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = output.read_line(&mut line);
            let _ = told.send(line);
        });
        let line = line.recv_timeout(std::time::Duration::from_secs(60));
        let line = line.unwrap_or_else(|_| {
            let _ = process.kill();
            panic!("the provider does not start")
        });
        let faces = serde_json::from_str(&line).expect("the provider starts");
        Some(Self { process, faces })
    }

    /// The issuer of a face.
    pub fn issuer(&self, face: &str) -> String {
        self.faces[face]["issuer"].as_str().unwrap().to_owned()
    }

    /// Sets both faces.
    pub fn set(&self, config: &mut Config) {
        let of = |face: &str, name: &str| self.faces[face][name].as_str().unwrap().to_owned();
        config.thaid_issuer = of("thaid", "issuer");
        config.thaid_client_id = Some(of("thaid", "client"));
        config.thaid_client_secret = Some(of("thaid", "secret").into());
        config.digital_id_issuer = of("digital_id", "issuer");
        config.digital_id_client_id = Some(of("digital_id", "client"));
        config.digital_id_client_secret = Some(of("digital_id", "secret").into());
    }

    /// Somebody at the provider, in a browser of their own: logs in as `login` and agrees, or
    /// denies; gives the address that leads back.
    pub async fn visit(&self, url: &str, login: &str, agrees: bool) -> String {
        let browser =
            reqwest::Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        let mut url = url::Url::parse(url).unwrap();
        let mut response = browser.get(url.clone()).send().await.unwrap();
        for _ in 0..10 {
            if let Some(location) = response.headers().get("location") {
                url = url.join(location.to_str().unwrap()).unwrap();
                if url.path().starts_with("/sign-ins/") {
                    return url.to_string();
                }
                response = browser.get(url.clone()).send().await.unwrap();
            } else {
                assert_eq!(response.status(), 200, "{}", response.text().await.unwrap());
                let answer = if agrees { "yes" } else { "no" };
                let body = serde_html_form::to_string([("login", login), ("answer", answer)]);
                let request = browser
                    .post(url.clone())
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(body.unwrap());
                response = request.send().await.unwrap();
            }
        }
        panic!("the provider leads nowhere");
    }
}

/// How a forged id_token is signed.
#[derive(Clone, Copy, PartialEq)]
pub enum Signature {
    /// With the provider's key.
    Honest,
    /// Not at all.
    None,
    /// With the secret that the client has too.
    SharedSecret,
    /// With a key of somebody else, under the provider's key id.
    OtherKey,
    /// With the provider's key, and altered after that.
    Altered,
}

/// What the forging provider says next.
pub struct Script {
    /// Claims of the id_token; null takes one out.
    pub claims: Value,
    /// How it is signed.
    pub signature: Signature,
    /// What userinfo says.
    pub userinfo: Value,
    /// Which key signs and is published.
    pub key: u8,
    /// Authorization header and body of each exchange.
    pub exchanges: Vec<(String, String)>,
    /// How often the keys were asked for.
    pub keys_asked: u32,
    /// Whether every answer is a fault.
    pub is_broken: bool,
}

/// A provider that says whatever a test wants.
#[derive(Clone)]
pub struct Forger {
    /// Its issuer.
    pub issuer: String,
    script: Arc<Mutex<Script>>,
}

/// The client's secret at the forger.
pub const FORGERS_SECRET: &str = "s3cret-example";

impl Forger {
    /// Starts one.
    pub async fn start() -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
        let script = Script {
            claims: json!({}),
            signature: Signature::Honest,
            userinfo: Value::Null,
            key: 7,
            exchanges: Vec::new(),
            keys_asked: 0,
            is_broken: false,
        };
        let issuer = format!("http://{address}");
        let forger = Self { issuer, script: Arc::new(Mutex::new(script)) };
        let routes = Route::new()
            .at("/.well-known/openid-configuration", get(discovery))
            .at("/keys", get(keys))
            .at("/token", post(token))
            .at("/userinfo", get(userinfo))
            .data(forger.clone());
        tokio::spawn(Server::new_with_acceptor(acceptor).run(routes));
        forger
    }

    /// Sets it as ThaID.
    pub fn set(&self, config: &mut Config) {
        config.thaid_issuer = self.issuer.clone();
        config.thaid_client_id = Some("rian".into());
        config.thaid_client_secret = Some(Secret::from(FORGERS_SECRET.to_owned()));
    }

    /// What it says next.
    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The claims that an honest provider would sign.
    pub fn honest(&self, app: &TestApp, nonce: &str) -> Value {
        let now = app.now().timestamp();
        json!({
            "iss": self.issuer, "sub": "somebody", "aud": "rian", "iat": now, "exp": now + 300,
            "nonce": nonce, "pid": "9100000000011", "given_name": "สุดารัตน์",
            "family_name": "เกื้อกูล", "birthdate": "1990-05-17", "ial": "2.3",
        })
    }
}

#[handler]
fn discovery(forger: Data<&Forger>) -> Response {
    let issuer = &forger.issuer;
    answer(&forger, || {
        json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
            "userinfo_endpoint": format!("{issuer}/userinfo"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
        })
    })
}

#[handler]
fn keys(forger: Data<&Forger>) -> Response {
    forger.script().keys_asked += 1;
    let number = forger.script().key;
    let public = SigningKey::from_bytes(&[number; 32]).verifying_key();
    let x = URL_SAFE_NO_PAD.encode(public.as_bytes());
    let kid = format!("key-{number}");
    let key = json!({"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": kid, "x": x});
    answer(&forger, || json!({ "keys": [key] }))
}

#[handler]
fn token(forger: Data<&Forger>, request: &Request, body: String) -> Response {
    let header = request.header("authorization").unwrap_or_default().to_owned();
    forger.script().exchanges.push((header, body));
    let id_token = signed(&forger.script());
    answer(&forger, || {
        json!({
            "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 60,
            "id_token": id_token,
        })
    })
}

#[handler]
fn userinfo(forger: Data<&Forger>) -> Response {
    let said = forger.script().userinfo.clone();
    answer(&forger, || said)
}

fn answer(forger: &Forger, said: impl FnOnce() -> Value) -> Response {
    if forger.script().is_broken {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    said().to_string().with_content_type("application/json").into_response()
}

/// The id_token of the script.
fn signed(script: &Script) -> String {
    let mut claims = script.claims.clone();
    if let Some(claims) = claims.as_object_mut() {
        claims.retain(|_, value| !value.is_null());
    }
    let alg = match script.signature {
        Signature::None => "none",
        Signature::SharedSecret => "HS256",
        _ => "EdDSA",
    };
    let header = json!({"alg": alg, "typ": "JWT", "kid": format!("key-{}", script.key)});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let mut text = format!("{}.{}", part(&header), part(&claims));
    let key = SigningKey::from_bytes(&[script.key; 32]);
    let signature = match script.signature {
        Signature::None => Vec::new(),
        Signature::SharedSecret => {
            let mut mac = Hmac::<sha2::Sha256>::new_from_slice(FORGERS_SECRET.as_bytes()).unwrap();
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        }
        Signature::OtherKey => {
            SigningKey::from_bytes(&[99; 32]).sign(text.as_bytes()).to_bytes().to_vec()
        }
        Signature::Honest | Signature::Altered => key.sign(text.as_bytes()).to_bytes().to_vec(),
    };
    if script.signature == Signature::Altered {
        claims["pid"] = json!("9100000000020");
        text = format!("{}.{}", part(&header), part(&claims));
    }
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
