//! `term-county-form`: counties, county-level cities and districts together, written in several ways: 县（市、区）,
//! 县（市）区 and 区、县（市）. The rarer form is reported; which one is right depends on the place, so a text that keeps to one is left
//! alone, unless the place says which.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::tree::landmark::Sought;
use crate::lexicon::places;
use crate::options::Options;

/// What they begin with.
const COUNTY: Sought<2> = Sought::new(['县', '区']);

/// What stands before a form that begins with 区; behind anything else, 辖 and 社 among it, the 区 belongs to a word.
const BEFORE_DISTRICT: &str = "市各、和及与由，。；：（本的向";

pub(in crate::rules) fn find(document: &Document, options: &Options) -> Vec<Finding> {
    let mut uses: Vec<(usize, Span)> = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for (start, _) in document.landmarks(passage.span, &COUNTY) {
            let rest = &text[start - passage.span.start..];
            if let Some((form, len)) =
                places::COUNTY_FORMS.iter().enumerate().find_map(|(form, &name)| Some((form, matches(rest, name)?)))
                && !document.quotes().mention(start)
                && (rest.starts_with('县') || text[..start - passage.span.start].ends_with(is_open))
            {
                uses.push((form, Span::new(start, start + len)));
            }
        }
    }
    let count = |form: usize| uses.iter().filter(|(other, _)| *other == form).count();
    // Between equals the first in places::COUNTY_FORMS, the commonest in published law, is taken for the rule.
    let commonest = || (0..places::COUNTY_FORMS.len()).rev().max_by_key(|&form| count(form));
    let asked_for = options.word("form").and_then(|name| places::COUNTY_FORMS.iter().position(|&form| form == name));
    let Some(usual) = asked_for.or_else(commonest) else { return Vec::new() };
    let usual_count = count(usual).to_string();
    let finding = |span: Span| {
        let found = Finding::at(span).arg("usual", places::COUNTY_FORMS[usual]).edit(span, places::COUNTY_FORMS[usual]);
        if asked_for.is_some() { found.variant("preferred") } else { found.arg("count", usual_count.clone()) }
    };
    uses.iter().filter(|(form, _)| *form != usual).map(|&(_, span)| finding(span)).collect()
}

fn is_open(before: char) -> bool {
    BEFORE_DISTRICT.contains(before)
}

/// The length of `form` at the start of `text`, half-width brackets and commas taken for full-width ones.
fn matches(text: &str, form: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for expected in form.chars() {
        let (_, found) = letters.next()?;
        let wide = match found {
            '(' => '（',
            ')' => '）',
            ',' => '，',
            other => other,
        };
        if wide != expected {
            return None;
        }
    }
    Some(letters.next().map_or(text.len(), |(at, _)| at))
}
