//! Puts everything in its order and tells its new number, once all instructions have been applied: headings, articles,
//! their 款 and 项. Numbers that instructions told are compared with the count.

use std::collections::{BTreeMap, HashMap};

use super::apply::{Applier, Late};
use super::law::{Article, Item, Law, Paragraph, Rank};
use super::order::{self, Clash, Count};
use super::place;
use super::reason::{Reason, Remark};
use crate::document::amendment::{Action, Instruction};
use crate::document::reference::StepUnit;
use crate::document::reference::address::Steps;
use crate::document::tree::label::{self, Level, Ordinal};
use crate::document::tree::numeral;

/// A heading or an article, by its position in the law's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Division(usize),
    Article(usize),
}

/// The law in its new order.
#[derive(Debug, Default)]
pub(super) struct Ordered {
    /// Headings and articles, in order.
    pub(super) nodes: Vec<Node>,
    /// What does not fit, by instruction.
    pub(super) faults: BTreeMap<usize, Reason>,
    /// What there is to say of instructions that were applied.
    pub(super) remarks: BTreeMap<usize, Remark>,
    /// The new numbers of old 款: by article, number, and the article that it stands in now, by position.
    pub(super) paragraphs: HashMap<(Ordinal, u32), (usize, u32)>,
    /// The new numbers of old 项, by article, 款 and number.
    pub(super) items: HashMap<(Ordinal, u32, u32), u32>,
}

/// Orders a law.
pub(super) fn order(applier: &mut Applier<'_>, reordered: bool) -> Ordered {
    let mut out = Ordered::default();
    divisions(&mut applier.law, &mut out);
    let articles = articles(applier, reordered, &mut out);
    hold(&mut applier.law, &applier.held);
    settle_headings(&mut applier.law, applier.instructions, &articles, &mut out);
    for late in std::mem::take(&mut applier.late) {
        take_in(&mut applier.law, late, &mut out);
    }
    for at in 0..applier.law.articles.len() {
        paragraphs(&mut applier.law, applier.prose, at, &mut out);
    }
    out.nodes = nodes(&applier.law, &articles, &mut out);
    out
}

impl Ordered {
    fn clash(&mut self, clash: Clash, unit: &str) {
        let reason = Reason::Number(clash.told.label(unit), clash.counted.label(unit));
        self.faults.entry(clash.by).or_insert(reason);
    }
}

/// Numbers headings: those of one level under one heading are counted together.
fn divisions(law: &mut Law, out: &mut Ordered) {
    let mut groups: BTreeMap<(Level, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (at, division) in
        law.divisions.iter().enumerate().filter(|(_, one)| one.rank.old.is_some() || one.rank.pin.is_some())
    {
        groups.entry((division.level, division.parent)).or_default().push(at);
    }
    for ((level, _), members) in groups {
        let ranks: Vec<Rank> = members.iter().map(|&at| law.divisions[at].rank).collect();
        let first = ranks.iter().filter_map(|rank| rank.old).map(|old| old.number).min().unwrap_or(1);
        let changes = ranks.iter().any(|rank| rank.gone || rank.pin.is_some());
        let mut ranks = ranks;
        let mut all: Vec<&mut Rank> = ranks.iter_mut().collect();
        let (_, clashes) = order::arrange(&mut all, if changes { Count::From(first) } else { Count::Kept });
        for clash in clashes {
            out.clash(clash, level.unit());
        }
        for (&at, rank) in members.iter().zip(ranks) {
            law.divisions[at].rank = rank;
        }
    }
}

/// Numbers articles; returns their order.
fn articles(applier: &mut Applier<'_>, reordered: bool, out: &mut Ordered) -> Vec<usize> {
    let renumbers = |one: &Instruction| {
        matches!(&one.action, Action::Renumber(to) if to.iter().any(|steps| steps.last().is_some_and(|step| step.0 == StepUnit::Article)))
            && one.places.iter().any(|place| place.unit() == Some(StepUnit::Article))
    };
    let told = reordered || applier.instructions.iter().any(renumbers);
    let law = &mut applier.law;
    let first = law.articles.iter().filter_map(|article| article.rank.old).map(|old| old.number).min().unwrap_or(1);
    let mut ranks: Vec<Rank> = law.articles.iter().map(|article| article.rank).collect();
    let mut all: Vec<&mut Rank> = ranks.iter_mut().collect();
    let (mut order, mut clashes) = order::arrange(&mut all, if told { Count::From(first) } else { Count::Kept });
    if let (false, Some(&clash)) = (told, clashes.first()) {
        // What is added has the number of another: the clause that lets articles move is missing.
        out.faults.insert(clash.by, Reason::NoOrderClause);
        let mut all: Vec<&mut Rank> = ranks.iter_mut().collect();
        (order, clashes) = order::arrange(&mut all, Count::From(first));
    }
    for clash in clashes {
        out.clash(clash, "条");
    }
    for (article, rank) in law.articles.iter_mut().zip(ranks) {
        article.rank = rank;
    }
    order
}

/// Puts articles under the new headings that are said to hold them.
fn hold(law: &mut Law, held: &HashMap<Ordinal, usize>) {
    for article in &mut law.articles {
        let by = article.rank.new.and_then(|new| held.get(&new));
        let pinned = |by: &usize| law.divisions.iter().position(|own| own.rank.pin.is_some_and(|pin| pin.by == *by));
        if let Some(division) = by.and_then(pinned) {
            article.division = Some(division);
            article.loose = false;
            article.held = true;
        }
    }
}

/// Tells each article the heading that it stands under now.
fn settle_headings(law: &mut Law, instructions: &[Instruction], order: &[usize], out: &mut Ordered) {
    for article in &mut law.articles {
        let mut own = article.division;
        while let Some(at) = own.filter(|&at| law.divisions[at].rank.gone) {
            own = law.divisions[at].into.or(law.divisions[at].parent);
        }
        article.division = own;
        article.loose |= article.index.is_some() && article.rank.pin.is_some() && !article.under.is_empty();
    }
    for (nth, &at) in order.iter().enumerate() {
        let before = nth.checked_sub(1).and_then(|before| law.articles[order[before]].division);
        let behind = order[nth + 1..].iter().map(|&at| &law.articles[at]).find(|article| !article.loose);
        let behind = behind.and_then(|article| article.division);
        let article = &law.articles[at];
        if !article.loose {
            // What was moved to the middle of another chapter stands in that.
            let fixed = article.rank.pin.is_none() || article.index.is_none() || article.held;
            if !fixed && before.is_some() && before == behind && article.division != before {
                law.articles[at].division = before;
            }
            continue;
        }
        let by = article.rank.pin.map(|pin| pin.by);
        let told = heading(law, &article.under);
        let own = match (told, by) {
            (Some(told), _) => Some(told),
            (None, _) if before == behind => before,
            (None, Some(by)) => match heading_before(law, instructions, by) {
                Some(heading) if Some(heading) == behind || law.divisions[heading].rank.old.is_none() => Some(heading),
                _ if before.is_none() => behind,
                _ => {
                    if let Some(before) = before {
                        out.remarks.insert(by, Remark::Border(law.divisions[before].label.clone()));
                    }
                    before
                }
            },
            (None, None) => before.or(behind),
        };
        law.articles[at].division = own;
    }
}

/// The heading of an address in the new text: the lowest of its steps, under those before it.
fn heading(law: &Law, under: &Steps) -> Option<usize> {
    let (lowest, above) = under.split_last()?;
    let is = |at: usize, &(unit, number): &(StepUnit, Ordinal)| {
        let own = &law.divisions[at];
        own.level.unit() == unit.name() && own.rank.new == Some(number) && !own.rank.gone
    };
    let stands_under = |at: usize, step: &(StepUnit, Ordinal)| {
        std::iter::successors(law.divisions[at].parent, |&parent| law.divisions[parent].parent).any(|at| is(at, step))
    };
    (0..law.divisions.len()).find(|&at| is(at, lowest) && above.iter().all(|step| stands_under(at, step)))
}

/// The heading that the instruction before an addition speaks of: what is added behind it stands under it.
fn heading_before(law: &Law, instructions: &[Instruction], by: usize) -> Option<usize> {
    let before = instructions[..by].iter().rev().find(|one| one.action != Action::NoChange)?;
    let place = before.places.first().filter(|place| place.unit() < Some(StepUnit::Article));
    if let Some(place) = place {
        return match place::find(law, &place.steps).ok()? {
            place::Target::Division(at) => Some(at),
            _ => None,
        };
    }
    let Action::Add { unit, .. } = &before.action else { return None };
    let pinned = |one: &super::law::Division| one.rank.pin.is_some_and(|pin| pin.by + 1 == by);
    (*unit < StepUnit::Article).then(|| law.divisions.iter().position(pinned)).flatten()
}

/// Puts 款 into the article that has the number told.
fn take_in(law: &mut Law, late: Late, out: &mut Ordered) {
    let into = law.articles.iter_mut().find(|article| article.rank.new == Some(late.article) && !article.rank.gone);
    match into {
        Some(article) => article.paragraphs.extend(late.paragraphs),
        None => {
            out.faults.insert(late.by, Reason::Missing(late.article.label("条")));
        }
    }
}

/// Orders the 款 of an article and the 项 of each, and remembers what old ones have become.
fn paragraphs(law: &mut Law, prose: &str, at: usize, out: &mut Ordered) {
    let own = law.articles[at].rank.old;
    let article = &mut law.articles[at];
    let mut all: Vec<&mut Rank> = article.paragraphs.iter_mut().map(|paragraph| &mut paragraph.rank).collect();
    let (order, clashes) = order::arrange(&mut all, Count::From(1));
    for clash in clashes {
        out.clash(clash, "款");
    }
    let mut old: Vec<Option<Paragraph>> = std::mem::take(&mut article.paragraphs).into_iter().map(Some).collect();
    article.paragraphs = order.into_iter().filter_map(|at| old[at].take()).collect();
    let replaced = article.replaced;
    for paragraph in &mut article.paragraphs {
        let number = paragraph.rank.old.map(|old| old.number);
        let new = paragraph.rank.new.map_or(0, |new| new.number);
        if let (Some(own), Some(number), false) = (own, number, replaced) {
            out.paragraphs.insert((own, number), (at, new));
        }
        let home = own.zip(number);
        items(paragraph, prose, home, out);
    }
}

/// Orders the 项 of a 款, and marks them as they are counted now.
fn items(paragraph: &mut Paragraph, prose: &str, home: Option<(Ordinal, u32)>, out: &mut Ordered) {
    let changed =
        paragraph.items.iter().any(|item| item.rank.gone || item.rank.pin.is_some() || item.rank.old.is_none());
    let fresh = paragraph.rank.old.is_none() || paragraph.items.iter().all(|item| item.rank.old.is_none());
    if changed && !fresh {
        let mut all: Vec<&mut Rank> = paragraph.items.iter_mut().map(|item| &mut item.rank).collect();
        let (order, clashes) = order::arrange(&mut all, Count::From(1));
        for clash in clashes {
            out.clash(clash, "项");
        }
        let mut old: Vec<Option<Item>> = std::mem::take(&mut paragraph.items).into_iter().map(Some).collect();
        paragraph.items = order.into_iter().filter_map(|at| old[at].take()).collect();
        for item in &mut paragraph.items {
            if let Some(new) = item.rank.new {
                item.mark = mark_of(&item.mark, new.number);
            }
        }
        stops(&mut paragraph.items, prose);
    } else {
        for item in &mut paragraph.items {
            item.rank.new = item.rank.old;
        }
    }
    let Some((article, number)) = home else { return };
    for item in &paragraph.items {
        if let (Some(old), Some(new)) = (item.rank.old, item.rank.new) {
            out.items.insert((article, number, old.number), new.number);
        }
    }
}

/// Ends each 项 of a list as its place asks: the last with a full stop, those before it as the list has them.
fn stops(items: &mut [Item], prose: &str) {
    let ends = |item: &Item, stop: char| item.rests.is_empty() && item.text.string(prose).ends_with(stop);
    let parted = items.iter().any(|item| ends(item, '；'));
    let last = items.len().saturating_sub(1);
    for (at, item) in items.iter_mut().enumerate() {
        let sentences = item.text.string(prose).matches('。').count();
        let (is, wanted) = if at == last { ('；', "。") } else { ('。', "；") };
        if ends(item, is) && (at == last || parted && sentences == 1) {
            let end = item.text.count(prose);
            item.text.replace(prose, super::text::Found { from: end - 1, to: end, old: false }, wanted);
        }
    }
}

/// A mark with another number: （三） of （二）.
fn mark_of(mark: &str, number: u32) -> String {
    let is_number = |c: char| numeral::is_numeral(c);
    let digits: String = mark.chars().filter(|&c| is_number(c)).collect();
    match numeral::parse(&digits) {
        Some(own) if own.value == number => mark.to_owned(),
        Some(own) => {
            let new = match own.script {
                numeral::Script::Arabic => number.to_string(),
                numeral::Script::Chinese | numeral::Script::Mixed => numeral::format(number),
            };
            mark.replacen(&digits, &new, 1)
        }
        None => format!("（{}）", numeral::format(number)),
    }
}

/// Headings and articles in order: a heading stands before the first article under it.
fn nodes(law: &Law, articles: &[usize], out: &mut Ordered) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(articles.len() + law.divisions.len());
    let mut shown = vec![false; law.divisions.len()];
    let mut filled = vec![false; law.divisions.len()];
    for article in law.articles.iter().filter(|article| article.index.is_some()) {
        mark_all(law, article, &mut filled);
    }
    for &at in articles {
        let mut path = Vec::new();
        let mut own = law.articles[at].division;
        while let Some(division) = own {
            path.push(division);
            own = law.divisions[division].parent;
        }
        for division in path.into_iter().rev().filter(|&division| !law.divisions[division].rank.gone) {
            if !std::mem::replace(&mut shown[division], true) {
                empty_before(law, division, &filled, &mut shown, &mut nodes);
                nodes.push(Node::Division(division));
            }
        }
        nodes.push(Node::Article(at));
    }
    empty_before(law, law.divisions.len(), &filled, &mut shown, &mut nodes);
    for (at, division) in law.divisions.iter().enumerate() {
        if let (false, None, Some(pin)) = (shown[at], division.block, division.rank.pin) {
            out.faults.entry(pin.by).or_insert(Reason::NoText);
        }
    }
    nodes
}

/// Marks the headings that an article stands under.
fn mark_all(law: &Law, article: &Article, filled: &mut [bool]) {
    let mut own = article.division;
    while let Some(division) = own.filter(|&division| !filled[division]) {
        filled[division] = true;
        own = law.divisions[division].parent;
    }
}

/// Old headings without articles before another one: they stay where they are.
fn empty_before(law: &Law, upto: usize, filled: &[bool], shown: &mut [bool], nodes: &mut Vec<Node>) {
    for at in 0..upto.min(law.divisions.len()) {
        let own = &law.divisions[at];
        if !shown[at] && !filled[at] && own.block.is_some() && !own.rank.gone {
            shown[at] = true;
            nodes.push(Node::Division(at));
        }
    }
}

/// The label of a heading with its new number: 第八章 of 第七章.
pub(super) fn label_of(label: &str, new: Ordinal) -> String {
    let Some(mark) = label::division(label, 0) else { return label.to_owned() };
    if mark.numeral.value == new.number {
        return label.to_owned();
    }
    match mark.numeral.script {
        numeral::Script::Arabic => format!("第{}{}", new.number, mark.level.unit()),
        numeral::Script::Chinese | numeral::Script::Mixed => new.label(mark.level.unit()),
    }
}
