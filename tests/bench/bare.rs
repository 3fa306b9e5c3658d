//! The yardstick of a page: a bare poem handler that answers the same bytes, in a process of its own.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

use bytes::Bytes;
use poem::{
    EndpointExt, Response, Route, Server, get, handler,
    listener::{Acceptor, Listener, TcpListener},
    web::Data,
};

use crate::Outcome;

/// The argument by which this program becomes that server.
pub const COMMAND: &str = "bare";

/// Such a server; it ends with this value.
pub struct Bare {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Bare {
    /// Starts a server that answers the bytes of a file.
    pub fn start(page: &Path) -> Outcome<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child =
            command.arg(COMMAND).arg(page).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut address)?;
        Ok(Self { child, address: address.trim().parse()? })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the bytes of a file on a free port until whoever started it is gone.
pub async fn serve(page: &Path) -> Outcome<()> {
    let page = Bytes::from(std::fs::read(page)?);
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
    let address = acceptor.local_addr().into_iter().next();
    let address = address.and_then(|it| it.as_socket_addr().copied()).ok_or("no address")?;
    println!("{address}");
    let pages = Route::new().at("/courses/:slug", get(show)).data(page);
    let gone = tokio::task::spawn_blocking(|| std::io::stdin().lines().count());
    Ok(Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(pages, async move { drop(gone.await) }, None)
        .await?)
}

#[handler]
fn show(page: Data<&Bytes>) -> Response {
    Response::builder().content_type("text/html; charset=utf-8").body(page.0.clone())
}
