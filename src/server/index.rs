//! What a draft says of itself, as an editor asks for it: which places speak of which, names and their definitions, and
//! the tree. Read once from a text and kept with it. All spans are bytes of the decoded text, but for those that are
//! called prose.

mod terms;
mod tree;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::reference::{self, Reference, Resolution};
use crate::document::tree::{Division, Home};
use crate::source::Source;
pub(super) use terms::Term;
pub(super) use tree::{Node, NodeKind};

/// What a draft says of itself.
#[derive(Debug)]
pub(super) struct Index {
    /// Divisions, articles, and what references lead to.
    pub targets: Vec<Target>,
    /// The references that lead to one of them, in order.
    pub links: Vec<Link>,
    /// The headings and labels, in order.
    pub heads: Vec<Link>,
    /// What the text defines, in order.
    pub terms: Vec<Term>,
    /// The tree.
    pub nodes: Vec<Node>,
    /// The table of contents.
    pub contents: Option<Span>,
}

/// A unit of the draft.
#[derive(Debug)]
pub(super) struct Target {
    goal: Goal,
    /// Its address, or the heading of a division.
    pub address: String,
    /// Its label or mark; where it has none, its own text.
    pub head: Span,
    /// All of it.
    pub whole: Span,
    /// All of it, in the prose, label included; of a division its heading.
    pub prose: Span,
    /// The articles of a division, as positions among the targets.
    pub articles: Range<usize>,
}

/// Which unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Division(usize),
    Home(Home),
}

/// A place that leads to a unit.
#[derive(Debug)]
pub(super) struct Link {
    pub span: Span,
    /// As a position among the targets.
    pub target: usize,
    /// The articles between the two ends of 第三条至第七条, whose second end this is; as positions among the targets.
    through: Range<usize>,
}

impl Index {
    /// Reads a text, which is parsed as `document`.
    pub(super) fn read(source: &Source, document: &Document) -> Self {
        let mut reader = IndexReader { source, document, targets: Vec::new(), known: BTreeMap::new() };
        let heads = reader.heads();
        let mut links = reader.references();
        links.extend(reader.contents());
        links.sort_by_key(|link| link.span);
        let targets = reader.targets;
        Self {
            targets,
            links,
            heads,
            terms: terms::read(source, document),
            nodes: tree::nodes(source, document),
            contents: tree::contents(source, document),
        }
    }

    /// The reference at a byte, or right before it.
    pub(super) fn link_at(&self, offset: usize) -> Option<&Link> {
        at(&self.links, offset, |link| link.span)
    }

    /// The heading or label at a byte, or right before it.
    pub(super) fn head_at(&self, offset: usize) -> Option<&Link> {
        at(&self.heads, offset, |head| head.span)
    }

    /// The name that is defined or used at a byte, or right before it, and where it stands there.
    pub(super) fn term_at(&self, offset: usize) -> Option<(Span, &Term)> {
        let mut found = self.terms.iter().filter_map(|term| {
            let head = Some(term.head).filter(|head| head.start <= offset && offset <= head.end);
            let span = head.or_else(|| at(&term.uses, offset, |used| *used).copied())?;
            Some((span, term))
        });
        let first = found.next()?;
        // Of a name behind which another begins, the other.
        Some(found.fold(first, |best, next| if next.0.start > best.0.start { next } else { best }))
    }

    /// The references that lead to a unit or into it, in order.
    pub(super) fn links_to(&self, target: usize) -> impl Iterator<Item = &Link> {
        let goal = self.targets[target].goal;
        self.links
            .iter()
            .filter(move |link| goal.holds(self.targets[link.target].goal) || link.through.contains(&target))
    }
}

/// Of spans in order that do not overlap, the one at a byte; a caret behind the last character counts, too.
pub(super) fn at<T>(all: &[T], offset: usize, span: impl Fn(&T) -> Span) -> Option<&T> {
    let after = all.partition_point(|one| span(one).start <= offset);
    all[..after]
        .iter()
        .rev()
        .take(2)
        .find(|one| span(one).contains(offset))
        .or_else(|| all[..after].last().filter(|one| span(one).end == offset))
}

impl Goal {
    /// Whether a unit is this one or stands in it.
    fn holds(self, other: Self) -> bool {
        let (Self::Home(own), Self::Home(other)) = (self, other) else { return self == other };
        let pairs = [
            (own.article, other.article),
            (own.paragraph, other.paragraph),
            (own.item, other.item),
            (own.subitem, other.subitem),
        ];
        pairs.iter().all(|(own, other)| own.is_none() || own == other)
    }

    const fn key(self) -> (Option<usize>, [Option<usize>; 4]) {
        match self {
            Self::Division(division) => (Some(division), [None; 4]),
            Self::Home(home) => (None, [home.article, home.paragraph, home.item, home.subitem]),
        }
    }
}

struct IndexReader<'d> {
    source: &'d Source,
    document: &'d Document,
    targets: Vec<Target>,
    known: BTreeMap<(Option<usize>, [Option<usize>; 4]), usize>,
}

/// The heading of a division, in the prose.
fn heading(division: &Division) -> Span {
    Span::new(division.label.start.min(division.name.start), division.name.end.max(division.label.end))
}

impl IndexReader<'_> {
    /// The position of a unit among the targets, put there where it is not yet.
    fn target(&mut self, goal: Goal) -> Option<usize> {
        if let Some(&known) = self.known.get(&goal.key()) {
            return Some(known);
        }
        let target = match goal {
            Goal::Division(division) => self.division(division),
            Goal::Home(home) => self.unit(home)?,
        };
        self.known.insert(goal.key(), self.targets.len());
        self.targets.push(target);
        Some(self.targets.len() - 1)
    }

    fn division(&self, at: usize) -> Target {
        let division = &self.document.divisions[at];
        let prose = heading(division);
        let last = self.document.articles[division.articles.clone()].last().map_or(prose.end, |last| last.span.end);
        let label = if division.label.is_empty() { division.name } else { division.label };
        Target {
            goal: Goal::Division(at),
            address: self.document.one_line(prose),
            head: self.source.to_text(label),
            whole: self.source.to_text(Span::new(prose.start, last.max(prose.end))),
            prose,
            // Articles are the first targets.
            articles: division.articles.clone(),
        }
    }

    fn unit(&self, home: Home) -> Option<Target> {
        let document = self.document;
        let article = &document.articles[home.article?];
        let end_of_item = |item: usize| {
            let item = &document.items[item];
            document.subitems[item.subitems.clone()].last().map_or(item.body.end, |last| last.body.end)
        };
        let marked = |label: Option<Span>, body: Span| (label.unwrap_or(body), label.unwrap_or(body).start);
        let (head, prose) = match (home.paragraph, home.item, home.subitem) {
            (_, _, Some(subitem)) => {
                let subitem = &document.subitems[subitem];
                (subitem.mark.label, Span::new(subitem.mark.label.start, subitem.body.end))
            }
            (_, Some(item), None) => {
                let (head, start) = marked(document.items[item].mark.map(|mark| mark.label), document.items[item].body);
                (head, Span::new(start, end_of_item(item)))
            }
            (Some(paragraph), None, None) => {
                let paragraph = &document.paragraphs[paragraph];
                let last = paragraph.items.clone().last().map_or(paragraph.span.end, end_of_item);
                (paragraph.span, Span::new(paragraph.span.start, last.max(paragraph.span.end)))
            }
            (None, None, None) => (article.label, article.span),
        };
        Some(Target {
            goal: Goal::Home(home),
            address: document.address_of(home)?,
            head: self.source.to_text(head),
            whole: self.source.to_text(prose),
            prose,
            articles: 0..0,
        })
    }

    /// The labels of all articles and the headings of all divisions. Articles come first among the targets.
    fn heads(&mut self) -> Vec<Link> {
        let mut heads = Vec::new();
        for article in 0..self.document.articles.len() {
            let goal = Goal::Home(Home { article: Some(article), ..Home::default() });
            let Some(target) = self.target(goal) else { continue };
            heads.push(Link { span: self.targets[target].head, target, through: 0..0 });
        }
        for division in 0..self.document.divisions.len() {
            let Some(target) = self.target(Goal::Division(division)) else { continue };
            let span = self.source.to_text(heading(&self.document.divisions[division]));
            heads.push(Link { span, target, through: 0..0 });
        }
        heads.sort_by_key(|head| head.span);
        heads
    }

    fn references(&mut self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut before: Option<Home> = None;
        for reference in self.document.references() {
            let resolution = reference::resolve(self.document, reference);
            let home = match resolution {
                Resolution::Found(home) => Some(home),
                Resolution::Division(_)
                | Resolution::Elsewhere { .. }
                | Resolution::Outside
                | Resolution::Missing { .. }
                | Resolution::NothingBefore => None,
            };
            let target = match resolution {
                Resolution::Found(home) => self.target(Goal::Home(home)),
                Resolution::Division(division) => self.target(Goal::Division(division)),
                Resolution::Elsewhere { article, .. } => {
                    self.target(Goal::Home(Home { article: Some(article), ..Home::default() }))
                }
                Resolution::Outside | Resolution::Missing { .. } | Resolution::NothingBefore => None,
            };
            if let Some(target) = target {
                let through = between(reference, before, home);
                links.push(Link { span: self.source.to_text(reference.span), target, through });
            }
            before = home;
        }
        links
    }

    /// The entries of the table of contents.
    fn contents(&mut self) -> Vec<Link> {
        let entries = self.document.toc.iter().flat_map(|toc| &toc.entries);
        let mut links = Vec::new();
        for entry in entries {
            let Some(mark) = entry.mark else { continue };
            let numbered = self.document.divisions_numbered(mark.level, mark.numeral.value);
            let name = self.document.str(entry.name);
            // Chapters may be counted anew in every part.
            let named = numbered.iter().find(|&&at| self.document.one_line(self.document.divisions[at].name) == name);
            let Some(&division) = named.or(numbered.first()) else { continue };
            let Some(target) = self.target(Goal::Division(division)) else { continue };
            links.push(Link { span: self.source.to_text(entry.span), target, through: 0..0 });
        }
        links
    }
}

/// The articles that a range names without writing them.
fn between(reference: &Reference, before: Option<Home>, home: Option<Home>) -> Range<usize> {
    let whole = |home: Option<Home>| home.filter(|home| home.paragraph.is_none()).and_then(|home| home.article);
    match (whole(before), whole(home)) {
        (Some(first), Some(last)) if reference.through() && first < last => first + 1..last,
        (Some(_) | None, Some(_) | None) => 0..0,
    }
}

/// The words that an article begins with, without its label.
pub(super) fn beginning(document: &Document, article: usize) -> String {
    const MOST: usize = 20;
    let article = &document.articles[article];
    if let Some(gist) = article.gist {
        return document.str(gist).to_owned();
    }
    let first = document.paragraphs[article.paragraphs.clone()].first();
    let text = first.map_or("", |paragraph| document.str(paragraph.span)).trim();
    let mut out: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;

    const DRAFT: &str = "某市养犬条例\n目录\n第一章　总则\n第二章　登记\n第一章　总则\n第一条　为了。\n第二条　有下列情形的：\n\
                         （一）甲；\n（二）乙。\n第二章　登记\n第三条　违反第二条第一项规定的，依照第一条至第三条、第二章处理。\n前款规定除外。\n";

    fn index() -> (Source, Index) {
        let source = Source::from_text("a.txt", DRAFT);
        let index = Index::read(&source, &Document::parse(&source, &Hints::default()));
        (source, index)
    }

    #[test]
    fn references_and_contents_lead_to_units() {
        let (source, index) = index();
        let show = |link: &Link| {
            let target = &index.targets[link.target];
            (
                link.span.of(source.text()).to_owned(),
                target.address.clone(),
                target.whole.of(source.text()).lines().count(),
            )
        };
        let shown: Vec<_> = index.links.iter().map(show).collect();
        let expect = [
            ("第一章　总则", "第一章　总则", 5),
            ("第二章　登记", "第二章　登记", 3),
            ("第二条第一项", "第二条第一项", 1),
            ("第一条", "第一条", 1),
            ("第三条", "第三条", 2),
            ("第二章", "第二章　登记", 3),
            ("前款", "第三条第一款", 1),
        ];
        assert_eq!(shown, expect.map(|(a, b, lines)| (a.to_owned(), b.to_owned(), lines)));
    }

    #[test]
    fn what_leads_to_an_article_leads_into_it_or_over_it() {
        let (source, index) = index();
        let to = |label: &str| {
            let head = index.heads.iter().find(|head| head.span.of(source.text()) == label).expect("a head");
            index.links_to(head.target).map(|link| link.span.of(source.text())).collect::<Vec<_>>()
        };
        assert_eq!(to("第一条"), ["第一条"]);
        assert_eq!(to("第二条"), ["第二条第一项", "第三条"]);
        assert_eq!(to("第三条"), ["第三条", "前款"]);
        assert_eq!(to("第二章　登记"), ["第二章　登记", "第二章"]);
    }

    #[test]
    fn places_are_found_at_their_edges() {
        let spans = [Span::new(3, 6), Span::new(6, 9)];
        let at = |offset| at(&spans, offset, |span| *span).copied();
        assert_eq!([2, 3, 6, 9, 10].map(at), [None, Some(spans[0]), Some(spans[1]), Some(spans[1]), None]);
    }
}
