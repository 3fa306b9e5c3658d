//! One question to one server: UDP with EDNS, a second try, then TCP when the answer is cut.

use std::{io, net::SocketAddr, time::Duration};

use hickory_proto::{
    op::{Edns, Message, MessageType, Query, ResponseCode},
    rr::{Name, RecordType},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpStream, UdpSocket},
    time::timeout,
};

/// How long one try over UDP may take.
const UDP_TRY: Duration = Duration::from_secs(2);
/// How long an exchange over TCP may take.
const TCP_TRY: Duration = Duration::from_secs(3);
/// Answers up to this many bytes pass every path unbroken (DNS flag day 2020).
const PAYLOAD: u16 = 1232;

/// Why a server told us nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Silence {
    /// No answer in time.
    Timeout,
    /// The port is closed, or the way is barred.
    Closed,
    /// This machine has no road of that address family.
    NoRoute,
    /// It answers REFUSED.
    Refused,
    /// It answers SERVFAIL, or nonsense.
    Failed,
    /// It answers without authority for the zone.
    Lame,
    /// The zone or its servers cannot be found.
    NoServer,
}

impl From<io::Error> for Silence {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::TimedOut => Self::Timeout,
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::AddrNotAvailable => Self::NoRoute,
            _ => Self::Closed,
        }
    }
}

/// How a question is put.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// To a server that should know: no recursion.
    Direct,
    /// To a resolver. Checking is disabled, for only the way to the servers is asked of it.
    Recursive,
}

/// Asks `server` for `name` and `kind`. Any answer to the very question counts, whatever its code.
pub(super) async fn ask(
    server: SocketAddr,
    name: &Name,
    kind: RecordType,
    manner: Manner,
) -> Result<Message, Silence> {
    let mut question = Message::query();
    question.metadata.recursion_desired = manner == Manner::Recursive;
    question.metadata.checking_disabled = manner == Manner::Recursive;
    question.add_query(Query::query(name.clone(), kind));
    let mut edns = Edns::new();
    edns.set_max_payload(PAYLOAD);
    question.set_edns(edns);
    let answer = over_udp(server, &question).await?;
    let answer = match answer.response_code {
        // A server from before EDNS (RFC 6891 section 7).
        ResponseCode::FormErr | ResponseCode::NotImp => {
            question.edns = None;
            over_udp(server, &question).await?
        }
        _ => answer,
    };
    if !answer.truncation {
        return Ok(answer);
    }
    let bytes = question.to_vec().map_err(|_| Silence::Failed)?;
    let bytes = over_tcp(server, &bytes).await?;
    let answer = Message::from_vec(&bytes).map_err(|_| Silence::Failed)?;
    if answers(&answer, &question) { Ok(answer) } else { Err(Silence::Failed) }
}

async fn over_udp(server: SocketAddr, question: &Message) -> Result<Message, Silence> {
    let bytes = question.to_vec().map_err(|_| Silence::Failed)?;
    for _ in 0..2 {
        // A new socket for each try has a new source port, one more thing a forger must guess.
        let socket = UdpSocket::bind(any_port(server)).await.map_err(|_| Silence::NoRoute)?;
        socket.connect(server).await?;
        socket.send(&bytes).await?;
        if let Ok(answer) = timeout(UDP_TRY, matching(&socket, question)).await {
            return answer;
        }
    }
    Err(Silence::Timeout)
}

/// Waits for the answer to `question`, passing over everything else that arrives.
async fn matching(socket: &UdpSocket, question: &Message) -> Result<Message, Silence> {
    let mut buffer = [0; 4096];
    loop {
        let length = socket.recv(&mut buffer).await?;
        if let Ok(answer) = Message::from_vec(&buffer[..length])
            && answers(&answer, question)
        {
            return Ok(answer);
        }
    }
}

/// Sends `message` over TCP and reads one message back (RFC 7766); within three seconds.
pub(super) async fn over_tcp(server: SocketAddr, message: &[u8]) -> Result<Vec<u8>, Silence> {
    let exchange = async {
        let mut stream = TcpStream::connect(server).await?;
        let length = u16::try_from(message.len()).map_err(|_| Silence::Failed)?;
        stream.write_all(&[&length.to_be_bytes(), message].concat()).await?;
        let length = stream.read_u16().await?;
        let mut answer = vec![0; length.into()];
        stream.read_exact(&mut answer).await?;
        Ok(answer)
    };
    timeout(TCP_TRY, exchange).await.unwrap_or(Err(Silence::Timeout))
}

fn answers(answer: &Message, question: &Message) -> bool {
    answer.message_type == MessageType::Response
        && answer.id == question.id
        // Some servers leave the question out when they refuse.
        && (answer.queries == question.queries || answer.queries.is_empty())
}

fn any_port(server: SocketAddr) -> SocketAddr {
    if server.is_ipv4() { ([0, 0, 0, 0], 0).into() } else { ([0u16; 8], 0).into() }
}
