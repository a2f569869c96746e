//! Short forms, `（以下简称辅警）`, and definitions, `本条例所称生活垃圾，是指…`: what is named, where, and for how much of
//! the text. Where the names are used is known to [`super::usage`].

mod short_form;
mod term;

use super::tree::{Home, label};
use super::{Document, Fact};
use crate::diagnostic::Span;

/// How a term is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionKind {
    /// （以下简称…）, （以下统称…）
    ShortForm,
    /// 本条例所称…，是指…
    Term,
    /// A member of a list: 本条例下列用语的含义：（一）…，是指…
    Listed,
}

/// For what a definition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole text: 本条例所称.
    Whole,
    /// A part of it: 本章所称, 前款所称.
    Part,
    /// Another law: 专利法所称.
    Other,
}

/// A short form or a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Which.
    pub kind: DefinitionKind,
    /// The term, without quotation marks around it.
    pub name: Span,
    /// All of it: the bracket, or from 所称 to the term's end.
    pub span: Span,
    /// The words that say so: `以下简称`; `是指`, `包括`.
    pub word: Span,
    /// What a short form stands for: the expression before the bracket. Empty where its start is not clear, and where
    /// the short form sums up several.
    pub full: Span,
    /// What says what the term means; empty for a short form.
    pub meaning: Span,
    /// For what it holds.
    pub scope: Scope,
    /// Whether quotation marks stand around the term.
    pub quoted: bool,
    /// Whether it stands in a bracket, as a short form should.
    pub bracketed: bool,
    /// Where it stands.
    pub home: Home,
}

static DEFINITIONS: Fact<Vec<Definition>> = Fact::read_by(read);

impl Document {
    /// All short forms and definitions, in order.
    pub fn definitions(&self) -> &[Definition] {
        DEFINITIONS.of(self)
    }
}

/// All definitions, in order.
fn read(document: &Document) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut glossary = term::Glossary::default();
    for passage in document.passages() {
        short_form::read(document, passage, &mut out);
        term::read(document, passage, &mut out);
        out.extend(glossary.read(document, passage));
    }
    out.retain(|definition| !document.quotes().in_quotation(definition.span.start));
    out.sort_by_key(|definition| definition.span);
    out
}

/// A name as written, without the blanks and the quotation marks around it.
struct Name {
    /// In the text it was cut from.
    span: Span,
    quoted: bool,
}

const MOST_CHARS: usize = 30;

/// The name in `text[start..end]`; `None` where that cannot be one.
fn name(text: &str, start: usize, end: usize) -> Option<Name> {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start_matches(|c| label::is_blank(c) || matches!(c, '：' | ':')).len();
    let mut kept = part[lead..].trim_end_matches(label::is_blank);
    let mut from = start + lead;
    let mut quoted = false;
    for (open, close) in [('“', '”'), ('"', '"'), ('‘', '’'), ('「', '」')] {
        let inner = kept.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([open, close])) {
            kept = inner;
            from += open.len_utf8();
            quoted = true;
        }
    }
    let plain = !kept.is_empty() && kept.chars().count() <= MOST_CHARS && !kept.contains(['。', '；', ';', '\n']);
    plain.then(|| Name { span: Span::new(from, from + kept.len()), quoted })
}

/// Where a char of `text` is, if it stands outside brackets opened in `text`.
fn outside_brackets(text: &str, wanted: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if depth == 0 && wanted.contains(&c) {
            return Some(at);
        }
        match c {
            '（' | '(' | '〔' | '［' | '[' => depth += 1,
            '）' | ')' | '〕' | '］' | ']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn found(text: &str) -> Vec<(DefinitionKind, String, Scope)> {
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        document.definitions().iter().map(|d| (d.kind, document.str(d.name).to_owned(), d.scope)).collect()
    }

    fn names(text: &str) -> Vec<String> {
        found(&format!("某市条例\n第一条　{text}\n第二条　本条例自公布之日起施行。\n"))
            .into_iter()
            .map(|(_, name, _)| name)
            .collect()
    }

    fn fulls(text: &str) -> Vec<String> {
        let text = format!("某市条例\n第一条　{text}\n第二条　本条例自公布之日起施行。\n");
        let source = Source::from_text("a.txt", &text);
        let document = Document::parse(&source, &Hints::default());
        document.definitions().iter().map(|d| document.str(d.full).to_owned()).collect()
    }

    #[test]
    fn reads_short_forms_and_terms() {
        let text = "某市条例\n第一条　警务辅助人员（以下简称辅警）和（以下统称“单位”）。\n\
                    第二条　本条例所称生活垃圾，是指固体废物。\n本章所称经营者是指个人。\n\
                    第三条　本条例下列用语的含义：\n（一）餐饮油烟，是指油烟。\n第四条　以下简称为要。\n";
        assert_eq!(
            found(text),
            [
                (DefinitionKind::ShortForm, "辅警".to_owned(), Scope::Whole),
                (DefinitionKind::ShortForm, "单位".to_owned(), Scope::Whole),
                (DefinitionKind::Term, "生活垃圾".to_owned(), Scope::Whole),
                (DefinitionKind::Term, "经营者".to_owned(), Scope::Part),
                (DefinitionKind::Listed, "餐饮油烟".to_owned(), Scope::Whole),
            ]
        );
    }

    #[test]
    fn reads_every_form_of_bracket() {
        for bracket in [
            "（以下简称甲方）",
            "(以下简称甲方)",
            "（以下简称为“甲方”）",
            "（下称甲方）",
            "（简称：甲方，下同）",
            "（以下统一简称甲方）",
            "〔以下称甲方〕",
            "（含个体经营者，以下合称甲方）",
            "，以下统称为甲方",
            "（本章以下简称甲方）",
        ] {
            assert_eq!(names(&format!("供水的单位{bracket}。")), ["甲方"], "{bracket}");
        }
        for none in ["（包括简称、字号等）", "（以下含本数）", "（又称甲方）", "可以使用简称。", "是甲方的统称，"]
        {
            assert!(names(&format!("供水的单位{none}。")).is_empty(), "{none}");
        }
    }

    #[test]
    fn names_may_hold_brackets_and_marks() {
        assert_eq!(names("单位（以下简称县（市）部门）。"), ["县（市）部门"]);
        assert_eq!(names("平台（以下简称“渝快办”平台）。"), ["“渝快办”平台"]);
        assert_eq!(names("《某市安全生产法》（以下简称《安全生产法》）。"), ["《安全生产法》"]);
    }

    #[test]
    fn finds_the_start_of_what_is_shortened() {
        for (text, full) in [
            ("本市建立社会信用信息管理平台（以下简称信用平台）。", "社会信用信息管理平台"),
            ("由市经济和信息化主管部门（以下简称市经信部门）负责。", "市经济和信息化主管部门"),
            ("根据《中华人民共和国食品安全法》（以下简称食品安全法），", "《中华人民共和国食品安全法》"),
            ("餐饮单位、食堂（以下统称产生单位）应当登记。", ""),
            ("警务辅助人员（以下简称辅警）协助。", "警务辅助人员"),
        ] {
            assert_eq!(fulls(text), [full], "{text}");
        }
    }

    #[test]
    fn terms_end_where_their_verb_begins() {
        for (text, name) in [
            ("本条例所称指示牌，是指标识牌。", "指示牌"),
            ("本条例所称主城区指渝中区。", "主城区"),
            ("本条例中所称的“电梯”系指设备。", "电梯"),
            ("本条例所称分布式光伏发电（含储能），是指系统。", "分布式光伏发电"),
        ] {
            assert_eq!(names(text), [name], "{text}");
        }
    }
}
