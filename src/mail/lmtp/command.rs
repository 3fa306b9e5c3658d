//! Commands of LMTP as lines, and what each asks for.

/// A command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Lhlo,
    /// MAIL: the sender and the size that the client declares, in bytes.
    Mail {
        sender: String,
        size: Option<u64>,
    },
    Rcpt {
        recipient: String,
    },
    Data,
    Rset,
    Noop,
    Vrfy,
    Quit,
}

/// An answer of one line, without its line end.
pub(super) type Answer = &'static str;

const UNKNOWN: Answer = "500 5.5.1 Command not known here";
const ARGUMENT: Answer = "501 5.5.4 Argument not understood";
const PARAMETER: Answer = "555 5.5.4 Parameter not known here";
const ADDRESS: Answer = "501 5.1.3 Address not understood";
const SMTPUTF8: Answer = "553 5.6.7 Address needs SMTPUTF8";

/// Longest path in bytes (RFC 5321, section 4.5.3.1.3, has 256).
const PATH_BYTES: usize = 320;

impl Command {
    /// Reads a line without its line end.
    ///
    /// # Errors
    /// The answer to give.
    pub fn parse(line: &[u8]) -> Result<Self, Answer> {
        let line = std::str::from_utf8(line).map_err(|_| "500 5.5.2 Not UTF-8")?;
        if line.contains(char::is_control) {
            return Err("500 5.5.2 Control character in command");
        }
        let (verb, argument) = line.split_once(' ').unwrap_or((line, ""));
        let argument = argument.trim();
        match (verb.to_ascii_uppercase().as_str(), argument) {
            ("LHLO", "") => Err(ARGUMENT),
            ("LHLO", _) => Ok(Self::Lhlo),
            ("HELO" | "EHLO", _) => Err("500 5.5.1 This is LMTP: say LHLO"),
            ("MAIL", _) => mail(argument),
            ("RCPT", _) => rcpt(argument),
            ("DATA", "") => Ok(Self::Data),
            ("RSET", "") => Ok(Self::Rset),
            ("QUIT", "") => Ok(Self::Quit),
            ("DATA" | "RSET" | "QUIT", _) => Err(ARGUMENT),
            ("NOOP", _) => Ok(Self::Noop),
            ("VRFY", _) => Ok(Self::Vrfy),
            _ => Err(UNKNOWN),
        }
    }

    /// Whether a line is what a web browser sends, whose page would have it speak to this port.
    pub fn is_http(line: &[u8]) -> bool {
        let verb = line.split(|&byte| byte == b' ').next().unwrap_or_default();
        [&b"GET"[..], b"POST", b"PUT", b"HEAD", b"OPTIONS", b"CONNECT", b"PATCH", b"DELETE"]
            .iter()
            .any(|method| verb.eq_ignore_ascii_case(method))
    }
}

fn mail(argument: &str) -> Result<Command, Answer> {
    let (sender, parameters) = path(argument, "FROM:")?;
    let (mut size, mut is_utf8) = (None, false);
    for parameter in parameters.split_whitespace() {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.to_ascii_uppercase().as_str() {
            "SIZE" => size = Some(value.parse().map_err(|_| ARGUMENT)?),
            "BODY" if ["7BIT", "8BITMIME"].iter().any(|it| value.eq_ignore_ascii_case(it)) => {}
            "BODY" => return Err(ARGUMENT),
            "SMTPUTF8" if value.is_empty() => is_utf8 = true,
            _ => return Err(PARAMETER),
        }
    }
    // Recipients may be beyond ASCII all the same: whether one exists is the handler's to say.
    if sender.is_ascii() || is_utf8 { Ok(Command::Mail { sender, size }) } else { Err(SMTPUTF8) }
}

fn rcpt(argument: &str) -> Result<Command, Answer> {
    let (recipient, parameters) = path(argument, "TO:")?;
    if recipient.is_empty() {
        return Err(ADDRESS);
    }
    if parameters.is_empty() { Ok(Command::Rcpt { recipient }) } else { Err(PARAMETER) }
}

/// The address between brackets after `keyword`, and the parameters after it. A source route is passed
/// over (RFC 5321, appendix C).
fn path<'a>(argument: &'a str, keyword: &str) -> Result<(String, &'a str), Answer> {
    let named = argument.get(..keyword.len()).filter(|it| it.eq_ignore_ascii_case(keyword));
    let rest = named.and_then(|_| argument.get(keyword.len()..)).ok_or(ARGUMENT)?;
    let rest = rest.trim_start().strip_prefix('<').ok_or(ADDRESS)?;
    let (path, parameters) = rest.split_at(closing(rest).ok_or(ADDRESS)?);
    let parameters = parameters.strip_prefix('>').unwrap_or_default();
    let address = match path.strip_prefix('@') {
        Some(route) => route.split_once(':').ok_or(ADDRESS)?.1,
        None => path,
    };
    let apart = parameters.is_empty() || parameters.starts_with(' ');
    let fits = address.len() <= PATH_BYTES && !address.starts_with('@') && !address.ends_with('@');
    if apart && fits { Ok((address.to_owned(), parameters.trim())) } else { Err(ADDRESS) }
}

/// Where the bracket closes: not within a quoted local part, and nothing opens before it.
fn closing(rest: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (position, char) in rest.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(position),
            '<' | ' ' if !quoted => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sender(line: &str) -> Result<(String, Option<u64>), Answer> {
        match Command::parse(line.as_bytes())? {
            Command::Mail { sender, size } => Ok((sender, size)),
            _ => Err("no sender"),
        }
    }

    #[test]
    fn senders_are_read_in_every_allowed_form() {
        for (line, address, size) in [
            ("MAIL FROM:<a@b.go.th>", "a@b.go.th", None),
            ("mail from: <> SIZE=10 BODY=8bitmime", "", Some(10)),
            ("MAIL FROM:<@x,@y:a@b> BODY=7BIT", "a@b", None),
            ("MAIL FROM:<\"a>\\\" b\"@c>", "\"a>\\\" b\"@c", None),
            ("MAIL FROM:<ก@ข.ไทย> SMTPUTF8", "ก@ข.ไทย", None),
        ] {
            assert_eq!(sender(line), Ok((address.to_owned(), size)), "{line}");
        }
    }

    #[test]
    fn mistakes_have_their_own_answers() {
        for (line, answer) in [
            ("EHLO x", "500 5.5.1 This is LMTP: say LHLO"),
            ("LHLO", ARGUMENT),
            ("MAIL", ARGUMENT),
            ("MAIL FROM:a@b", ADDRESS),
            ("MAIL FROM:<a@b", ADDRESS),
            ("MAIL FROM:<a@b>SIZE=1", ADDRESS),
            ("MAIL FROM:<a b@c>", ADDRESS),
            ("MAIL FROM:<a@b> SIZE=ten", ARGUMENT),
            ("MAIL FROM:<a@b> BODY=BINARYMIME", ARGUMENT),
            ("MAIL FROM:<a@b> RET=HDRS", PARAMETER),
            ("MAIL FROM:<ก@b>", SMTPUTF8),
            ("RCPT TO:<>", ADDRESS),
            ("RCPT TO:<a@b> NOTIFY=NEVER", PARAMETER),
            ("DATA now", ARGUMENT),
            ("BDAT 1 LAST", UNKNOWN),
            ("", UNKNOWN),
        ] {
            assert_eq!(Command::parse(line.as_bytes()), Err(answer), "{line}");
        }
        assert!(Command::parse(b"NOOP \xff").is_err() && Command::parse(b"NOOP a\rb").is_err());
    }

    proptest! {
        #[test]
        fn no_line_makes_it_panic(bytes in any::<Vec<u8>>(), text in "(MAIL FROM:|rcpt to: )<?\"?.{0,20}>?.*") {
            let _ = Command::parse(&bytes);
            let _ = Command::parse(text.as_bytes());
        }
    }
}
