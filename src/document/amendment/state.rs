//! What has been read of a decision so far, and where its reading stands: the law and the places that are spoken of.

use super::reader::{Context, Reader};
use super::skeleton::{QUOTE, Skeleton};
use super::{Action, Amended, Amendment, Instruction, Place, heading, subject};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::lexicon::amendments;

/// What has been read so far, and the law that is spoken of.
pub(super) struct Out<'d> {
    document: &'d Document,
    laws: Vec<Amended>,
    current: usize,
}

impl<'d> Out<'d> {
    /// Nothing yet: where no law is named, the decision's title tells it.
    pub(super) fn new(document: &'d Document) -> Self {
        let of_title = document.title.as_ref().and_then(|title| heading::of_title(&title.name));
        let first = Amended { name: of_title.unwrap_or_default(), title: None, instructions: Vec::new() };
        Self { document, laws: vec![first], current: 0 }
    }

    /// The law of a title is spoken of from here on.
    pub(super) fn law(&mut self, title: Span) {
        let name = heading::name(self.document.str(title));
        if self.is_short(&name) {
            return;
        }
        let same = self.laws.iter().position(|law| same_law(&law.name, &name));
        self.current = same.unwrap_or(self.laws.len());
        match self.laws.get_mut(self.current) {
            Some(law) => {
                law.title = law.title.or(Some(title));
                law.name = name;
            }
            None => self.laws.push(Amended { name, title: Some(title), instructions: Vec::new() }),
        }
    }

    /// Whether a title is no more than the type that the current law's name ends with: 《解释》.
    fn is_short(&self, name: &str) -> bool {
        amendments::OWN_NAMES.contains(&name) && self.name().contains(name)
    }

    /// The name of the law that is spoken of.
    pub(super) fn name(&self) -> &str {
        self.laws.get(self.current).map_or("", |law| &law.name)
    }

    pub(super) fn push(&mut self, instruction: Instruction) {
        if let Some(law) = self.laws.get_mut(self.current) {
            law.instructions.push(instruction);
        }
    }

    /// Adds an instruction to the laws of these titles; to the current one where there is none.
    pub(super) fn push_to(&mut self, titles: &[Span], instruction: &Instruction) {
        let current = self.current;
        if titles.is_empty() {
            self.push(instruction.clone());
        }
        let named = |title: &Span| {
            let name = heading::name(self.document.str(*title));
            self.laws.iter().position(|law| same_law(&law.name, &name))
        };
        let named: Vec<usize> = titles.iter().filter_map(named).collect();
        if named.is_empty() && !titles.is_empty() {
            self.push(instruction.clone());
        }
        for at in named {
            self.current = at;
            self.push(instruction.clone());
        }
        self.current = current;
    }

    /// The laws that something is done to.
    pub(super) fn finish(self) -> Amendment {
        let laws = self.laws.into_iter().filter(|law| !law.instructions.is_empty()).collect();
        Amendment { laws }
    }
}

/// Whether two names are those of one law: with and without 中华人民共和国.
pub(super) fn same_law(one: &str, other: &str) -> bool {
    let bare =
        |name: &str| name.trim_start_matches("中华人民共和国").replace(['《', '〈'], "<").replace(['》', '〉'], ">");
    bare(one) == bare(other)
}

/// Marks that part clauses.
pub(super) const PARTING: [char; 6] = ['，', '。', '；', '、', '：', '\n'];

/// The sentences of a point, as they are read.
pub(super) struct Clauses<'s, 'o, 'd> {
    pub(super) reader: Reader<'s>,
    pub(super) context: Context,
    pub(super) out: &'o mut Out<'d>,
    /// A place that was named, to which nothing has been done yet.
    pub(super) dangling: Option<Span>,
}

impl<'s, 'o, 'd> Clauses<'s, 'o, 'd> {
    pub(super) const fn new(skeleton: &'s Skeleton, context: Context, out: &'o mut Out<'d>) -> Self {
        Self { reader: Reader { skeleton, at: 0 }, context, out, dangling: None }
    }

    /// Passes over marks between clauses. Behind the end of a sentence a place that nothing was done to is told.
    pub(super) fn part(&mut self) {
        while let Some(c) = self.reader.rest().chars().next().filter(|c| PARTING.contains(c)) {
            self.reader.at += c.len_utf8();
            if c == '。' {
                self.settle();
            }
        }
    }

    /// Tells a place that was named without anything being done to it.
    pub(super) fn settle(&mut self) {
        if let Some(span) = self.dangling.take() {
            self.out.push(Instruction { span, places: Vec::new(), action: Action::NotUnderstood });
        }
    }

    /// Tells that the sentence from byte `start` on is not understood.
    pub(super) fn refuse(&mut self, start: usize) {
        let rest = &self.reader.skeleton.text[start..];
        let ends = |(at, c): &(usize, char)| match c {
            '。' | '；' => true,
            // 修改为： with the quotation on the next line.
            '\n' => !(rest[..*at].ends_with('：') && rest[at + 1..].starts_with(QUOTE)),
            _ => false,
        };
        let end = start + rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        self.reader.at = end.max(start + rest.chars().next().map_or(0, char::len_utf8));
        let span = self.reader.skeleton.place(start, self.reader.at);
        self.out.push(Instruction { span, places: Vec::new(), action: Action::NotUnderstood });
        self.context = Context::default();
        self.dangling = None;
    }

    /// Adds what was read from byte `start` on.
    pub(super) fn push(&mut self, start: usize, places: Vec<Place>, action: Action) {
        let span = self.reader.skeleton.place(start, self.reader.at);
        self.dangling = None;
        self.out.push(Instruction { span, places, action });
    }

    /// What a clause speaks of: what it names, and else what was spoken of last.
    pub(super) fn or_last(&self, places: Vec<Place>) -> Vec<Place> {
        if places.is_empty() { self.context.places.clone() } else { places }
    }

    /// What the words here speak of. It is spoken of from here on.
    pub(super) fn subject(&mut self) -> Option<Vec<Place>> {
        let read = subject::read(&mut self.reader, &self.context, self.out.name())?;
        if let Some(title) = read.law {
            self.out.law(title);
        }
        self.context.places.clone_from(&read.places);
        Some(read.places)
    }
}
