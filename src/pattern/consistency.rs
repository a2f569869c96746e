//! `consistency`: several forms of one thing, of which a text should use one. The rarer forms are reported against the
//! commonest; a text that keeps to one form is right, whichever it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::literals::Hit;
use super::scope;
use super::table::Scope;
use super::word::Word;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::{Definition, DefinitionKind};
use crate::lexicon::places;

/// Sets of forms.
#[derive(Debug)]
pub struct Consistency {
    /// Each set's forms; between equals the first is taken for the rule.
    sets: Vec<Vec<Word>>,
    /// Of each word looked for, its set and its form.
    words: Vec<(usize, usize)>,
    /// How many times as often as a rarer form the commonest must be used.
    times: Range<usize>,
}

impl Consistency {
    /// Of lists `[form|form…, except…]`.
    pub fn new<'f>(lists: impl Iterator<Item = Vec<&'f str>>) -> Self {
        let set = |fields: Vec<&str>| {
            let (forms, except) = fields.split_first()?;
            let word = |form: &str| Word::new(form, except.iter().copied());
            Some(forms.split('|').map(word).collect::<Vec<_>>())
        };
        let sets: Vec<Vec<Word>> = lists.filter_map(set).collect();
        let numbered = |(set, forms): (usize, &Vec<Word>)| (0..forms.len()).map(move |form| (set, form));
        let words = sets.iter().enumerate().flat_map(numbered).collect();
        Self { sets, words, times: 0..usize::MAX }
    }

    /// Reports a rarer form only where the commonest is used this many times as often: at least, and less than.
    pub const fn within(mut self, at_least: usize, less_than: usize) -> Self {
        self.times = at_least..less_than;
        self
    }

    /// The words it looks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.sets.iter().flatten().map(|word| word.text.as_str())
    }

    /// The forms of each set.
    pub fn forms(&self) -> impl Iterator<Item = Vec<&str>> {
        self.sets.iter().map(|forms| forms.iter().map(|word| word.text.as_str()).collect())
    }

    /// The rarer forms, each once, with its other places; in the variant `mixed`, or `even` where it is as frequent as
    /// the commonest. In a set with a preferred form it is the others, in the variant `preferred`.
    pub fn find(&self, document: &Document, hits: &[Hit], prefer: &[String]) -> Vec<Finding> {
        let mut used: BTreeMap<usize, Vec<Vec<Span>>> = BTreeMap::new();
        for hit in hits {
            let (set, form) = self.words[hit.word];
            let excepted = self.sets[set][form].is_excepted(document.text(), hit.span.start);
            let of_another = || document.names_issuer(hit.span) || is_abroad(document, hit.span);
            if !excepted && scope::holds(Scope::Body, document, hit.span) && !of_another() {
                used.entry(set).or_insert_with(|| vec![Vec::new(); self.sets[set].len()])[form].push(hit.span);
            }
        }
        let judge = |(&set, forms): (&usize, &Vec<Vec<Span>>)| {
            let preferred = self.sets[set].iter().position(|word| prefer.contains(&word.text));
            let uneven = forms.iter().filter(|places| !places.is_empty()).count() > 1;
            if preferred.is_some() || uneven { self.others(document, set, forms, preferred) } else { Vec::new() }
        };
        used.iter().flat_map(judge).collect()
    }

    /// The forms of a set other than the preferred one, or than the commonest.
    fn others(&self, document: &Document, set: usize, forms: &[Vec<Span>], preferred: Option<usize>) -> Vec<Finding> {
        let names = &self.sets[set];
        let introduced = document.definitions().iter().any(|definition| {
            definition.kind == DefinitionKind::ShortForm
                && (names.iter().any(|word| word.text == document.str(definition.name)) || shortens(definition, forms))
        });
        let commonest = || (0..forms.len()).rev().max_by_key(|&form| forms[form].len());
        let Some(usual) = preferred.or_else(commonest) else { return Vec::new() };
        if introduced {
            return Vec::new();
        }
        let often = |form: usize| forms[usual].len() / forms[form].len().max(1);
        // Of two lints for one set, the one for the clearer cases tells what is not preferred.
        let told = |form: usize| match preferred {
            Some(_) => self.times.end == usize::MAX,
            None => self.times.contains(&often(form)),
        };
        let rarer = forms.iter().enumerate().filter(|&(form, places)| {
            form != usual
                && told(form)
                && !is_named_in_bracket(document, places)
                && !are_told_apart(document, places, names)
        });
        rarer
            .filter_map(|(_, places)| {
                let (&first, others) = places.split_first()?;
                let even = places.len() == forms[usual].len();
                let variant = match (preferred, even) {
                    (Some(_), _) => "preferred",
                    (None, true) => "even",
                    (None, false) => "mixed",
                };
                let finding = Finding::at(first)
                    .variant(variant)
                    .arg("usual", names[usual].text.as_str())
                    .arg("count", forms[usual].len().to_string());
                let labelled = others.iter().fold(finding, |finding, &place| finding.also(place));
                Some(places.iter().fold(labelled, |finding, &place| finding.edit(place, names[usual].text.as_str())))
            })
            .collect()
    }
}

/// Whether what a place names is that of another country: 输出国（地区）的卫生部门.
fn is_abroad(document: &Document, span: Span) -> bool {
    /// How far before it the country may stand, in characters.
    const NEAR: usize = 16;
    let before = &document.text()[..span.start];
    let from = before.char_indices().rev().take(NEAR).last().map_or(0, |(at, _)| at);
    let clause = before[from..].rsplit(['，', '。', '；', '、', '：', '\n']).next().unwrap_or("");
    places::ABROAD.iter().any(|word| clause.contains(word))
}

/// Whether a bracket gives a short form of what stands before it, with one of the forms in the place of another:
/// 高等学校（以下简称高校）, 市场监督管理部门（以下简称市场监管部门）. Which form is right where, other lints know.
fn shortens(definition: &Definition, forms: &[Vec<Span>]) -> bool {
    /// How far before the bracket the other form may end, in bytes.
    const NEAR: usize = 30;
    let short = |places: &Vec<Span>| places.iter().any(|&place| definition.name.covers(place));
    let full = |places: &Vec<Span>| {
        let before = places.partition_point(|place| place.end <= definition.span.start);
        places[..before].last().is_some_and(|place| definition.span.start - place.end <= NEAR)
    };
    forms.iter().any(short) && forms.iter().any(|places| full(places) && !short(places))
}

/// Whether a bracket makes one of the places part of a name: 文物工作部门（以下简称县级文物管理部门）.
fn is_named_in_bracket(document: &Document, places: &[Span]) -> bool {
    document.definitions().iter().any(|definition| {
        definition.kind == DefinitionKind::ShortForm && places.iter().any(|&place| definition.name.covers(place))
    })
}

/// Whether one of the places stands beside another form in a list, so that the text means two things:
/// 教育部门、教育行政部门.
fn are_told_apart(document: &Document, places: &[Span], names: &[Word]) -> bool {
    const JOINTS: [&str; 7] = ["、", "和", "与", "或", "或者", "及", "以及"];
    let text = document.text();
    places.iter().any(|&place| {
        let (own, before, behind) = (document.str(place), &text[..place.start], &text[place.end..]);
        let others = || names.iter().map(|word| word.text.as_str()).filter(|&other| other != own);
        JOINTS.iter().any(|&joint| {
            before.strip_suffix(joint).is_some_and(|rest| others().any(|other| rest.ends_with(other)))
                || behind.strip_prefix(joint).is_some_and(|rest| others().any(|other| rest.starts_with(other)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::pattern::literals::Literals;
    use crate::source::Source;

    fn found(body: &str) -> Vec<String> {
        let sets = Consistency::new([vec!["高等学校|高等院校|高校", "高校长"]].into_iter());
        let source = Source::from_text("a.txt", &format!("某市条例\n第一条　{body}\n"));
        let document = Document::parse(&source, &Hints::default());
        let hits = Literals::new([sets.words().collect()].into_iter()).scan(document.text());
        let show = |finding: Finding| {
            let places = 1 + finding.also.len();
            format!("{}×{places}→{}", document.str(finding.span), finding.args[0].1)
        };
        sets.find(&document, hits.of(0), &[]).into_iter().map(show).collect()
    }

    #[test]
    fn the_rarer_form_is_reported_once() {
        assert_eq!(found("高等学校、高等学校、高等学校，高等院校、高等院校。"), ["高等院校×2→高等学校"]);
        assert_eq!(found("高校、高校，高等学校。"), ["高等学校×1→高校"]);
        assert_eq!(found("高等院校，高等学校。"), ["高等院校×1→高等学校"]);
    }

    #[test]
    fn forms_that_are_not_preferred_are_reported_however_many() {
        let sets = Consistency::new([vec!["高等学校|高等院校|高校"]].into_iter());
        let found = |body: &str, prefer: &[&str]| {
            let source = Source::from_text("a.txt", &format!("某市条例\n第一条　{body}\n"));
            let document = Document::parse(&source, &Hints::default());
            let hits = Literals::new([sets.words().collect()].into_iter()).scan(document.text());
            let prefer: Vec<String> = prefer.iter().map(|&form| form.to_owned()).collect();
            let found = sets.find(&document, hits.of(0), &prefer);
            found.iter().map(|one| document.str(one.span).to_owned()).collect::<Vec<_>>()
        };
        let body = "高等院校，高等院校，高校，高等学校。";
        assert_eq!(found(body, &[]), ["高等学校", "高校"]);
        assert_eq!(found(body, &["高校"]), ["高等学校", "高等院校"]);
        assert_eq!(found("高等院校。", &["高校"]), ["高等院校"]);
        assert_eq!(found("高校。", &["高校"]), [""; 0]);
    }

    #[test]
    fn forms_side_by_side_are_two_things() {
        assert!(found("高等学校，高等学校和高等院校，高等院校。").is_empty());
        assert!(found("高等院校、高等学校，高等学校。").is_empty());
        assert!(found("高等学校，高等学校，职业学校（以下简称其他高等院校）。").is_empty());
    }

    #[test]
    fn a_form_is_reported_where_the_usual_one_is_so_much_commoner() {
        let found = |at_least: usize, less_than: usize| {
            let sets = Consistency::new([vec!["高等学校|高等院校"]].into_iter()).within(at_least, less_than);
            let source = Source::from_text("a.txt", "某市条例\n第一条　高等学校、高等学校、高等学校，高等院校。\n");
            let document = Document::parse(&source, &Hints::default());
            let hits = Literals::new([sets.words().collect()].into_iter()).scan(document.text());
            sets.find(&document, hits.of(0), &[]).len()
        };
        assert_eq!((found(3, usize::MAX), found(4, usize::MAX), found(0, 3), found(0, 4)), (1, 0, 0, 1));
    }

    #[test]
    fn one_form_a_quotation_and_a_short_form_are_left_alone() {
        assert!(found("高等院校、高等院校。").is_empty());
        assert!(found("高等学校和提高校长、“高等院校”、《高校条例》。").is_empty());
        assert!(found("高等学校（以下简称高校）。高校、高校。").is_empty());
        assert!(found("公办高等学校（以下简称公办高校）。公办高校、高等学校。").is_empty());
        assert_eq!(found("高等学校及其附属医院（以下简称高等学校单位）。高校。"), ["高校×1→高等学校"]);
    }
}
