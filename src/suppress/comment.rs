//! The comments that silence: `<!-- falint-ignore word-zuochu: reason -->`.
//!
//! Knows how they are written, full-width marks included, and not what the names in them mean.

use crate::diagnostic::Span;
use crate::document::tree::label::is_blank;
use crate::source::Source;

const KEYWORD: &str = "falint-ignore";

/// A comment that speaks to falint.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// All of it, in bytes of the decoded text.
    pub(super) span: Span,
    /// The names before the colon; empty where there is none.
    pub(super) names: Vec<Span>,
    /// Whether it is written as it should be.
    pub(super) form: Form,
}

/// Whether a comment is written as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It is.
    Right,
    /// It speaks to falint, but in no words that falint knows.
    Unknown,
    /// It names no lint.
    Nameless,
}

/// The comments of a source that speak to falint, in order.
pub(super) fn read(source: &Source) -> Vec<Comment> {
    source.comments().iter().filter_map(|&span| comment(source.text(), span)).collect()
}

fn comment(text: &str, span: Span) -> Option<Comment> {
    let inner = span.of(text).strip_prefix("<!--")?.strip_suffix("-->").unwrap_or_default();
    let body = inner.trim_matches(is_blank);
    let Some(rest) = body.strip_prefix(KEYWORD).filter(|rest| !rest.starts_with(goes_on)) else {
        return speaks_to_us(body).then_some(Comment { span, names: Vec::new(), form: Form::Unknown });
    };
    let list = rest.split([':', '：']).next().unwrap_or_default();
    let start = span.start + "<!--".len() + (inner.len() - inner.trim_start_matches(is_blank).len()) + KEYWORD.len();
    let names = names(list, start);
    let form = if names.is_empty() { Form::Nameless } else { Form::Right };
    Some(Comment { span, names, form })
}

/// Whether a character makes the word before it another word.
fn goes_on(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether a comment is meant for falint though its keyword is not ours: `falint-disable`, `Falint: ignore`.
fn speaks_to_us(body: &str) -> bool {
    let Some(rest) = body.get(.."falint".len()).filter(|name| name.eq_ignore_ascii_case("falint")) else {
        return false;
    };
    let behind = &body[rest.len()..];
    let word = behind.trim_start_matches(|c| is_blank(c) || matches!(c, '-' | '_' | ':' | '：' | '－' | '—' | '–'));
    let letters = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
    let verb = word[..letters].to_ascii_lowercase();
    let parted = word.len() < behind.len();
    parted && (verb.starts_with("ignor") || ["disable", "disabled", "off", "noqa", "skip", "allow"].contains(&&*verb))
}

/// The names in a list, parted by commas or blanks of any width.
fn names(list: &str, at: usize) -> Vec<Span> {
    let parts = |c: char| is_blank(c) || matches!(c, ',' | '，' | '、' | ';' | '；');
    let mut names = Vec::new();
    let mut start = None;
    for (offset, c) in list.char_indices().chain([(list.len(), ' ')]) {
        match (start, parts(c)) {
            (None, false) => start = Some(offset),
            (Some(from), true) => {
                names.push(Span::new(at + from, at + offset));
                start = None;
            }
            (None, true) | (Some(_), false) => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_one(comment: &str) -> Option<(Form, Vec<String>)> {
        let source = Source::from_text("甲.md", &format!("{comment}\n\n甲。\n"));
        let comments = read(&source);
        assert!(comments.len() < 2);
        let comment = comments.first()?;
        Some((comment.form, comment.names.iter().map(|span| span.of(source.text()).to_owned()).collect()))
    }

    fn names_of(comment: &str) -> String {
        let (form, names) = read_one(comment).expect(comment);
        assert_eq!(form, Form::Right, "{comment}");
        names.join(" ")
    }

    #[test]
    fn names_stand_before_the_colon() {
        assert_eq!(names_of("<!-- falint-ignore word-zuochu: 上位法原文如此 -->"), "word-zuochu");
        assert_eq!(names_of("<!--falint-ignore word-zuochu-->"), "word-zuochu");
        assert_eq!(
            names_of("<!-- falint-ignore word-zuochu，layout、typo-dup-word：照抄 -->"),
            "word-zuochu layout typo-dup-word"
        );
        assert_eq!(names_of("<!--\u{3000}falint-ignore\u{3000}layout dates,\nall -->"), "layout dates all");
        assert_eq!(names_of("<!-- falint-ignore layout 照抄 -->"), "layout 照抄");
    }

    #[test]
    fn what_is_meant_for_us_and_written_wrongly_is_seen() {
        for comment in ["<!-- falint-ignore -->", "<!-- falint-ignore: 照抄 -->", "<!-- falint-ignore：照抄 -->"] {
            assert_eq!(read_one(comment), Some((Form::Nameless, Vec::new())), "{comment}");
        }
        for comment in [
            "<!-- falint-ignores layout -->",
            "<!-- falint-ignore-next-line layout -->",
            "<!-- falint-disable layout -->",
            "<!-- Falint: ignore layout -->",
            "<!-- FALINT_IGNORE layout -->",
            "<!-- falint ignore layout -->",
        ] {
            assert_eq!(read_one(comment), Some((Form::Unknown, Vec::new())), "{comment}");
        }
    }

    #[test]
    fn other_comments_are_none_of_ours() {
        for comment in [
            "<!-- 待定 -->",
            "<!-- falint 已查 -->",
            "<!-- falint -->",
            "<!-- -->",
            "<!---->",
            "<!-->",
            "<!-- falintignore -->",
        ] {
            assert_eq!(read_one(comment), None, "{comment}");
        }
    }
}
