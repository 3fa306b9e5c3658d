//! Letters as nobody should send them.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

#[test]
fn what_goes_beyond_the_bounds_is_left_out_and_noted() {
    let noted = |bytes: &[u8], problem| {
        let letter = read(bytes);
        assert!(letter.problems.contains(&problem), "{problem:?}: {:?}", letter.problems);
        letter
    };
    let mut nested = String::new();
    for level in 0..2000 {
        write!(nested, "Content-Type: multipart/mixed; boundary=b{level}x\n\n--b{level}x\n")
            .unwrap();
    }
    noted(nested.as_bytes(), Problem::NestedTooDeep);
    noted("Content-Type: message/rfc822\n\n".repeat(100_000).as_bytes(), Problem::NestedTooDeep);
    let digest = "Content-Type: multipart/digest; boundary=b\n\n--b\n\n".repeat(1000);
    noted(digest.as_bytes(), Problem::TooManyParts);

    let mut fields =
        "From: a@b\n".to_owned() + &"X-Filler: y\n".repeat(100_000) + "Subject: last\n\nx";
    assert_eq!(read(fields.as_bytes()).subject, "last");
    fields = "To: a@b\n".repeat(100_000);
    assert_eq!(noted(fields.as_bytes(), Problem::HeaderCut).to, ["a@b"]);
    let many: String = (0..500).map(|number| format!("a{number}@b, ")).collect();
    assert_eq!(noted(format!("To: {many}\n\n").as_bytes(), Problem::HeaderCut).to.len(), 100);

    let files = vec![part("Content-Type: x/y", b"z"); 60];
    assert_eq!(noted(&mixed("b", &files), Problem::TooManyAttachments).attachments.len(), 50);
    let texts = vec![b"\r\ntext".to_vec(); 300];
    assert_eq!(noted(&mixed("b", &texts), Problem::TooManyParts).text.matches("text").count(), 199);
    let large = part("Content-Type: x/y", &vec![b'a'; ATTACHMENT_BYTES + 1]);
    assert!(noted(&large, Problem::AttachmentTooLarge).attachments.is_empty());

    let letter = noted(
        format!("Subject: {}\n\n{}", "ที่".repeat(600), "กา".repeat(50_000)).as_bytes(),
        Problem::TextCut,
    );
    assert!(letter.problems.contains(&Problem::SubjectCut));
    assert_eq!((letter.subject.chars().count(), letter.text.len()), (1500, TEXT_BYTES - 1));
}

#[test]
fn an_attachment_of_25_mib_is_kept() {
    let mut content = PDF.to_vec();
    content.resize(ATTACHMENT_BYTES - 6, b' ');
    content.extend_from_slice(b"%%EOF\n");
    let letter =
        read(&mixed("b", &[b"\r\nx".to_vec(), part("Content-Type: application/pdf", &content)]));
    assert_eq!((letter.problems.len(), letter.attachments[0].bytes.len()), (0, ATTACHMENT_BYTES));
}

/// What must hold for any letter.
fn is_within_bounds(letter: &Letter) -> bool {
    let texts = [&letter.subject, &letter.text, &letter.from_name].into_iter().chain(&letter.to);
    let unfit = |char: char| char.is_control() && char != '\n' && char != '\t';
    texts.chain(&letter.message_id).chain(&letter.in_reply_to).all(|text| !text.contains(unfit))
        && letter.text.len() <= TEXT_BYTES
        && letter.attachments.len() <= MOST_ATTACHMENTS
        && letter
            .attachments
            .iter()
            .all(|it| !it.name.is_empty() && !it.name.contains(['/', '\\', '\0']))
        && !letter.problems.contains(&Problem::Unreadable)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_bytes_make_it_fail(bytes in any::<Vec<u8>>()) {
        prop_assert!(is_within_bounds(&read(&bytes)));
    }

    #[test]
    fn no_fields_make_it_fail(
        name in "From|To|Subject|Message-ID|References|Content-Type|Content-Disposition|Sender",
        value in "([<>(),;:@\"\\\\=?*'. \r\n\ta]|=\\?utf-8\\?[BQ]\\?|multipart/mixed; boundary=|\\PC|%e0|name\\*0){0,60}",
    ) {
        let bytes = format!("{name}: {value}\r\nContent-Type: text/html\r\n\r\n{value}");
        prop_assert!(is_within_bounds(&read(bytes.as_bytes())));
    }

    #[test]
    fn no_html_makes_it_fail(html in "(<|>|</?[a-z]{1,5}|&|;|#|x|[0-9]|<!--|-->|/|\\PC| ){0,80}") {
        prop_assert!(is_within_bounds(&letter("Content-Type: text/html\n", html.as_bytes())));
    }

    #[test]
    fn no_damage_makes_it_fail(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..30),
        chunk in any::<prop::sample::Index>(),
    ) {
        let mut bytes = mixed("o", &[real_letter(), real_letter()]);
        for (at, byte, change) in changes {
            let at = at.index(bytes.len());
            match change {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.rotate_left(at % 3),
            }
        }
        let from = chunk.index(bytes.len());
        bytes.extend_from_within(from..);
        prop_assert!(is_within_bounds(&read(&bytes)));
    }
}
