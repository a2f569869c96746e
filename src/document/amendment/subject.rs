//! What a sentence of a decision speaks of: 第四十一条第一款、第三款, 该款, 第二章章名, 引言, 附件二, 有关条款.

use super::reader::{Context, Reader};
use super::skeleton::{QUOTE, TITLE};
use super::{Part, Place, Steps};
use crate::diagnostic::Span;
use crate::document::reference::{StepUnit, address};
use crate::document::tree::label::Ordinal;
use crate::document::tree::numeral;
use crate::lexicon::amendments;

/// What a sentence speaks of.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The law that it names, by its title in 《》.
    pub(super) law: Option<Span>,
    /// The places.
    pub(super) places: Vec<Place>,
}

/// What stands between two places of a list.
const JOINS: [&str; 5] = ["以及", "、", "和", "与", "及"];

/// Reads what a sentence speaks of, if it names anything. `law` is the name of the law it belongs to.
pub(super) fn read(reader: &mut Reader<'_>, context: &Context, law: &str) -> Option<Subject> {
    let mut ahead = *reader;
    let mut subject = Subject { law: law_of(&mut ahead, law), places: Vec::new() };
    let named = ahead.at > reader.at;
    let mut inner = context.clone();
    loop {
        let before = ahead;
        if !subject.places.is_empty() && !ahead.eat(&JOINS) {
            break;
        }
        ahead.eat(&["原"]);
        let Some(places) = places(&mut ahead, &inner) else {
            ahead = before;
            break;
        };
        subject.places.extend(places);
        inner = Context { places: subject.places.clone() };
    }
    if subject.places.is_empty() {
        if !named || !whole_law(ahead) {
            return None;
        }
        let span = reader.skeleton.place(reader.at, ahead.at);
        subject.places.push(Place { steps: Steps::new(), part: Part::Everywhere, span });
    }
    *reader = ahead;
    Some(subject)
}

/// Whether a law is spoken of as a whole: 将条例中的“甲”修改为“乙”.
fn whole_law(ahead: Reader<'_>) -> bool {
    let mut ahead = ahead;
    ahead.eat(amendments::INSIDE) && ahead.rest().starts_with(QUOTE) || ahead.eat(&["增加"])
}

/// The law that is named at the start: by its title, which is returned, or by a short form, which is passed over.
fn law_of(ahead: &mut Reader<'_>, law: &str) -> Option<Span> {
    let title = ahead.skeleton.title(ahead.at).filter(|_| ahead.rest().starts_with(TITLE));
    if let Some(title) = title {
        ahead.at += TITLE.len_utf8();
        if ahead.rest().starts_with('（') {
            let close = ahead.rest().find('）').map_or(0, |at| at + '）'.len_utf8());
            ahead.at += close;
        }
        ahead.eat(&["的"]);
        return Some(title);
    }
    let bare = law.strip_prefix("中华人民共和国").unwrap_or(law);
    let own = [law, bare].into_iter().find(|name| !name.is_empty() && ahead.rest().starts_with(*name));
    match own {
        Some(name) => ahead.at += name.len(),
        None => {
            // 规定 and 条例 are names only where a place or a quotation follows.
            let mut behind = *ahead;
            let goes_on = behind.eat(amendments::OWN_NAMES) && {
                let mut place = behind;
                place.eat(amendments::INSIDE);
                place.rest().starts_with(['第', QUOTE])
                    || [amendments::PREAMBLES, amendments::CONTENTS, amendments::ANNEXES, amendments::TITLES, amendments::EVERYWHERE]
                        .into_iter()
                        .any(|list| place.eat(list))
            };
            if goes_on {
                *ahead = behind;
            }
        }
    }
    let mut of = *ahead;
    if of.eat(&["的"]) && of.rest().starts_with('第') {
        *ahead = of;
    }
    None
}

/// Places that are named together.
fn places(ahead: &mut Reader<'_>, context: &Context) -> Option<Vec<Place>> {
    let start = ahead.at;
    let mut list = match unit_places(ahead, context) {
        Some(list) => list,
        None => return alone(ahead, context).map(|(steps, part)| vec![place(*ahead, start, steps, part)]),
    };
    let mut behind = *ahead;
    if behind.eat(amendments::NAMES) {
        *ahead = behind;
        list.iter_mut().for_each(|place| place.part = Part::Name);
    } else if let Some(part) = counted(&mut behind) {
        // 第三条、第四条第一句: of the last one only.
        *ahead = behind;
        if let Some(last) = list.last_mut() {
            last.part = part;
        }
    }
    // 第六十二条“全国人民代表大会行使下列职权”中: what stands there.
    let mut told = *ahead;
    if told.eat_quote().is_some() && (told.eat(&["中的"]) || told.eat(&["中"])) && !told.rest().starts_with(QUOTE) {
        *ahead = told;
    } else if list.iter().all(|place| place.unit() < Some(StepUnit::Article) && place.part == Part::Whole) {
        // 第三章“附则”改为第四章
        let mut named = *ahead;
        let moves = ["改为第", "修改为第", "作为第", "后增加", "之后增加", "前增加", "之前增加", "增加"];
        if named.eat_quote().is_some() && moves.iter().any(|word| named.rest().starts_with(word)) {
            *ahead = named;
        }
    }
    let end = ahead.skeleton.place(start, ahead.at).end;
    if let Some(last) = list.last_mut() {
        last.span.end = end;
    }
    Some(list)
}

fn place(ahead: Reader<'_>, start: usize, steps: Steps, part: Part) -> Place {
    Place { steps, part, span: ahead.skeleton.place(start, ahead.at) }
}

/// 第三条第一款、第二款; 该款; 十一条 that has lost its 第.
fn unit_places(ahead: &mut Reader<'_>, context: &Context) -> Option<Vec<Place>> {
    let start = ahead.at;
    if let Some(list) = said_before(ahead, context) {
        return Some(list);
    }
    if let Some((list, len)) = address::addresses(ahead.rest()) {
        ahead.at += len;
        let mut places: Vec<Place> = Vec::new();
        for one in list {
            let steps = from_top(one.steps, context)?;
            let span = ahead.skeleton.place(start + one.place.start, start + one.place.end);
            places.push(Place { steps, part: Part::Whole, span });
        }
        bracketed(ahead, &mut places);
        return Some(places);
    }
    let behind_verb = ahead.skeleton.text[..start].ends_with(['将', '把']);
    let len = numeral::prefix_len(ahead.rest());
    let number = numeral::parse(&ahead.rest()[..len]).filter(|_| behind_verb)?;
    ahead.at += len;
    if !ahead.eat(&["条"]) {
        ahead.at = start;
        return None;
    }
    let steps = vec![(StepUnit::Article, Ordinal::plain(number.value))];
    Some(vec![place(*ahead, start, steps, Part::Whole)])
}

/// 第二款（第二项）: the bracket says more of the place before it.
fn bracketed(ahead: &mut Reader<'_>, places: &mut [Place]) {
    let mut inside = *ahead;
    let ([place], true) = (places, inside.eat(&["（"])) else { return };
    let Some((list, len)) = address::addresses(inside.rest()) else { return };
    inside.at += len;
    let [one] = list.as_slice() else { return };
    let below = one.steps.first().map(|&(unit, _)| unit) > place.unit();
    if below && inside.eat(&["）"]) {
        place.steps.extend_from_slice(&one.steps);
        *ahead = inside;
    }
}

/// Steps from the top: what stands above them has been said before.
pub(super) fn from_top(steps: Steps, context: &Context) -> Option<Steps> {
    let &(first, _) = steps.first()?;
    if first <= StepUnit::Chapter || first == StepUnit::Article {
        return Some(steps);
    }
    match context.above(first) {
        Some(above) if first == StepUnit::Section || above.iter().any(|&(unit, _)| unit == StepUnit::Article) => {
            Some(above.into_iter().chain(steps).collect())
        }
        None | Some(_) if first == StepUnit::Section => Some(steps),
        None | Some(_) => None,
    }
}

/// 该款, 这一条: the places spoken of last, up to that unit.
fn said_before(ahead: &mut Reader<'_>, context: &Context) -> Option<Vec<Place>> {
    let mut behind = *ahead;
    if !behind.eat(amendments::SELF_PLACES) {
        return None;
    }
    let unit = [StepUnit::Chapter, StepUnit::Section, StepUnit::Article, StepUnit::Paragraph, StepUnit::Item]
        .into_iter()
        .find(|unit| behind.rest().starts_with(unit.name()));
    let natural = behind.rest().starts_with("自然段");
    let len = unit.map_or("自然段".len(), |unit| unit.name().len());
    if unit.is_none() && !natural {
        return None;
    }
    behind.at += len;
    let mut out: Vec<Place> = Vec::new();
    for place in &context.places {
        let cut = |unit: StepUnit| place.steps.iter().copied().filter(|&(own, _)| own <= unit).collect::<Steps>();
        let steps = unit.map_or_else(|| place.steps.clone(), cut);
        let there = unit.is_none_or(|unit| steps.last().is_some_and(|&(own, _)| own == unit));
        let part = if natural { place.part } else { Part::Whole };
        let span = ahead.skeleton.place(ahead.at, behind.at);
        if there && !out.iter().any(|one| one.steps == steps) {
            out.push(Place { steps, part, span });
        }
    }
    if out.is_empty() {
        return None;
    }
    *ahead = behind;
    Some(out)
}

/// A place that is no unit.
fn alone(ahead: &mut Reader<'_>, context: &Context) -> Option<(Steps, Part)> {
    if ahead.eat(amendments::PREAMBLES) {
        return Some((Steps::new(), counted(ahead).unwrap_or(Part::Preamble)));
    }
    if !ahead.rest().starts_with("正文第") && ahead.eat(amendments::EVERYWHERE) {
        return Some((Steps::new(), Part::Everywhere));
    }
    if ahead.eat(amendments::CONTENTS) {
        return Some((Steps::new(), Part::Contents));
    }
    if ahead.eat(amendments::ANNEXES) {
        let mut bracket = *ahead;
        let open = bracket.eat(&["（"]);
        let number = bracket.eat_number();
        if number.is_some() && (!open || bracket.eat(&["）"])) {
            *ahead = bracket;
        }
        return Some((Steps::new(), Part::Annex(number)));
    }
    if ahead.eat(amendments::TITLES) {
        return Some((Steps::new(), Part::Title));
    }
    ahead.eat(amendments::WHOLE_BODY);
    let part = counted(ahead)?;
    // Of a text without articles: 将第二段修改为.
    let steps = context.places.last().map(|last| last.steps.clone()).unwrap_or_default();
    Some((steps, part))
}

/// 第一自然段, 第二段, 第二句.
fn counted(ahead: &mut Reader<'_>) -> Option<Part> {
    let mut behind = *ahead;
    behind.eat(&["中的", "中", "的"]);
    if !behind.eat(&["第"]) {
        return None;
    }
    let number = behind.eat_number()?;
    let part = if behind.eat(&["自然段", "段"]) {
        Part::Natural(number)
    } else if behind.eat(&["句话", "句"]) {
        Part::Sentence(number)
    } else {
        return None;
    };
    *ahead = behind;
    Some(part)
}
