//! What the first page and all that it names weigh on their way to a phone.

use std::collections::BTreeSet;

use crate::{
    Outcome,
    figures::{line, number},
    http::Connection,
    product::Product,
};

/// Prints the size of the page and of what it names: styles, scripts, pictures, and every font that
/// the styles name.
pub async fn measure(product: &Product) -> Outcome<()> {
    let mut connection = Connection::open(product.address).await?;
    let mut named = BTreeSet::new();
    fetch(&mut connection, "/", "").await?;
    named.extend(between(connection.body(), "\"/static/", '"'));
    for style in named.clone().iter().filter(|name| name.ends_with(".css")) {
        fetch(&mut connection, &format!("/static/{style}"), "").await?;
        named.extend(between(connection.body(), "url(", ')'));
    }
    let compressed = "accept-encoding: gzip, br\r\n";
    let page = fetch(&mut connection, "/", compressed).await?;
    let mut rest = 0;
    for name in &named {
        rest += fetch(&mut connection, &format!("/static/{name}"), compressed).await?;
    }
    let kilobytes = |bytes: usize| number(bytes as f64 / 1024.0);
    let parts = format!(
        "{} KB compressed ({} the page, {} in {} files)        aim: at most 100 KB",
        kilobytes(page + rest),
        kilobytes(page),
        kilobytes(rest),
        named.len()
    );
    line("first page", &parts);
    Ok(())
}

/// The size of a body as it travels.
async fn fetch(connection: &mut Connection, path: &str, headers: &str) -> Outcome<usize> {
    match connection.get(path, headers).await? {
        200 => Ok(connection.body().len()),
        status => Err(format!("{path} answered {status}").into()),
    }
}

/// Every text that stands between `begin` and `end`.
fn between(body: &[u8], begin: &str, end: char) -> Vec<String> {
    let text = String::from_utf8_lossy(body);
    let pieces = text.split(begin).skip(1).filter_map(|piece| piece.split(end).next());
    pieces.map(str::to_owned).collect()
}
