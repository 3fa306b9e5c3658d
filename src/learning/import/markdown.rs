//! Markdown to the pages of a lesson: split at second-level headings, pictures from the folder, no raw HTML.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Problem;
use crate::web::html::CleanHtml;

/// Below this many characters a section joins the next one on the same page.
const SHORT_PAGE: usize = 300;

/// A lesson's text.
pub struct Text {
    /// The first heading of level one, taken out of the pages.
    pub title: Option<String>,
    /// At least one page.
    pub pages: Vec<CleanHtml>,
    /// Characters a person reads, without spaces and marks of Markdown.
    pub characters: usize,
}

/// Renders `source`. `picture` gives the address of a picture of the folder; `first_line` is the
/// line of the file on which `source` begins.
pub fn render(
    file: &str,
    source: &str,
    first_line: usize,
    mut picture: impl FnMut(&str) -> Option<String>,
    problems: &mut Vec<Problem>,
) -> Text {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut title: Option<String> = None;
    let mut in_title = false;
    // Pictures that cannot be shown leave their alternative text behind.
    let mut without_picture = 0;
    let mut characters = 0;
    let mut pages: Vec<(Vec<Event>, usize)> = vec![(Vec::new(), 0)];
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        let line = first_line + source[..range.start].matches('\n').count();
        if in_title {
            match event {
                Event::End(TagEnd::Heading(_)) => in_title = false,
                Event::Text(text) | Event::Code(text) => {
                    title.get_or_insert_default().push_str(&text);
                }
                _ => {}
            }
            continue;
        }
        let event = match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if title.is_none() => {
                in_title = true;
                title = Some(String::new());
                continue;
            }
            // Raw HTML, comments among it, is not part of the format.
            Event::Html(_) | Event::InlineHtml(_) => continue,
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                match local(&dest_url).and_then(&mut picture) {
                    Some(address) => Event::Start(Tag::Image {
                        link_type,
                        dest_url: CowStr::from(address),
                        title,
                        id,
                    }),
                    None => {
                        let message = if local(&dest_url).is_some() {
                            format!("the picture {dest_url} is not in the folder, or is no picture")
                        } else {
                            format!("the picture {dest_url} is on another site and cannot be shown")
                        };
                        problems.push(match local(&dest_url) {
                            Some(_) => Problem::new(file, Some(line), message),
                            None => Problem::warning(file, Some(line), message),
                        });
                        without_picture += 1;
                        continue;
                    }
                }
            }
            Event::End(TagEnd::Image) if without_picture > 0 => {
                without_picture -= 1;
                continue;
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                if pages.last().is_some_and(|(_, length)| *length >= SHORT_PAGE) {
                    pages.push((Vec::new(), 0));
                }
                event
            }
            other => other,
        };
        if let Some((events, length)) = pages.last_mut() {
            if let Event::Text(text) | Event::Code(text) = &event {
                let read = text.chars().filter(|c| !c.is_whitespace()).count();
                *length += read;
                characters += read;
            }
            events.push(event);
        }
    }
    // A short last section joins the page before it.
    if pages.len() > 1
        && pages.last().is_some_and(|(_, length)| *length < SHORT_PAGE)
        && let Some((events, _)) = pages.pop()
        && let Some((last, _)) = pages.last_mut()
    {
        last.extend(events);
    }
    Text {
        title: title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty()),
        pages: pages.into_iter().map(|(events, _)| CleanHtml::from_events(events)).collect(),
        characters,
    }
}

/// The name inside the folder, if the address is not on another site.
fn local(address: &str) -> Option<&str> {
    let other_site =
        address.contains("://") || address.starts_with("//") || address.starts_with("data:");
    (!other_site).then(|| address.trim_start_matches("./"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rendered(source: &str) -> (Text, Vec<Problem>) {
        let mut problems = Vec::new();
        let picture = |name: &str| (name == "media/a.svg").then(|| "/media/x.svg".to_owned());
        (render("01.md", source, 1, picture, &mut problems), problems)
    }

    #[test]
    fn the_first_heading_is_the_title_and_comments_vanish() {
        let (text, _) = rendered("<!-- note -->\n# หลักการ\n\nเนื้อหา <b onclick=\"x()\">หนา</b>");
        assert_eq!(text.title.as_deref(), Some("หลักการ"));
        assert_eq!(text.pages[0].as_str().trim(), "<p>เนื้อหา หนา</p>");
    }

    #[test]
    fn each_section_of_some_length_is_a_page() {
        let long = "ก".repeat(400);
        let (text, _) = rendered(&format!("## หนึ่ง\n\n{long}\n\n## สอง\n\n{long}\n\n## สั้น\n\nก"));
        assert_eq!(text.pages.len(), 2);
    }

    #[test]
    fn a_picture_comes_from_the_folder_or_leaves_its_words() {
        let (text, problems) =
            rendered("![ก](media/a.svg) ![ข](https://example.org/b.png)\n\n![ค](media/c.png)");
        assert!(text.pages[0].as_str().contains("<img src=\"/media/x.svg\" alt=\"ก\""));
        assert!(
            text.pages[0].as_str().contains('ข') && !text.pages[0].as_str().contains("example")
        );
        assert_eq!(problems.len(), 2);
        assert!(problems[0].warning && !problems[1].warning);
        assert_eq!(problems[1].line, Some(3));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_renderer_panic_or_leaves_a_script(source in "\\PC{0,200}") {
            let (text, _) = rendered(&format!("{source}<script>x</script>"));
            prop_assert!(text.pages.iter().all(|page| !page.as_str().contains("<script")));
        }
    }
}
