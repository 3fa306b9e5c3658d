//! One keep-alive connection of HTTP/1.1 that costs its owner little: sends bytes, reads one answer.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A connection and the latest answer that came over it.
pub struct Connection {
    stream: TcpStream,
    /// What was read: the head of the answer, then its body as it travels.
    received: Vec<u8>,
    head: usize,
    body: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, received: Vec::with_capacity(64 << 10), head: 0, body: Vec::new() })
    }

    /// Asks for `path` with further `headers`, each ending in CRLF, and gives the status.
    pub async fn get(&mut self, path: &str, headers: &str) -> io::Result<u16> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n");
        self.ask(request.as_bytes()).await
    }

    /// Sends a whole request, reads the whole answer, and gives its status.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<u16> {
        self.stream.write_all(request).await?;
        self.received.clear();
        self.body.clear();
        self.head = self.find(b"\r\n\r\n", 0).await? + 4;
        let status = self.received.get(9..12).and_then(|code| str::from_utf8(code).ok());
        let status = status.and_then(|code| code.parse().ok()).ok_or_else(|| bad("no status"))?;
        if let Some(length) = self.header("content-length").map(str::parse::<usize>) {
            let end = self.head + length.map_err(|_| bad("no length"))?;
            self.fill(end).await?;
            self.body.extend_from_slice(&self.received[self.head..end]);
        } else if self.header("transfer-encoding") == Some("chunked") {
            self.chunks().await?;
        }
        Ok(status)
    }

    /// A header of the latest answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = str::from_utf8(&self.received[..self.head]).ok()?;
        let mut fields = head.split("\r\n").filter_map(|line| line.split_once(':'));
        fields.find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body of the latest answer, still compressed if it came so.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    async fn chunks(&mut self) -> io::Result<()> {
        let mut at = self.head;
        loop {
            let line = self.find(b"\r\n", at).await?;
            let size = str::from_utf8(&self.received[at..line]).map_err(|_| bad("no size"))?;
            let size = usize::from_str_radix(size, 16).map_err(|_| bad("no size"))?;
            let (begin, end) = (line + 2, line + 2 + size);
            self.fill(end + 2).await?;
            self.body.extend_from_slice(&self.received[begin..end]);
            if size == 0 {
                return Ok(());
            }
            at = end + 2;
        }
    }

    /// Reads until `mark` has come at or after `from`, and gives its place.
    async fn find(&mut self, mark: &[u8], from: usize) -> io::Result<usize> {
        loop {
            let rest = self.received.get(from..).unwrap_or_default();
            if let Some(place) = rest.windows(mark.len()).position(|bytes| bytes == mark) {
                return Ok(from + place);
            }
            self.fill(self.received.len() + 1).await?;
        }
    }

    /// Reads until `length` bytes are here.
    async fn fill(&mut self, length: usize) -> io::Result<()> {
        while self.received.len() < length {
            self.received.reserve(16 << 10);
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
