//! Looks through the running text for references: where they start and end, whose law they speak of, and what they take
//! over from the one before.

use std::ops::Range;

use super::step::{self, Lead};
use super::{Base, Join, Law, Reference, Share, Step, StepUnit};
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::front::Kind;
use crate::document::tree::landmark::Sought;
use crate::document::tree::{Passage, label, line, numeral};
use crate::lexicon::{citations, references, titles};

/// Reads all passages.
pub(super) fn read(document: &Document) -> Vec<Reference> {
    let mut out = Vec::new();
    for passage in document.passages() {
        Scanner {
            document,
            passage,
            text: document.str(passage.span),
            first: out.len(),
            seen: 0,
            foreign: false,
            out: &mut out,
        }
        .run();
    }
    out
}

struct Scanner<'d, 's> {
    document: &'d Document,
    passage: &'d Passage,
    text: &'s str,
    /// Where this passage's references start in `out`.
    first: usize,
    /// Up to where the text has been looked through for full stops and semicolons.
    seen: usize,
    /// Whether another law has been named since the last of them.
    foreign: bool,
    out: &'d mut Vec<Reference>,
}

/// What references and references to near units begin with: 第, 前, 本, 上.
const OPENING: Sought<4> = Sought::new(['第', '前', '本', '上']);

impl Scanner<'_, '_> {
    fn run(mut self) {
        let origin = self.passage.span.start;
        let mut read = origin;
        for (at, _) in self.document.landmarks(self.passage.span, &OPENING) {
            if at >= read {
                read = self.reference(at - origin).map_or(read, |end| origin + end);
            }
        }
    }

    /// Reads the reference at byte `start` of the passage, and those that go on from it without 第; returns where they
    /// end.
    fn reference(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let (base, head) = if rest.starts_with('第') { (None, 0) } else { step::relative(rest, &self.text[..start])? };
        let (mut end, steps) = self.steps(start + head, head > 0);
        let lead = if head > 0 || !steps.is_empty() { Lead::GoesOn } else { Lead::Needed };
        let above = steps.iter().map(|step| step.unit).max();
        let run = step::run(&self.text[end..], lead).filter(|run| above < run.first().map(|&(_, _, read)| read.0));
        let run: Vec<(usize, Join, Step)> = run
            .into_iter()
            .flatten()
            .map(|(at, join, read)| (end + at, join, self.place_step(end + at, read)))
            .collect();
        if head == 0 && steps.is_empty() && run.is_empty() {
            return None;
        }
        let origin = self.passage.span.start;
        let first_end = run.first().map_or(end, |(_, _, step)| step.span.end - origin);
        end = run.last().map_or(end, |(_, _, step)| step.span.end - origin);
        let last = run.last().map(|(_, _, step)| step).or(steps.last()).map(|step| step.unit);
        let looks_right = last.is_none_or(|unit| step::ends_like_reference(unit, &self.text[end..]));
        if !looks_right && (head == 0 || !run.is_empty()) || self.is_label(start, end, &steps) {
            return None;
        }
        self.add(start..first_end, base, steps, &run);
        Some(self.follow(end))
    }

    /// Adds a reference, with the members of a run that it ends with.
    fn add(&mut self, place: Range<usize>, base: Option<Base>, mut steps: Vec<Step>, run: &[(usize, Join, Step)]) {
        steps.extend(run.first().map(|&(_, _, step)| step));
        if self.text[self.seen..place.start].contains(['。', '；', ';']) {
            self.foreign = false;
        }
        self.seen = place.end;
        let mut reference = self.place(place.start, place.end, base, steps);
        reference.share = if run.is_empty() { Share::Whole } else { Share::First };
        self.push(reference);
        for &(at, join, step) in run.iter().skip(1) {
            self.go_on(at, join, step);
        }
    }

    /// Adds a reference that goes on from the one before it and has no 第 of its own, or shares its unit.
    fn go_on(&mut self, at: usize, join: Join, step: Step) {
        let Some(previous) = self.out.last() else { return };
        let origin = self.passage.span.start;
        let mut reference = Reference {
            span: Span::new(origin + at, step.span.end),
            law: Law::Implied,
            base: Base::Law,
            steps: vec![step],
            join: None,
            share: Share::Later,
            bare: false,
            home: self.passage.home,
        };
        take_over(&mut reference, previous, join);
        self.seen = step.span.end - origin;
        self.push(reference);
    }

    fn push(&mut self, reference: Reference) {
        self.foreign |= matches!(reference.law, Law::Other(_) | Law::Unclear);
        self.out.push(reference);
    }

    /// Reads what goes on behind byte `end` without 第: 第（一）项、（三）项; returns where it ends.
    fn follow(&mut self, mut end: usize) -> usize {
        loop {
            let rest = &self.text[end..];
            // Not looked for any further: the passage may be as long as the text.
            let near = rest.char_indices().take_while(|&(at, _)| at <= 2 * '、'.len_utf8());
            let open = near.filter(|&(_, c)| matches!(c, '（' | '(')).map(|(at, _)| at).next();
            let Some(open) = open.filter(|&at| at > 0) else { return end };
            let Some(join) = step::join(&rest[..open]) else { return end };
            let Some(read) = step::step(&rest[open..], Lead::GoesOn) else { return end };
            let step = self.place_step(end + open, read);
            let after = step.span.end - self.passage.span.start;
            let same = self.out.last().and_then(|last| last.steps.last()).is_some_and(|last| last.unit == step.unit);
            if !same || !step::ends_like_reference(step.unit, &self.text[after..]) {
                return end;
            }
            self.go_on(end + open, join, step);
            end = after;
        }
    }

    /// Reads steps from byte `at` on, each of a unit that was not named before: downwards, and where a draft has turned
    /// them round (第二项第一款) upwards, too. Returns where they end, and the steps from the highest unit down.
    fn steps(&self, at: usize, relative: bool) -> (usize, Vec<Step>) {
        let mut end = at;
        let mut steps: Vec<Step> = Vec::new();
        loop {
            let lead = if relative || !steps.is_empty() { Lead::GoesOn } else { Lead::Needed };
            let Some(read) = step::step(&self.text[end..], lead) else { break };
            let (last, unit) = (steps.last().map(|last| last.unit), read.0);
            let turned = last > Some(unit) && !relative && unit >= StepUnit::Article;
            if last >= Some(unit) && !turned || steps.iter().any(|step| step.unit == unit) {
                break;
            }
            let step = self.place_step(end, read);
            end = step.span.end - self.passage.span.start;
            steps.push(step);
        }
        steps.sort_by_key(|step| step.unit);
        (end, steps)
    }

    const fn place_step(&self, at: usize, (unit, ordinal, len): step::Read) -> Step {
        let from = self.passage.span.start + at;
        Step { unit, ordinal, span: Span::new(from, from + len) }
    }

    /// Whether 第N条 or 第N章 from byte `start` to `end` is no reference but a label whose line break was lost: a sentence
    /// or a name follows, and a full stop stands before; or it is the next article, which is nowhere else.
    fn is_label(&self, start: usize, end: usize, steps: &[Step]) -> bool {
        let [step] = steps else { return false };
        if line::refers(&self.text[end..]) {
            return false;
        }
        let before = self.text[..start].trim_end_matches(label::is_blank);
        if step.unit < StepUnit::Article {
            return before.ends_with('。');
        }
        let Some(article) = self.passage.home.article.filter(|_| step.unit == StepUnit::Article) else { return false };
        let own = self.document.articles[article].ordinal;
        let branch = step.ordinal.number == own.number && step.ordinal.branch > own.branch;
        let next = step.ordinal.number == own.number + 1 || branch;
        let lost = || self.document.article(self.document.text_of(self.passage.home), step.ordinal).is_none();
        let led = || {
            references::LEADS
                .iter()
                .chain(titles::SELF_NAMES)
                .chain(citations::NAME_ENDINGS)
                .any(|lead| before.ends_with(lead))
        };
        next && (before.ends_with('。') || lost() && !led())
    }

    /// Finds out whose law the reference speaks of and what it takes over from the one before it.
    fn place(&self, start: usize, end: usize, base: Option<Base>, steps: Vec<Step>) -> Reference {
        let origin = self.passage.span.start;
        let mut reference = Reference {
            span: Span::new(origin + start, origin + end),
            law: Law::Implied,
            base: base.unwrap_or(Base::Law),
            steps,
            join: None,
            share: Share::Whole,
            bare: false,
            home: self.passage.home,
        };
        match base {
            // 刑法第三百零七条之一前三款: the first three paragraphs of that article.
            Some(_) if self.out[self.first..].last().is_some_and(|previous| previous.span.end == origin + start) => {
                reference.law = Law::Unclear;
            }
            Some(_) => {}
            None => match self.joined(start) {
                Some((previous, join)) => take_over(&mut reference, previous, join),
                None => self.stand_alone(&mut reference, start),
            },
        }
        let speaks_of_another = self.document.instrument.kind.is_decision();
        let quotes = self.document.quotes();
        let mentioned = quotes.mention(reference.span.start);
        if speaks_of_another || mentioned {
            reference.law = Law::Unclear;
        }
        reference
    }

    /// Fills in a reference at byte `start` that goes on from no other.
    fn stand_alone(&self, reference: &mut Reference, start: usize) {
        reference.law = self.law(start);
        if let Law::Own(name) = reference.law {
            reference.span.start = name.start;
        }
        let top = reference.steps.first().map(|step| step.unit);
        reference.bare = reference.law == Law::Implied && top > Some(StepUnit::Article);
        reference.base = match top {
            Some(StepUnit::Paragraph | StepUnit::Item) if reference.bare => Base::ThisArticle,
            Some(StepUnit::Subitem) if reference.bare => Base::ThisItem,
            Some(_) | None => Base::Law,
        };
    }

    /// The reference that ends right before byte `start` but for a word that joins lists, and how it joins.
    fn joined(&self, start: usize) -> Option<(&Reference, Join)> {
        let previous = self.out[self.first..].last()?;
        let from = previous.span.end - self.passage.span.start;
        let between = self.text.get(from..start)?.trim_matches(label::is_blank);
        Some((previous, step::join(between)?))
    }

    /// Whose law a reference at byte `start` speaks of, by what stands before it.
    fn law(&self, start: usize) -> Law {
        let before = self.text[..start].trim_end_matches(label::is_blank);
        let origin = self.passage.span.start;
        let place = |name: &str| Span::new(origin + before.len() - name.len(), origin + before.len());
        if let Some(name) = titles::SELF_NAMES.iter().find(|name| before.ends_with(**name)) {
            return Law::Own(place(name));
        }
        // 本条例的第三条
        let of = before.strip_suffix('的').and_then(|of| titles::SELF_NAMES.iter().find(|name| of.ends_with(**name)));
        if let Some(name) = of {
            let start = origin + before.len() - '的'.len_utf8() - name.len();
            return Law::Own(Span::new(start, start + name.len()));
        }
        // 六十条第四款 has lost its first 第.
        if before.strip_suffix('条').is_some_and(|number| number.ends_with(numeral::is_numeral)) {
            return Law::Unclear;
        }
        let unbracketed = strip_bracket(before);
        if let Some(name) = citations::NAME_ENDINGS.iter().find(|name| unbracketed.ends_with(**name)) {
            let place = Span::new(origin + unbracketed.len() - name.len(), origin + unbracketed.len());
            return Law::Other(place);
        }
        let interprets = self.document.instrument.kind == Kind::NormativeDocument;
        if self.foreign || interprets || !self.document.has_articles() { Law::Unclear } else { Law::Implied }
    }
}

/// Fills in a reference that goes on from the one before it.
fn take_over(reference: &mut Reference, previous: &Reference, join: Join) {
    reference.law = match previous.law {
        Law::Own(_) => Law::Implied,
        Law::Implied | Law::Other(_) | Law::Unclear => previous.law,
    };
    reference.join = Some(join);
    let top = reference.steps.first().map_or(StepUnit::Article, |step| step.unit);
    if top > StepUnit::Article {
        reference.base = previous.base;
        reference.bare = previous.bare;
        let above = previous.steps.iter().filter(|step| step.unit < top).copied();
        reference.steps = above.chain(reference.steps.iter().copied()).collect();
        let relative = matches!(previous.base, Base::PreviousItems(_) | Base::ThisItem);
        if relative || (previous.steps.is_empty() && top == StepUnit::Paragraph) {
            reference.base = Base::ThisArticle;
        }
    }
}

/// How long the bracket behind a name may be, in characters.
const BRACKET: usize = 200;

/// The text without a bracket that it ends with: 《…法》（以下简称…）.
fn strip_bracket(text: &str) -> &str {
    if !text.ends_with(['）', ')']) {
        return text;
    }
    let near = text.char_indices().rev().take(BRACKET);
    let open = near.filter(|&(_, c)| matches!(c, '（' | '(')).map(|(at, _)| at).next();
    open.map_or(text, |open| text[..open].trim_end_matches(label::is_blank))
}
