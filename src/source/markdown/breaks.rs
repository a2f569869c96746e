//! Whether a line break inside a paragraph parts two lines of the draft or is only where the author's line ended.
//!
//! Markdown shows the lines of a paragraph as one; authors of drafts also write unit under unit without a blank line
//! between. A break is none where the sentence before it is not at its end and the line behind it opens nothing.

use super::units::{self, Opening};

/// Marks behind which a line may end.
const ENDS: &str = "。！？；：…!?;:.”’）)】〗|";

/// Marks behind which a sentence goes on.
const GOES_ON: &str = "，、,（《“〈〔";

/// From how many characters on a line is one of running text.
const RUNNING: usize = 12;

/// What joins the line `before` to the line `after`, whose indentation is left out; `None` where they are two.
pub(super) fn joint(before: &str, after: &str) -> Option<&'static str> {
    let before = before.trim_end();
    let last = before.chars().next_back().filter(|&last| !ENDS.contains(last))?;
    let first = after.chars().next().filter(|first| !matches!(first, '\n' | '\r' | '|' | '*' | '_'))?;
    let goes_on = GOES_ON.contains(last);
    let is_running = before.contains(['，', '。', '；', '、']) || units::opening(before) != Opening::Nothing;
    let is_sentence = is_running && before.chars().nth(RUNNING).is_some();
    if !(goes_on || is_sentence) || units::opening(after) != Opening::Nothing {
        return None;
    }
    let is_word = |c: char| c.is_ascii_alphanumeric();
    Some(if is_word(last) && is_word(first) { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_a_break() {
        assert_eq!(joint("第一条　为了加强河道管理，保障", "防洪安全，制定本条例。"), Some(""));
        assert_eq!(joint("为了，", "保障安全。"), Some(""));
        assert_eq!(joint("违反本条例的规定，未取得许可证，违反", "第十二条规定的，处罚款。"), Some(""));
        assert_eq!(joint("本标准规定了持久性有机污染物，即 POPs", "list of substances"), Some(" "));
    }

    #[test]
    fn what_opens_a_line_starts_one() {
        let before = "第一条　为了加强河道管理，保障防洪安全";
        for after in ["第二条　甲", "（一）甲", "一、甲", "1. 甲", "　　甲", "电话：1", "**第二条** 甲", "附件", ""]
        {
            assert_eq!(joint(before, after), None, "{after}");
        }
    }

    #[test]
    fn lines_that_are_at_their_end_stay_apart() {
        for before in ["第一条　为了加强管理，制定本条例。", "某市人民政府", "某市条例", "（2025年通过）", ""]
        {
            assert_eq!(joint(before, "本市行政区域内适用本条例"), None, "{before}");
        }
    }
}
