//! Short forms, `（以下简称辅警）`, and definitions, `本条例所称生活垃圾，是指…`.

use super::{Document, Home, Passage, label, numeral};
use crate::diagnostic::Span;

/// How a term is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionKind {
    /// （以下简称…）, （以下统称…）
    ShortForm,
    /// 本条例所称…，是指…
    Term,
}

/// A short form or a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Which.
    pub kind: DefinitionKind,
    /// The term.
    pub name: Span,
    /// All of it: the bracket, or from 本条例 to 是指.
    pub span: Span,
    /// What says what the term means; empty for a short form.
    pub meaning: Span,
    /// Whether it is limited to a part of the text: 本章所称.
    pub limited: bool,
    /// Where it stands.
    pub home: Home,
}

/// Words that open a short form's bracket, longer ones first.
const SHORT: [&str; 10] = [
    "以下均简称",
    "以下分别简称",
    "以下统一简称",
    "以下简称为",
    "以下简称",
    "以下统称为",
    "以下统称",
    "以下合称",
    "以下并称",
    "以下称",
];

/// All definitions, in order.
pub(super) fn read(document: &Document<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        short_forms(text, passage, &mut out);
        terms(text, passage, &mut out);
        out.extend(listed_term(text, passage));
    }
    out.retain(|definition| !document.quotes().in_quotation(definition.span.start));
    out.sort_by_key(|definition| definition.span);
    out
}

fn short_forms(text: &str, passage: &Passage, out: &mut Vec<Definition>) {
    let origin = passage.span.start;
    for (at, _) in text.match_indices("以下") {
        let before = text[..at].trim_end_matches(label::is_blank);
        let Some(open) = before.char_indices().next_back().filter(|&(_, c)| matches!(c, '（' | '(' | '，' | ','))
        else {
            continue;
        };
        let rest = &text[at..];
        let Some(word) = SHORT.iter().find(|word| rest.starts_with(**word)) else { continue };
        let inner = &rest[word.len()..];
        let Some(len) = inner.find(['）', ')', '。', '；']) else { continue };
        if !inner[len..].starts_with(['）', ')']) {
            continue;
        }
        let name = inner[..len].split(['，', ',', '；']).next().unwrap_or_default();
        let lead = name.len() - name.trim_start_matches(is_wrapping).len();
        let kept = name.trim_matches(is_wrapping);
        if kept.is_empty() || kept.chars().count() > 30 {
            continue;
        }
        let start = origin + at + word.len() + lead;
        let end = origin + at + word.len() + len;
        let close = inner[len..].chars().next().map_or(0, char::len_utf8);
        out.push(Definition {
            kind: DefinitionKind::ShortForm,
            name: Span::new(start, start + kept.len()),
            span: Span::new(origin + open.0, end + close),
            meaning: Span::new(end, end),
            limited: false,
            home: passage.home,
        });
    }
}

fn is_wrapping(c: char) -> bool {
    label::is_blank(c) || matches!(c, '“' | '”' | '"' | '：' | ':' | '‘' | '’')
}

fn terms(text: &str, passage: &Passage, out: &mut Vec<Definition>) {
    let origin = passage.span.start;
    for (at, word) in text.match_indices("所称") {
        let inner = text[at + word.len()..].trim_start_matches('的');
        let start = text.len() - inner.len();
        let Some(len) = inner.find(['，', '。', '；', '：']) else { continue };
        let head = &inner[..len];
        let (name, behind) = match head.find("是指").or_else(|| head.find("系指")) {
            Some(verb) => (&head[..verb], start + verb),
            None => {
                let after = inner[len..].strip_prefix('，').unwrap_or_default();
                if !(after.starts_with("是指")
                    || after.starts_with("系指")
                    || after.starts_with("包括")
                    || after.starts_with('指'))
                {
                    continue;
                }
                (head, start + len + '，'.len_utf8())
            }
        };
        let lead = name.len() - name.trim_start_matches(is_wrapping).len();
        let kept = name.trim_matches(is_wrapping);
        let before = &text[..at];
        let by_self = ["法", "例", "法典", "办法", "定", "则", "细则", "释"].iter().any(|end| before.ends_with(end));
        let limited = ["条", "款", "项", "章", "节", "编"].iter().any(|end| before.ends_with(end));
        if kept.is_empty() || kept.chars().count() > 30 || !(by_self || limited) {
            continue;
        }
        let end = text[behind..].find('。').map_or(text.len(), |stop| behind + stop);
        out.push(Definition {
            kind: DefinitionKind::Term,
            name: Span::new(origin + start + lead, origin + start + lead + kept.len()),
            span: Span::new(origin + at, origin + start + lead + kept.len()),
            meaning: Span::new(origin + behind, origin + end),
            limited,
            home: passage.home,
        });
    }
}

/// A member of a list of terms: （一）生活垃圾，是指….
fn listed_term(text: &str, passage: &Passage) -> Option<Definition> {
    passage.home.item?;
    let origin = passage.span.start;
    let verb = text.find("是指")?;
    let name = text[..verb].trim_end_matches(['，', ',']).trim_matches(is_wrapping);
    let lead = text.len() - text.trim_start_matches(is_wrapping).len();
    let plain =
        !name.is_empty() && !name.contains(['，', '。', '；', '、', '所']) && !name.chars().any(numeral::is_numeral);
    if !plain || name.chars().count() > 15 {
        return None;
    }
    let span = Span::new(origin + lead, origin + lead + name.len());
    let end = text[verb..].find('。').map_or(text.len(), |stop| verb + stop);
    Some(Definition {
        kind: DefinitionKind::Term,
        name: span,
        span,
        meaning: Span::new(origin + verb, origin + end),
        limited: false,
        home: passage.home,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Hints;
    use crate::source::Source;

    #[test]
    fn reads_short_forms_and_terms() {
        let text = "某市条例\n第一条　警务辅助人员（以下简称辅警）和（以下统称“单位”）。\n\
                    第二条　本条例所称生活垃圾，是指固体废物。\n本章所称经营者是指个人。\n\
                    第三条　本条例下列用语的含义：\n（一）餐饮油烟，是指油烟。\n第四条　以下简称为要。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let found: Vec<_> = document.definitions().iter().map(|d| (d.kind, document.str(d.name), d.limited)).collect();
        assert_eq!(
            found,
            [
                (DefinitionKind::ShortForm, "辅警", false),
                (DefinitionKind::ShortForm, "单位", false),
                (DefinitionKind::Term, "生活垃圾", false),
                (DefinitionKind::Term, "经营者", true),
                (DefinitionKind::Term, "餐饮油烟", false),
            ]
        );
    }
}
