//! Starts Chromium and its driver for one test, or says that they are missing.

use std::{
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

/// A browser of the test's own.
pub struct Browser {
    /// WebDriver's client.
    pub client: Client,
    base: String,
    driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a window `width` pixels wide on the product at `base`; `None` where there is no
    /// Chromium and none is demanded.
    pub async fn open(base: &str, width: u32) -> Option<Self> {
        let missing = ["chromedriver", "chromium"].into_iter().find(|program| {
            let found = Command::new(program).arg("--version").stdout(Stdio::null()).status();
            found.is_err()
        });
        if let Some(program) = missing {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{program} is missing");
            println!("skipped: {program} is not installed");
            return None;
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut options = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-dev-shm-usage".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--autoplay-policy=no-user-gesture-required".into(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let mut chrome = json!({});
        if width < 500 {
            chrome["mobileEmulation"] =
                json!({"deviceMetrics": {"width": width, "height": 740, "pixelRatio": 1.0}});
        } else {
            options.push(format!("--window-size={width},900"));
        }
        chrome["args"] = json!(options);
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".into(), chrome);
        capabilities.insert("goog:loggingPrefs".into(), json!({"browser": "ALL"}));
        let address = format!("http://127.0.0.1:{port}");
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let builder = builder.capabilities(capabilities);
        let mut tries = 0;
        let client = loop {
            match builder.connect(&address).await {
                Ok(client) => break client,
                Err(error) if tries > 100 => panic!("no browser: {error}"),
                Err(_) => {
                    tries += 1;
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        };
        Some(Self { client, base: base.to_owned(), driver, _profile: profile })
    }

    /// Opens a page.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// Types into the field with this id.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.client.find(Locator::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses what `css` finds, scrolled into view, and confirms the question if one comes.
    pub async fn press(&self, css: &str) {
        self.wait(css).await;
        let press = "const it = document.querySelector(arguments[0]);
            it.scrollIntoView({block: 'center', behavior: 'instant'}); it.click();";
        self.client.execute(press, vec![json!(css)]).await.unwrap();
    }

    /// Waits until `css` finds something that is shown.
    pub async fn wait(&self, css: &str) {
        let shown = "const it = document.querySelector(arguments[0]);
            return !!it && !it.hidden && it.getClientRects().length > 0;";
        self.until(shown, &[json!(css)], css).await;
    }

    /// Waits until the address holds `part`.
    pub async fn wait_for_address(&self, part: &str) {
        self.until("return location.href.includes(arguments[0])", &[json!(part)], part).await;
    }

    /// Waits until a script says yes.
    pub async fn until(&self, script: &str, arguments: &[serde_json::Value], what: &str) {
        for _ in 0..600 {
            let said = self.client.execute(script, arguments.to_vec()).await;
            if said.is_ok_and(|said| said == json!(true)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let address = self.client.current_url().await.unwrap();
        let text = self.text().await;
        panic!("waited for {what} in vain on {address}: {text}");
    }

    /// Everything that the page shows.
    pub async fn text(&self) -> String {
        let text = self.client.execute("return document.body.innerText", vec![]).await.unwrap();
        text.as_str().unwrap().to_owned()
    }

    /// Path of the present page.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// Fails when the page is wider than its window.
    pub async fn fits(&self) {
        let over =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        let over = self.client.execute(over, vec![]).await.unwrap();
        assert_eq!(over, json!(0), "{} is too wide", self.path().await);
    }

    /// Ends the browser.
    pub async fn close(self) {
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
