//! Lines of a decision that name the law which the instructions behind them amend: 一、对《A条例》作出修改, 修改《A规定》,
//! 十七、《A条例》, and the opening, …会议决定对《A法》作如下修改.

use super::skeleton::{QUOTE, Skeleton, TITLE};
use crate::diagnostic::Span;
use crate::lexicon::amendments;

/// The law that a line names as the one which is amended below it: its title with the marks.
pub(super) fn law(line: &Skeleton) -> Option<Span> {
    let text = line.text.as_str();
    if text.contains(QUOTE) || text.contains("本决定") {
        return None;
    }
    let mut titles = line.titles();
    let (title, None) = (titles.next()?, titles.next()) else { return None };
    let at = text.find(TITLE)?;
    let before = text[..at].trim_end_matches(['，', '：']);
    let behind = without_bracket(&text[at + TITLE.len_utf8()..]);
    let end = behind.trim_end_matches(['：', '。', '；']);
    let led = before.is_empty() || ["修改", "对", "关于", "将", "关于修改"].contains(&before);
    let opens = before.ends_with('对') || before.ends_with("修改") || before.ends_with("决定");
    let told = amendments::AMENDS_LAW.contains(&end) || amendments::AMENDS_LAW.iter().any(|word| end.ends_with(word));
    let bare = end.is_empty();
    let heads = led && (bare || told && !end.contains(['第', '等'])) && (bare || before != "将");
    let opening = opens && told && !end.contains(['第', '。']) && !end.starts_with('等');
    (heads || opening).then_some(title)
}

/// What stands behind （1997年…公布） or （以下简称《解释》）.
fn without_bracket(text: &str) -> &str {
    let Some(inner) = text.strip_prefix('（') else { return text };
    inner.split_once('）').map_or(text, |(_, behind)| behind)
}

/// The name of a law, from its title: without 《》 and blanks.
pub(super) fn name(title: &str) -> String {
    let bare = crate::document::tree::label::without_blanks(title);
    bare.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).unwrap_or(&bare).to_owned()
}

/// The law that a decision's own title speaks of: 关于修改《A条例》的决定, 刑法修正案（十一）.
pub(super) fn of_title(title: &str) -> Option<String> {
    if let Some((_, rest)) = title.split_once('《') {
        let mut depth = 1_usize;
        for (at, c) in rest.char_indices() {
            depth = match c {
                '《' => depth + 1,
                '》' => depth - 1,
                _ => depth,
            };
            if depth == 0 {
                let behind = &rest[at + c.len_utf8()..];
                return (!behind.starts_with('等') && !behind.contains('《')).then(|| rest[..at].to_owned());
            }
        }
        return None;
    }
    let (name, _) = title.split_once("修正案")?;
    (!name.is_empty()).then(|| name.to_owned())
}
