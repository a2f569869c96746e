//! A text in lines of a width.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator};

use crate::render::is_break;

/// Longest line, in cells of a terminal.
const WIDTH: usize = 80;

/// A text in lines of at most [`WIDTH`] cells, with what stands before the first of them and before the others.
pub(super) fn filled(text: &str, first: &str, next: &str) -> String {
    let options = Options::new(WIDTH).initial_indent(first).subsequent_indent(next);
    textwrap::fill(text, options.word_separator(WordSeparator::Custom(words))) + "\n"
}

/// What is never parted, each with the blanks behind it.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let pairs = line.char_indices().zip(line.chars().skip(1));
    let ends = pairs.filter(|&((_, last), first)| is_break(last, first)).map(|((at, last), _)| at + last.len_utf8());
    let mut start = 0;
    Box::new(ends.chain((!line.is_empty()).then_some(line.len())).map(move |end| {
        let word = Word::from(&line[start..end]);
        start = end;
        word
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_part_where_chinese_and_english_do() {
        let parted = |text: &str| {
            let words: Vec<&str> = words(text).map(|word| word.word).collect();
            words.join("|")
        };
        assert_eq!(parted(""), "");
        assert_eq!(parted("写为“应当”，（见下）。"), "写|为“应|当”，|（见|下）。");
        assert_eq!(parted("写为 \"甲（乙）\" 或者"), "写|为|\"甲|（乙）\"|或|者");
        assert_eq!(parted("第一条　登记"), "第|一|条　|登|记");
        assert_eq!(parted("GB/T 15834—2011 的要求"), "GB/T|15834|—|2011|的|要|求");
        assert_eq!(parted("附则——施行、3％以上"), "附|则|——|施|行、|3％|以|上");
        assert_eq!(parted("the “draft” is (not) one."), "the|“draft”|is|(not)|one.");
    }

    #[test]
    fn no_line_is_longer_than_it_may_be_or_starts_with_a_stop() {
        let text = "本条例所称养犬人，是指饲养、管理犬只的单位和个人（以下简称养犬人）。".repeat(9);
        let filled = filled(&text, "  → ", "    ");
        for line in filled.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= WIDTH, "{line}");
            assert!(!line.trim_start().starts_with(['，', '、', '。', '）']), "{line}");
        }
        assert_eq!(filled.replace(['\n', ' ', '→'], ""), text);
    }
}
