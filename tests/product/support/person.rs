//! Somebody with a browser and a token.

use reqwest::{Client, Method, Response, StatusCode, redirect::Policy};
use serde_json::{Value, json};

use super::{TestApp, secrets};

/// Somebody who uses the product.
pub struct Person {
    /// Keeps cookies, follows no redirect.
    browser: Client,
    base: String,
    /// For the API.
    pub token: Option<String>,
    /// Id, if known.
    pub id: String,
    /// Log-in name.
    pub email: String,
}

/// An answer, read whole.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it leads, if it leads on.
    pub location: Option<String>,
    /// Its body.
    pub text: String,
    /// Its `Retry-After`, if it has one.
    pub retry_after: Option<i64>,
    /// How a file is to be treated, if it is one.
    pub disposition: Option<String>,
    /// What it is.
    pub media_type: Option<String>,
}

impl Answer {
    async fn read(path: &str, response: Response) -> Self {
        let header = |name: &str| {
            response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
        };
        let (location, retry_after) = (header("location"), header("retry-after"));
        let (disposition, media_type) = (header("content-disposition"), header("content-type"));
        let status = response.status();
        let text = response.text().await.unwrap();
        if !path.starts_with("/demo") {
            secrets::check(path, &text);
        }
        let retry_after = retry_after.and_then(|seconds| seconds.parse().ok());
        Self { status, location, text, retry_after, disposition, media_type }
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The fields that a 422 names.
    pub fn fields(&self) -> Vec<String> {
        let body = self.json();
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
    }

    /// Fails unless the status is `status`.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Fails unless the body holds `words`.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "no «{words}» in: {}", self.text);
        self
    }
}

fn browser() -> Client {
    rian::outbound::prepare();
    Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap()
}

impl Person {
    /// Somebody without an account.
    pub fn stranger(app: &TestApp) -> Self {
        let (id, email) = (String::new(), String::new());
        Self { browser: browser(), base: app.base.clone(), token: None, id, email }
    }

    /// Logs in by browser and by token.
    pub async fn log_in(app: &TestApp, login: &str, password: &str) -> Self {
        let mut person = Self::stranger(app);
        person.post("/login", &[("login", login), ("password", password)]).await.is(303);
        let body = json!({"login": login, "password": password});
        let session = person.api(Method::POST, "/sessions", Some(body)).await.is(201).json();
        person.token = session["token"].as_str().map(str::to_owned);
        person.id = session["person"]["id"].as_str().unwrap().to_owned();
        person.email = login.to_owned();
        person
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        let response = self.browser.get(format!("{}{path}", self.base)).send().await.unwrap();
        Answer::read(path, response).await
    }

    /// The token against forgery, from a page that has a form.
    pub async fn csrf(&self) -> String {
        let page = self.get("/password-resets/new").await.is(200);
        let (_, rest) = page.text.split_once("name=\"csrf_token\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Sends a form with the token of a page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.csrf().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf_token", &token));
        self.post_as_it_is(path, &fields).await
    }

    /// Sends a form as it is, with or without a token.
    pub async fn post_as_it_is(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = self
            .browser
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Uploads a file with the token of a page.
    pub async fn upload(&self, path: &str, field: &str, name: &str, bytes: &[u8]) -> Answer {
        self.upload_with(path, &[], field, name, bytes).await
    }

    /// Uploads a file with the token of a page and the other fields of its form.
    pub async fn upload_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        field: &str,
        name: &str,
        bytes: &[u8],
    ) -> Answer {
        let (token, edge) = (self.csrf().await, "an-edge-that-no-file-holds");
        let mut more = String::new();
        for (field, value) in fields {
            more += &format!(
                "--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
        }
        // A browser sends an empty, nameless file where none was chosen.
        let name = if bytes.is_empty() && !fields.is_empty() { "" } else { name };
        let mut body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n{token}\r\n\
             {more}--{edge}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let request = self
            .browser
            .post(format!("{}{path}", self.base))
            .header("content-type", format!("multipart/form-data; boundary={edge}"))
            .body(body);
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Sends a file to the API, in the field `file` of a form.
    pub async fn send_file(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let edge = "an-edge-that-no-file-holds";
        let mut body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        self.send(path, &format!("multipart/form-data; boundary={edge}"), body).await
    }

    /// The bytes of a file from a page.
    pub async fn page_bytes(&self, path: &str) -> Vec<u8> {
        let response = self.browser.get(format!("{}{path}", self.base)).send().await.unwrap();
        assert!(response.status().is_success(), "{path}: {}", response.status());
        response.bytes().await.unwrap().to_vec()
    }

    /// Calls the API.
    pub async fn api(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.api_with(method, path, body, &[]).await
    }

    /// Calls the API with headers of its own.
    pub async fn api_with(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Client::new().request(method, format!("{}/api/v1{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Sends bytes of some media type to the API.
    pub async fn send(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        let request = Client::new().post(format!("{}/api/v1{path}", self.base));
        let request = request.header("content-type", kind).body(bytes);
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Asks a page by any method, as a form does; `csrf` is from `csrf()`.
    pub async fn ask_page(&self, method: &Method, path: &str, csrf: &str) -> Answer {
        if *method == Method::GET {
            return self.get(path).await;
        }
        let named = method.as_str().to_owned();
        self.post_as_it_is(path, &[("csrf_token", csrf), ("_method", &named)]).await
    }

    /// Asks a page as its script does: JSON, with the token of the page in a header.
    pub async fn ask_by_script(
        &self,
        method: &Method,
        path: &str,
        csrf: &str,
        body: String,
    ) -> Answer {
        let request = self
            .browser
            .request(method.clone(), format!("{}{path}", self.base))
            .header("content-type", "application/json")
            .header("x-csrf-token", csrf)
            .body(body);
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Calls the API over the browser's own connections, which is cheaper for very many calls.
    pub async fn ask_api(&self, method: &Method, path: &str, body: (&str, String)) -> Answer {
        let url = format!("{}/api/v1{path}", self.base);
        let mut request = self.browser.request(method.clone(), url);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if *method != Method::GET {
            request = request.header("content-type", body.0).body(body.1);
        }
        Answer::read(path, request.send().await.unwrap()).await
    }

    /// Somebody's system with a token of its own.
    pub fn with_token(app: &TestApp, token: &str) -> Self {
        let mut person = Self::stranger(app);
        person.token = Some(token.to_owned());
        person
    }

    /// Reads from the API.
    pub async fn read(&self, path: &str) -> Answer {
        self.api(Method::GET, path, None).await
    }

    /// Writes to the API.
    pub async fn write(&self, path: &str, body: Value) -> Answer {
        self.api(Method::POST, path, Some(body)).await
    }

    /// The bytes of a file from the API.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let mut request = Client::new().get(format!("{}/api/v1{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap().bytes().await.unwrap().to_vec()
    }

    /// Enrols and gives the enrolment.
    pub async fn enrol(&self, course: &str) -> Value {
        self.write("/enrolments", json!({ "course": course })).await.is(201).json()
    }
}
