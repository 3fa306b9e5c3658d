//! The receiver before real clients: Python's smtplib, and bare sockets that misbehave.

use std::sync::Mutex;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
};

use super::*;

type Kept = Arc<Mutex<Vec<Delivery>>>;

/// A receiver on a free port, what it kept, and the way to stop it.
struct Receiver {
    port: u16,
    kept: Kept,
    stop: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
}

fn small() -> Limits {
    Limits { message_bytes: 1000, line_bytes: 200, ..Limits::default() }
}

async fn receiver(limits: Limits) -> Receiver {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let kept = Kept::default();
    let (stop, stopped) = watch::channel(false);
    let seen = kept.clone();
    let handler = move |delivery: Delivery| {
        let seen = seen.clone();
        async move {
            let verdict = match delivery.recipient.split('@').next() {
                Some("later") => Verdict::TryLater("Database is away"),
                Some("nobody") => Verdict::Refused("No such recipient"),
                Some("panic") => delivery.recipient.parse::<u8>().map(|_| Verdict::Kept).unwrap(),
                _ => Verdict::Kept,
            };
            seen.lock().unwrap().push(delivery);
            verdict
        }
    };
    let serving = tokio::spawn(serve(listener, limits, handler, stopped));
    Receiver { port, kept, stop, serving }
}

impl Receiver {
    async fn connect(&self) -> TcpStream {
        let mut client = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        assert!(heard(&mut client, "ready\r\n").await.starts_with("220 "));
        client
    }

    /// Sends all at once, closes, and reads all answers after the greeting.
    async fn tell(&self, bytes: &[u8]) -> Vec<String> {
        let mut client = self.connect().await;
        client.write_all(bytes).await.unwrap();
        client.shutdown().await.unwrap();
        let mut answers = String::new();
        client.read_to_string(&mut answers).await.unwrap();
        answers.lines().map(str::to_owned).collect()
    }

    /// The same after LHLO, with its answers left out.
    async fn tell_greeted(&self, bytes: &str) -> Vec<String> {
        let answers = self.tell(format!("LHLO me\r\n{bytes}").as_bytes()).await;
        assert_eq!(answers[0], "250-rian");
        answers.into_iter().skip_while(|answer| !answer.starts_with("250 SIZE")).skip(1).collect()
    }

    fn kept(&self) -> Vec<Delivery> {
        self.kept.lock().unwrap().clone()
    }
}

async fn heard(client: &mut TcpStream, until: &str) -> String {
    let mut heard = Vec::new();
    while !heard.ends_with(until.as_bytes()) {
        let mut byte = [0];
        assert_eq!(client.read(&mut byte).await.unwrap(), 1, "{}", heard.escape_ascii());
        heard.push(byte[0]);
    }
    String::from_utf8(heard).unwrap()
}

fn starts(answers: &[String], expected: &[&str]) {
    let matched = answers.iter().zip(expected).all(|(answer, start)| answer.starts_with(start));
    assert!(answers.len() == expected.len() && matched, "{answers:#?} are not {expected:?}");
}

#[tokio::test]
async fn python_delivers_letters_and_hears_the_verdicts() {
    let receiver = receiver(Limits::default()).await;
    // `sendmail` of smtplib reads one answer after the letter, so each recipient has a letter.
    let script = r#"
import smtplib, sys
client = smtplib.LMTP("127.0.0.1", int(sys.argv[1]))
print(client.ehlo()[0], sorted(client.esmtp_features))
letter = b"Subject: x\r\n\r\n.dot\r\n" + "ก".encode("tis-620") + b"\r\n"
for recipient in ["one@r", "later@r", "nobody@r", "panic@r"]:
    try:
        print(client.sendmail("a@x.go.th", [recipient], letter, ["BODY=8BITMIME"]))
    except smtplib.SMTPResponseException as refusal:
        print(refusal.smtp_code, refusal.smtp_error.decode())
print(client.sendmail("", ["two@r"], b"\r\nempty\r\n"))
print(client.vrfy("x")[0], client.noop()[0], client.rset()[0], client.docmd("HELO x")[0])
print(client.quit()[0])
"#;
    let mut python = Command::new("python3");
    let output = python.args(["-c", script, &receiver.port.to_string()]).output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = [
        "250 ['8bitmime', 'enhancedstatuscodes', 'pipelining', 'size', 'smtputf8']",
        "{}",
        "451 4.3.0 Database is away",
        "550 5.0.0 No such recipient",
        "451 4.3.0 Failed here, try again later",
        "{}",
        "252 250 250 500",
        "221",
    ];
    let mistakes = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{mistakes}");

    let kept = receiver.kept();
    assert_eq!(kept.len(), 4);
    assert_eq!(&kept[0].message[..], b"Subject: x\r\n\r\n.dot\r\n\xa1\r\n");
    assert_eq!((kept[3].sender.as_str(), kept[3].recipient.as_str()), ("", "two@r"));
}

#[tokio::test]
async fn two_recipients_of_pipelined_commands_have_their_own_answers() {
    let receiver = receiver(small()).await;
    let answers = receiver
        .tell_greeted(
            "MAIL FROM:<a@b> SIZE=10\r\nRCPT TO:<one@r>\r\nRCPT TO:<bad\r\nRCPT TO:<later@r>\r\n\
             DATA\r\nhello\r\n.\r\nRCPT TO:<x@r>\r\nMAIL FROM:<>\r\nRSET\r\nDATA\r\nQUIT\r\n",
        )
        .await;
    let expected = ["250 2.1.0", "250 2.1.5", "501", "250 2.1.5", "354", "250 2.0.0", "451 4.3.0"];
    starts(&answers[..7], &expected);
    starts(&answers[7..], &["503", "250", "250", "503 5.5.1", "221"]);
    assert_eq!(receiver.kept().len(), 2);
}

#[tokio::test]
async fn a_second_letter_cannot_be_smuggled_inside_the_first() {
    let receiver = receiver(small()).await;
    for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n"] {
        let answers = receiver
            .tell_greeted(&format!(
                "MAIL FROM:<a@b>\r\nRCPT TO:<one@r>\r\nDATA\r\nhello{end}MAIL FROM:<evil@b>\r\n\
                 RCPT TO:<two@r>\r\nDATA\r\nevil\r\n.\r\nQUIT\r\n"
            ))
            .await;
        starts(&answers, &["250", "250", "354", "250 2.0.0", "221"]);
    }
    assert!(receiver.kept().iter().all(|delivery| delivery.recipient == "one@r"));
    assert_eq!(receiver.kept().len(), 5);
}

#[tokio::test]
async fn a_letter_that_is_too_large_is_refused_for_each_recipient_and_the_next_is_taken() {
    let receiver = receiver(small()).await;
    let large = "a".repeat(1500);
    let answers = receiver
        .tell_greeted(&format!(
            "MAIL FROM:<a@b> SIZE=1001\r\nMAIL FROM:<a@b>\r\nRCPT TO:<one@r>\r\nRCPT TO:<two@r>\r\n\
             DATA\r\n{large}\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<three@r>\r\nDATA\r\nok\r\n.\r\n"
        ))
        .await;
    let expected = ["552 5.3.4", "250", "250", "250", "354", "552 5.3.4", "552 5.3.4"];
    starts(&answers[..7], &expected);
    starts(&answers[7..], &["250", "250", "354", "250"]);
    assert_eq!(receiver.kept().len(), 1);

    let endless = format!("MAIL FROM:<a@b>\r\nRCPT TO:<one@r>\r\nDATA\r\n{}", large.repeat(3));
    starts(&receiver.tell_greeted(&endless).await, &["250", "250", "354", "421 4.3.4"]);
}

#[tokio::test]
async fn a_client_that_leaves_in_the_middle_has_delivered_nothing() {
    let receiver = receiver(small()).await;
    for end in ["hel", "hello\r\n", "hello\r\n.", "hello\r\n.\r"] {
        let begun = format!("MAIL FROM:<a@b>\r\nRCPT TO:<one@r>\r\nDATA\r\n{end}");
        starts(&receiver.tell_greeted(&begun).await, &["250", "250", "354"]);
    }
    assert!(receiver.kept().is_empty());
}

#[tokio::test]
async fn other_protocols_are_turned_away() {
    let receiver = receiver(small()).await;
    starts(&receiver.tell(b"EHLO x\r\nMAIL FROM:<a@b>\r\n").await, &["500 5.5.1", "503 5.5.1"]);
    let web = "POST / HTTP/1.1\r\nHost: x\r\n\r\nLHLO x\r\nMAIL FROM:<a@b>\r\n";
    starts(&receiver.tell(web.as_bytes()).await, &["421 4.7.0"]);
    let long = format!("NOOP {}\r\nNOOP\nNOOP\r\n", "a".repeat(500));
    starts(&receiver.tell(long.as_bytes()).await, &["500 5.5.6", "500 5.5.2", "250"]);
    let answers = receiver.tell("\u{7f}X\r\n".repeat(50).as_bytes()).await;
    assert_eq!(answers.len(), 21);
    assert!(answers[20].starts_with("421 4.7.0"));
}

#[tokio::test]
async fn clients_that_are_idle_or_too_many_are_let_go() {
    let idle = Duration::from_millis(200);
    let receiver = receiver(Limits { idle, connections: 1, ..small() }).await;
    let mut first = receiver.connect().await;
    let mut second = TcpStream::connect(("127.0.0.1", receiver.port)).await.unwrap();
    assert!(heard(&mut second, "\r\n").await.starts_with("421 4.3.2"));
    assert!(heard(&mut first, "\r\n").await.starts_with("421 4.4.2"));
}

#[tokio::test]
async fn a_stop_waits_for_the_letter_under_way() {
    let receiver = receiver(small()).await;
    let (mut busy, mut waiting) = (receiver.connect().await, receiver.connect().await);
    busy.write_all(b"LHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<one@r>\r\nDATA\r\nhello\r\n")
        .await
        .unwrap();
    heard(&mut busy, "of its own\r\n").await;
    receiver.stop.send(true).unwrap();
    assert!(heard(&mut waiting, "\r\n").await.starts_with("421 4.3.2"));
    busy.write_all(b".\r\n").await.unwrap();
    assert!(heard(&mut busy, "\r\n").await.starts_with("250 2.0.0"));
    assert!(heard(&mut busy, "\r\n").await.starts_with("421 4.3.2"));
    receiver.serving.await.unwrap();
    assert_eq!(receiver.kept.lock().unwrap().len(), 1);
}
