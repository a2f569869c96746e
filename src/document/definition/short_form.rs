//! `（以下简称辅警）`: brackets that give what stands before them a short name.

use super::{Definition, DefinitionKind, Scope, name, outside_brackets};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::landmark::Sought;
use crate::document::tree::{Passage, label};
use crate::lexicon::{definitions, titles};

const CLOSING: [char; 5] = ['）', ')', '〕', '］', ']'];

/// What the words before 称 say.
struct Lead {
    /// Where they begin.
    start: usize,
    scope: Scope,
    /// 统称, 合称, 并称: the name sums up several.
    sums_up: bool,
    /// 以下, 统称: with a comma before it, it still introduces a name; 简称 alone may be any word.
    binds: bool,
    /// 分别简称: several names.
    several: bool,
}

/// 简称, 统称.
const NAMING: Sought<1> = Sought::new(['称']);

pub(super) fn read(document: &Document, passage: &Passage, out: &mut Vec<Definition>) {
    let text = document.str(passage.span);
    let origin = passage.span.start;
    for (at, _) in document.landmarks(passage.span, &NAMING) {
        let at = at - origin;
        let Some(lead) = lead(&text[..at]) else { continue };
        let before = text[..lead.start].trim_end_matches(label::is_blank);
        let Some((open, mark)) = before.char_indices().next_back() else { continue };
        let in_bracket = matches!(mark, '（' | '(' | '〔' | '［' | '[');
        if !(in_bracket || lead.binds && matches!(mark, '，' | ',')) || lead.several {
            continue;
        }
        let mut start = at + "称".len();
        start += ["之为", "为"].iter().find(|word| text[start..].starts_with(**word)).map_or(0, |word| word.len());
        let rest = &text[start..];
        let Some(end) = outside_brackets(rest, &['）', ')', '〕', '］', ']', '，', ',', '。', '；', ';', '\n'])
        else {
            continue;
        };
        let close = if in_bracket {
            let Some(close) = outside_brackets(rest, &CLOSING) else { continue };
            close + rest[close..].chars().next().map_or(0, char::len_utf8)
        } else {
            end
        };
        let bracket = rest[..end].find(['（', '(']).filter(|&at| rest[at..end].contains("简称"));
        let Some(name) = name(text, start, start + bracket.unwrap_or(end)) else { continue };
        if definitions::NOT_NAMES.iter().any(|word| name.span.of(text).starts_with(word)) {
            continue;
        }
        let shift = |span: Span| Span::new(origin + span.start, origin + span.end);
        let full = full(text, open, in_bracket, lead.sums_up, name.span.of(text));
        out.push(Definition {
            kind: DefinitionKind::ShortForm,
            name: shift(name.span),
            span: shift(Span::new(open, start + close)),
            word: shift(Span::new(lead.start, start)),
            full: shift(full),
            meaning: shift(Span::new(start + close, start + close)),
            scope: lead.scope,
            quoted: name.quoted,
            bracketed: in_bracket || rest[end..].starts_with(CLOSING),
            home: passage.home,
        });
    }
}

/// The words that end `text`, right before 称.
fn lead(text: &str) -> Option<Lead> {
    let mut rest = text;
    let mut lead = Lead { start: text.len(), scope: Scope::Whole, sums_up: false, binds: false, several: false };
    let mut says = false;
    loop {
        if let Some((step, kept)) =
            definitions::BEFORE_CALLED.iter().find_map(|step| Some((*step, rest.strip_suffix(step)?)))
        {
            says |= matches!(step, "以下" | "下文" | "后文" | "下" | "简" | "统" | "合");
            lead.binds |= matches!(step, "以下" | "下文" | "下" | "统" | "合");
            lead.sums_up |= matches!(step, "统" | "合" | "并");
            lead.several |= step == "分别";
            rest = kept;
        } else if let Some(kept) = definitions::PARTS.iter().find_map(|part| rest.strip_suffix(part)) {
            lead.scope = Scope::Part;
            rest = kept;
        } else if let Some(kept) = titles::SELF_NAMES_IN_BRACKETS.iter().find_map(|whole| rest.strip_suffix(whole)) {
            rest = kept;
        } else {
            break;
        }
    }
    lead.start = rest.len();
    says.then_some(lead)
}

/// What the short form `name` stands for, before its bracket at `open`; empty where that is not clear.
fn full(text: &str, open: usize, in_bracket: bool, sums_up: bool, name: &str) -> Span {
    let mut end = open;
    if !in_bracket {
        // The comma inside a bracket: what stands before the bracket.
        end = last_open_bracket(&text[..open]).unwrap_or(open);
    }
    let before = text[..end].trim_end_matches(label::is_blank);
    let none = Span::new(end, end);
    if before.ends_with('》') {
        return last_title(before).map_or(none, |start| Span::new(start, before.len()));
    }
    let start = before.char_indices().rfind(|&(_, c)| is_boundary(c)).map_or(0, |(at, c)| at + c.len_utf8());
    let segment = &before[start..];
    let kept = needed(segment, name);
    if sums_up {
        return none;
    }
    let limit = kept.unwrap_or(segment.len());
    let cut = definitions::BEFORE_FULL_NAMES
        .iter()
        .filter_map(|word| Some(segment[..limit].rfind(word)? + word.len()))
        .filter(|&cut| cut < segment.len() && !segment[..cut].ends_with("共和"))
        .max()
        .unwrap_or(0);
    let full = Span::new(start + cut, before.len());
    let long = full.of(text).chars().count();
    let head = &text[..full.start];
    let joined = head.ends_with('、') || definitions::JOINING.iter().any(|word| head.ends_with(word));
    // Of several members, only a name that shortens the last one tells which it stands for.
    if joined && (kept.is_none() || full.of(text).ends_with(name)) {
        return none;
    }
    // Behind a bracket it is only the end of an expression.
    let partial = head.ends_with(['）', ')', '》', '”']);
    if partial || long < 4 || long <= name.chars().count() { none } else { full }
}

/// Whether no expression goes across a character.
fn is_boundary(c: char) -> bool {
    label::is_blank(c) || "，。；：、？！“”（）《》,;:()〔〕\"\n".contains(c)
}

/// Where the shortest end of `text` begins that holds all characters of `name` in their order.
fn needed(text: &str, name: &str) -> Option<usize> {
    let mut rest = text;
    for c in name.chars().rev() {
        rest = &rest[..rest.rfind(c)?];
    }
    Some(rest.len())
}

/// Where the bracket opens that is still open at the end of `text`.
fn last_open_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => return Some(at),
            '（' | '(' => depth -= 1,
            '。' | '；' | ';' => return None,
            _ => {}
        }
    }
    None
}

/// Where the title begins that ends `text`.
fn last_title(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '》' => depth += 1,
            '《' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
