//! `note-order-format`: in the enactment note, days that go backwards, changes counted wrongly, an approval without its
//! day, a line that ends within a sentence, a decision without 《》, and titles inside its title in other marks than 〈〉.

use crate::diagnostic::{Finding, Span, told_per};
use crate::document::history::{Event, EventKind};
use crate::document::tree::{Role, label, numeral};
use crate::document::{Document, citation};
use crate::lexicon::notes;
use crate::rules::citations::cite_nested_bookmark;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let in_note = |at: usize| document.block_at(at).is_some_and(|block| document.blocks[block].role == Role::Note);
    let events: Vec<&Event> = document.history().iter().filter(|event| in_note(event.span.start)).collect();
    // One deed may have taken several days.
    let deeds: Vec<&[&Event]> = events.chunk_by(|left, right| left.verb == right.verb).collect();
    let mut out = backwards(&deeds);
    for kind in [EventKind::Amended, EventKind::Revised] {
        out.extend(counted(&deeds, kind));
    }
    out.extend(marks(document, &deeds));
    out.extend(undated(&events));
    out.extend(bare(document, &deeds));
    out.extend(broken(document));
    out
}

/// 通过 and 批准 under one date: who approves does so on a day of its own.
fn undated(events: &[&Event]) -> Option<Finding> {
    let pair = events.windows(2).find(|pair| {
        pair[0].span == pair[1].span && (pair[0].kind, pair[1].kind) == (EventKind::Passed, EventKind::Approved)
    })?;
    Some(Finding::at(pair[1].verb).variant("undated").label("before", pair[0].span))
}

/// 关于修改…的决定 without 《》, beside another that has them.
fn bare(document: &Document, deeds: &[&[&Event]]) -> Option<Finding> {
    let decisions = || deeds.iter().filter_map(|deed| deed.first()?.decision);
    let marked = |title: &Span| document.str(*title).starts_with('《');
    let title = decisions().find(|title| !marked(title)).filter(|_| decisions().any(|title| marked(&title)))?;
    let (before, behind) = (Span::new(title.start, title.start), Span::new(title.end, title.end));
    let finding = Finding::at(title).variant("bare").edit(before, "《").edit(behind, "》");
    Some(finding.to_be_checked())
}

/// A line of the note that ends within a sentence: neither an event nor a mark closes it.
fn broken(document: &Document) -> Option<Finding> {
    let is_note = |at: usize| document.blocks.get(at).is_some_and(|block| block.role == Role::Note);
    let ends = document.blocks.iter().enumerate().filter_map(|(at, block)| {
        let line = document.str(block.span).trim_end_matches(label::is_blank);
        let closed = notes::EVENTS.iter().any(|event| line.ends_with(event));
        let goes_on = is_note(at) && is_note(at + 1) && !closed;
        let last = line.chars().next_back().filter(|&c| goes_on && (label::is_han(c) || c == '〉'))?;
        let next = document.str(document.blocks[at + 1].span).starts_with(label::is_han);
        let end = block.span.start + line.len();
        (next || last == '〉').then(|| Span::new(end - last.len_utf8(), end))
    });
    told_per(ends.map(|end| ((), Finding::at(end).variant("broken")))).into_iter().next()
}

/// A deed that was done before the one told before it.
fn backwards(deeds: &[&[&Event]]) -> Vec<Finding> {
    let done = |deed: &[&Event]| deed.iter().max_by_key(|event| event.date).map(|event| (event.date, event.span));
    // 施行 may be told with the first adoption, before the changes or behind them.
    let told = deeds.iter().filter(|deed| deed.iter().all(|event| event.kind != EventKind::Effective));
    let days: Vec<_> = told.filter_map(|deed| done(deed)).collect();
    let pairs = days.windows(2).filter_map(|pair| {
        let [(before, earlier), (after, later)] = pair else { return None };
        (after < before).then(|| Finding::at(*later).label("before", *earlier))
    });
    pairs.take(1).collect()
}

/// A change that is not counted where the others of its kind are, or is counted wrongly.
fn counted(deeds: &[&[&Event]], kind: EventKind) -> Option<Finding> {
    let changes = || deeds.iter().filter_map(|deed| deed.first()).filter(|event| event.kind.is_change());
    let of_kind: Vec<&Event> = changes().filter(|event| event.kind == kind).copied().collect();
    // Some count 修正 and 修订 together, some leave out the revisions of the whole text.
    let together: Vec<&Event> = changes().copied().collect();
    let (decided, whole): (Vec<&Event>, Vec<&Event>) = of_kind.iter().partition(|event| event.decision.is_some());
    let uncounted = |events: &[&Event]| events.iter().all(|event| event.turn.is_none());
    let right = |events: &[&Event]| events.iter().enumerate().all(|(at, event)| is_turn(event, at));
    let apart = right(&decided) && uncounted(&whole);
    // And some begin anew behind such a revision.
    let rounds: Vec<&[&Event]> = together.chunk_by(|left, right| left.kind == right.kind).collect();
    let anew = rounds.iter().all(|round| right(round) || uncounted(round));
    if uncounted(&of_kind) || right(&together) || apart || anew {
        return None;
    }
    let told = |at: usize| numeral::format(u32::try_from(at + 1).unwrap_or(u32::MAX));
    let mut numbered = of_kind.iter().enumerate().filter_map(|(at, event)| Some((at, event, event.turn?)));
    let in_all = |event: &Event| together.iter().position(|other| other.verb == event.verb);
    let wrong = |at: usize, event: &Event| !is_turn(event, at) && in_all(event).is_none_or(|at| !is_turn(event, at));
    if let Some((at, _, turn)) = numbered.find(|(at, event, _)| wrong(*at, event)) {
        return Some(Finding::at(turn.span).variant("turn").arg("right", format!("第{}次", told(at))));
    }
    // Only where the others are right beside it.
    let misses = |at: usize, event: &Event| event.turn.is_none_or(|_| is_turn(event, at));
    let mut events = of_kind.iter().enumerate();
    let clear = events.clone().all(|(at, event)| misses(at, event));
    let (at, event) = events.find(|(_, event)| clear && event.turn.is_none())?;
    let turn = format!("第{}次", told(at));
    let empty = Span::new(event.verb.start, event.verb.start);
    Some(Finding::at(event.verb).variant("uncounted").arg("right", turn.clone()).edit(empty, turn))
}

/// Whether an event is counted as the one behind `before` others.
fn is_turn(event: &Event, before: usize) -> bool {
    event.turn.is_some_and(|turn| usize::try_from(turn.number).is_ok_and(|number| number == before + 1))
}

/// 《关于修改《…》的决定》; told once.
fn marks(document: &Document, deeds: &[&[&Event]]) -> Vec<Finding> {
    let decisions = deeds.iter().filter_map(|deed| deed.first()?.decision);
    let titles = decisions.filter(|title| document.str(*title).starts_with('《'));
    let names = titles.map(|title| Span::new(title.start + '《'.len_utf8(), title.end - '》'.len_utf8()));
    let inner = names.flat_map(|name| citation::inner(document.str(name), name.start));
    let found = inner.filter_map(|name| cite_nested_bookmark::mended(document, name));
    told_per(found.map(|finding| ((), finding.variant("marks"))))
}
