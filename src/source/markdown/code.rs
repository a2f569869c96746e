//! Whether what stands in a code block is code or a draft.
//!
//! People indent a draft by four spaces or put it whole between ```` ``` ````, and Markdown takes it for code. What
//! follows the fence and the look of the lines tell: a draft is Chinese sentences. Reads lines, knows no language.

use super::units::{self, Opening};

/// Words behind a fence that name no language.
const PLAIN: [&str; 9] = ["", "text", "txt", "plain", "plaintext", "none", "md", "markdown", "nohighlight"];

/// What starts a line of code, of a configuration, of a drawing.
const STARTS: [&str; 16] =
    ["//", "/*", "#!", "{", "}", "$ ", "<", "├", "└", "│", "┌", "import ", "def ", "let ", "const ", "SELECT "];

/// What only code has within a line.
const WITHIN: [&str; 9] = [" = ", "=>", "\": ", ":=", "();", "&&", "->", "!=", " == "];

/// What the words behind a fence say of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Info {
    /// Nothing: what stands in it tells.
    Plain,
    /// It is in this language.
    Language,
    /// Words of the draft: no language has a Chinese name.
    Words,
}

/// Reads the words behind a fence.
pub(super) fn info(words: &str) -> Info {
    let name = words.split([' ', ',', '{', ':', '=']).next().unwrap_or_default();
    if !words.is_ascii() && !name.is_ascii() {
        Info::Words
    } else if PLAIN.iter().any(|plain| name.eq_ignore_ascii_case(plain)) {
        Info::Plain
    } else {
        Info::Language
    }
}

/// Whether what stands between dollar signs is a formula and no sentence between two prices.
pub(super) fn is_formula(content: &str) -> bool {
    let is_sentence = content.contains(['，', '。', '；', '、']);
    let has_sign = content.contains(['\\', '_', '^', '=', '+', '*', '/', '<', '>']);
    !is_sentence && (has_sign || content.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Whether a block's lines are plainly those of a draft.
pub(super) fn is_draft(content: &str) -> bool {
    let (mut lines, mut code, mut chinese, mut all) = (0_usize, 0_usize, 0_usize, 0_usize);
    for line in content.lines().map(str::trim).filter(|line| !line.is_empty()) {
        lines += 1;
        code += usize::from(is_code(line));
        // Marks of emphasis and HTML are no sign of code.
        let written = without_tags(line).filter(|c| !matches!(c, ' ' | '*' | '_' | '#'));
        written.for_each(|c| {
            all += 1;
            chinese += usize::from(!c.is_ascii());
        });
    }
    lines == 0 || (chinese * 2 >= all && code * 2 < lines.max(1))
}

fn without_tags(line: &str) -> impl Iterator<Item = char> + '_ {
    let mut in_tag = false;
    line.chars().filter(move |&c| {
        let is_text = !in_tag && c != '<';
        in_tag = !is_text && c != '>';
        is_text
    })
}

fn is_code(line: &str) -> bool {
    let written: String = without_tags(line).collect();
    let is_labelled = units::opening(&written) == Opening::Labelled;
    let is_key = line.split_once(':').is_some_and(|(key, _)| {
        key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"')
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'"'))
    });
    WITHIN.iter().any(|mark| line.contains(mark))
        || is_key
        || (!is_labelled && STARTS.iter().any(|start| line.starts_with(start)))
        || (!is_labelled && line.ends_with(['{', '}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_behind_a_fence_name_a_language_or_none() {
        assert_eq!(["", "text", "TXT title=a", "md"].map(info), [Info::Plain; 4]);
        assert_eq!(["toml", "js{1,3}", "yaml title=\"配置\"", "c++"].map(info), [Info::Language; 4]);
        assert_eq!(info("第一条 为了"), Info::Words);
    }

    #[test]
    fn drafts_are_told_from_code() {
        for draft in [
            "第一条　为了加强管理，制定本条例。\n\n第二条　本条例适用于本市。",
            "第6条 甲(乙),应当;",
            "    处**五万元**罚款",
            "<p>第一条　为了</p>",
            "    第一条　为了\n\n  <b>第二条",
            "第一条　<b>为了</b>规范\n（一）甲;\n（二）乙。",
            "",
        ] {
            assert!(is_draft(draft), "{draft}");
        }
        for code in [
            "kind = \"条例,规定\"\n第6条 = \"甲(乙)\"",
            "title: 某市河道管理条例草案征求意见稿",
            "\"名称\": \"某市河道管理条例\",",
            "// 第一条　为了加强管理\nlet a;",
            "├── 第一章　总则\n└── 第二章　附则",
            "falint check 草案.txt",
            "<div>河道管理条例</div>",
            "if (条 == 3) {\n  报告(\"第三条\");\n}",
        ] {
            assert!(!is_draft(code), "{code}");
        }
    }
}
