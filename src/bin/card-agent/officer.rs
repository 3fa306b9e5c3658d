//! The officer at the keyboard: sees what is asked, and presses Enter or not.

use std::{io::BufRead, time::Duration};

use rian::identity::desk_protocol::Challenge;
use tokio::sync::mpsc;

use crate::words::{self, Words, plain};

/// What the officer decided.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    /// Read now.
    Read,
    /// Do not read.
    Leave,
    /// The time ran out.
    Late,
    /// There is no keyboard any more.
    Gone,
}

/// Somebody who can agree to a read, or the switch that agrees to each.
pub enum Officer {
    /// Lines as they are typed.
    Keyboard(mpsc::UnboundedReceiver<String>),
    /// `--read-at-once`.
    Absent,
}

impl Officer {
    /// The one at this keyboard.
    pub fn at_keyboard() -> Self {
        let (line, lines) = mpsc::unbounded_channel();
        // A thread of its own, because a read of the keyboard cannot be called off.
        std::thread::spawn(move || {
            for typed in std::io::stdin().lock().lines().map_while(Result::ok) {
                if line.send(typed).is_err() {
                    break;
                }
            }
        });
        Self::Keyboard(lines)
    }

    /// Shows `challenge`. What was typed before it came is no answer to it.
    pub fn show(&mut self, challenge: &Challenge) {
        if let Self::Keyboard(lines) = self {
            while lines.try_recv().is_ok() {}
        }
        let (agency, desk) = (plain(&challenge.agency), plain(&challenge.desk));
        println!("\n────────────────────────────────────────");
        println!("ขออ่านบัตรประชาชน · A card read is asked for");
        println!("หน่วยงาน · agency   {agency} ({desk})");
        if let Some(officer) = &challenge.officer_name {
            println!("เจ้าหน้าที่ · officer   {}", plain(officer));
        }
        words::purpose(challenge.purpose).say();
        println!("รหัส · code   {}", plain(&challenge.code));
    }

    /// Waits for Enter, or for `n` and Enter, for as long as the challenge lives.
    pub async fn decide(&mut self, left: Duration) -> Decision {
        let Self::Keyboard(lines) = self else { return Decision::Read };
        Words::new(
            "ถ้ารหัสตรงกับในเบราว์เซอร์ ให้เสียบบัตรแล้วกด Enter · พิมพ์ n แล้วกด Enter เพื่อไม่อ่าน",
            "If the browser shows the same code, insert the card and press Enter; n and Enter to refuse.",
        )
        .say();
        match tokio::time::timeout(left, lines.recv()).await {
            Ok(Some(line)) if line.trim().is_empty() => Decision::Read,
            Ok(Some(_)) => Decision::Leave,
            Ok(None) => Decision::Gone,
            Err(_) => Decision::Late,
        }
    }

    /// Whether a person can mend what went wrong and try again.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Keyboard(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn enter_reads_and_every_word_refuses() {
        let (line, lines) = mpsc::unbounded_channel();
        let mut officer = Officer::Keyboard(lines);
        let second = Duration::from_secs(1);
        for (typed, decision) in
            [("", Decision::Read), ("n", Decision::Leave), ("yes?", Decision::Leave)]
        {
            line.send(typed.to_owned()).unwrap();
            assert_eq!(officer.decide(second).await, decision);
        }
        assert_eq!(officer.decide(Duration::ZERO).await, Decision::Late);
        drop(line);
        assert_eq!(officer.decide(second).await, Decision::Gone);
        assert_eq!(Officer::Absent.decide(second).await, Decision::Read);
    }
}
