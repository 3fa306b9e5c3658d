//! A connection read by lines and by bytes, each wait bounded in time.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

use super::data::Data;

/// How many times the largest letter a client may send before it is cut off.
const PATIENCE: usize = 4;

/// A line from the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Without its CR LF.
    Whole(Vec<u8>),
    /// Longer than allowed; it was read to its end.
    TooLong,
    /// Ended by a line feed alone.
    Bare,
    /// The client has left, in the middle of a line or not.
    End,
}

/// The two ends of a connection.
pub(super) struct Lines {
    stream: BufReader<TcpStream>,
    idle: Duration,
}

impl Lines {
    pub fn new(stream: TcpStream, idle: Duration) -> Self {
        Self { stream: BufReader::with_capacity(64 * 1024, stream), idle }
    }

    /// Reads a line of at most `most` bytes.
    ///
    /// # Errors
    /// `TimedOut`, or what the network says.
    pub async fn line(&mut self, most: usize) -> io::Result<Line> {
        let (mut line, mut is_long) = (Vec::new(), false);
        loop {
            let bytes = timeout(self.idle, self.stream.fill_buf()).await??;
            if bytes.is_empty() {
                return Ok(Line::End);
            }
            let end = memchr::memchr(b'\n', bytes);
            let length = end.map_or(bytes.len(), |end| end + 1);
            if line.len() + length > most {
                is_long = true;
            } else {
                line.extend_from_slice(bytes.get(..length).unwrap_or_default());
            }
            self.stream.consume(length);
            if end.is_some() {
                break;
            }
        }
        Ok(match line.strip_suffix(b"\r\n") {
            _ if is_long => Line::TooLong,
            Some(line) => Line::Whole(line.to_vec()),
            None => Line::Bare,
        })
    }

    /// Reads a letter to its end.
    ///
    /// # Errors
    /// `UnexpectedEof` when the client leaves before the end, `InvalidData` when it sends four times
    /// the bound, `TimedOut`, or what the network says.
    pub async fn data(&mut self, most: usize) -> io::Result<Data> {
        let mut data = Data::new(most);
        while !data.is_ended() {
            let bytes = timeout(self.idle, self.stream.fill_buf()).await??;
            if bytes.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let taken = data.take(bytes);
            self.stream.consume(taken);
            if data.length() > most.saturating_mul(PATIENCE) {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        Ok(data)
    }

    /// Sends text that ends its own lines.
    ///
    /// # Errors
    /// `TimedOut`, or what the network says.
    pub async fn send(&mut self, text: &str) -> io::Result<()> {
        timeout(self.idle, self.stream.write_all(text.as_bytes())).await?
    }
}
