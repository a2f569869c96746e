//! `本条例所称生活垃圾，是指…`, and lists of terms: `本条例下列用语的含义：`.

use super::{Definition, DefinitionKind, Scope, name};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::landmark::Sought;
use crate::document::tree::{Passage, label, numeral};
use crate::lexicon::{citations, definitions, titles};

/// A name and its verb.
struct Head {
    name: Span,
    quoted: bool,
    verb: Span,
}

/// 所称.
const NAMING: Sought<1> = Sought::new(['称']);

/// 用语, 名词: what a list of terms announces.
const TERMS: Sought<2> = Sought::new(['语', '词']);

/// 指, 是指, 系指.
const MEANING: Sought<1> = Sought::new(['指']);

pub(super) fn read(document: &Document, passage: &Passage, out: &mut Vec<Definition>) {
    let text = document.str(passage.span);
    let origin = passage.span.start;
    let mut last = None;
    for (at, c) in document.landmarks(passage.span, &NAMING) {
        let mut start = at - origin + c.len_utf8();
        let Some(at) = text[..at - origin].strip_suffix('所').map(str::len) else { continue };
        if text[start..].starts_with('的') {
            start += '的'.len_utf8();
        }
        let Some(scope) = scope(&text[..at], last) else { continue };
        let Some(head) = head(text, start) else { continue };
        last = Some(scope);
        let definition = definition(text, &head, DefinitionKind::Term, scope, passage);
        out.push(Definition { span: Span::new(origin + at, origin + head.name.end), ..definition });
    }
}

fn definition(text: &str, head: &Head, kind: DefinitionKind, scope: Scope, passage: &Passage) -> Definition {
    let origin = passage.span.start;
    let shift = |span: Span| Span::new(origin + span.start, origin + span.end);
    let end = text[head.verb.start..].find('。').map_or(text.len(), |stop| head.verb.start + stop);
    Definition {
        kind,
        name: shift(head.name),
        span: shift(head.name),
        word: shift(head.verb),
        full: shift(Span::new(head.name.end, head.name.end)),
        meaning: shift(Span::new(head.verb.start, end)),
        scope,
        quoted: head.quoted,
        bracketed: false,
        home: passage.home,
    }
}

/// For what a definition holds whose 所称 ends `before`; `last` is that of the one before it in its paragraph.
fn scope(before: &str, last: Option<Scope>) -> Option<Scope> {
    let before = before.strip_suffix('中').unwrap_or(before).trim_end_matches(label::is_blank);
    if titles::SELF_NAMES.iter().chain(titles::MORE_SELF_NAMES).any(|name| before.ends_with(name)) {
        return Some(Scope::Whole);
    }
    if before.ends_with(['条', '款', '项', '章', '节', '编']) {
        return Some(Scope::Part);
    }
    if citations::DEFINING.iter().any(|kind| before.ends_with(kind)) {
        return Some(Scope::Other);
    }
    last.filter(|_| before.ends_with(['；', '，', '。', ';', ',']))
}

/// The name that begins at `start`, and its verb.
fn head(text: &str, start: usize) -> Option<Head> {
    let rest = &text[start..];
    let len = rest.find(['，', '。', '；', '：', '（', ',', '(', ':', ';']).unwrap_or(rest.len());
    let close =
        definitions::CLOSE_VERBS.iter().find_map(|verb| Some((rest[..len].find(verb).filter(|&at| at > 3)?, *verb)));
    let (end, verb) = match close {
        Some((at, verb)) => (at, Span::new(start + at, start + at + verb.len())),
        None => (len, verb_behind(text, start + len)?),
    };
    let name = name(text, start, start + end)?;
    // 还包括, 不包括: they add to a definition and are none.
    if name.span.of(text).ends_with(['还', '也', '不', '并']) {
        return None;
    }
    Some(Head { name: name.span, quoted: name.quoted, verb })
}

/// The verb behind a name that ends at `at`: a bracket, a comma and an adverb may come first.
fn verb_behind(text: &str, at: usize) -> Option<Span> {
    let mut rest = &text[at..];
    if rest.starts_with(['（', '(']) {
        rest = &rest[rest.find(['）', ')'])?..];
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    rest = rest.trim_start_matches(['，', ',', '：', ':']).trim_start_matches(label::is_blank);
    while let Some(kept) = definitions::ADVERBS.iter().find_map(|adverb| rest.strip_prefix(adverb)) {
        if definitions::VERBS.iter().any(|verb| rest.starts_with(verb)) {
            break;
        }
        rest = kept;
    }
    let verb = definitions::VERBS.iter().find(|verb| rest.starts_with(**verb))?;
    let start = text.len() - rest.len();
    Some(Span::new(start, start + verb.len()))
}

/// Reads lists of terms, passage by passage.
#[derive(Default)]
pub(super) struct Glossary {
    /// The article that holds one.
    article: Option<usize>,
}

impl Glossary {
    /// A member of a list of terms: （一）生活垃圾，是指….
    pub(super) fn read(&mut self, document: &Document, passage: &Passage) -> Option<Definition> {
        let text = document.str(passage.span);
        let inside = self.article.is_some() && self.article == passage.home.article;
        if !inside
            && passage.home.item.is_none()
            && document.landmarks(passage.span, &TERMS).next().is_some()
            && opens_glossary(text)
        {
            self.article = passage.home.article;
            return None;
        }
        if !inside && passage.home.item.is_none() {
            return None;
        }
        if !inside && document.landmarks(passage.span, &MEANING).next().is_none() {
            return None;
        }
        let head = if inside { listed(text)? } else { plain(text)? };
        // What a list includes, and members of lists that announce no terms, hold where they stand.
        let whole = inside && head.verb.of(text) != "包括";
        let scope = if whole { Scope::Whole } else { Scope::Part };
        Some(definition(text, &head, DefinitionKind::Listed, scope, passage))
    }
}

fn opens_glossary(text: &str) -> bool {
    let Some(at) = definitions::TERMS.iter().find_map(|word| text.find(word)) else {
        return false;
    };
    let rest = &text[at..];
    rest.len() < 90 && definitions::MEANINGS.iter().any(|word| rest.contains(word))
}

/// Where a list of terms is announced, any form will do.
fn listed(text: &str) -> Option<Head> {
    let head = head(text, 0).or_else(|| {
        let len = text.find(['：', ':'])?;
        let name = name(text, 0, len)?;
        Some(Head { name: name.span, quoted: name.quoted, verb: Span::new(len, len) })
    })?;
    let name = head.name.of(text);
    (!name.contains(['、', '，', ',', '所', '“', '《']) && !name.starts_with(['本', '前'])).then_some(head)
}

/// Elsewhere only what cannot be read otherwise.
fn plain(text: &str) -> Option<Head> {
    let at = text.find("是指")?;
    let name = name(text, 0, text[..at].trim_end_matches(['，', ',']).len())?;
    let word = name.span.of(text);
    let is_name =
        !word.contains(['，', ',', '、', '所', '：', ':', '（', '(']) && !word.chars().any(numeral::is_numeral);
    (is_name && word.chars().count() <= 15).then(|| Head {
        name: name.span,
        quoted: name.quoted,
        verb: Span::new(at, at + "是指".len()),
    })
}
