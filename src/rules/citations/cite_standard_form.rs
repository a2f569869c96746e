//! `cite-standard-form`: numbers of standards written in several ways, GB 3096—2008 and GB3096-2008. The rarer way is
//! reported.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

/// How a number of a standard is written: with a blank behind the letters, and with which dash.
type Form = (bool, char);

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut uses: Vec<(Form, Span)> = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        for at in memchr::memmem::find_iter(text.as_bytes(), "GB") {
            uses.extend(
                number(text, at)
                    .map(|(form, end)| (form, Span::new(passage.span.start + at, passage.span.start + end))),
            );
        }
    }
    let mut counts: BTreeMap<Form, usize> = BTreeMap::new();
    for (form, _) in &uses {
        *counts.entry(*form).or_default() += 1;
    }
    // Between equals, the way of GB/T 1.1: a blank and a long dash.
    let usual = counts.iter().max_by_key(|&(form, count)| (*count, *form == (true, '—'))).map(|(&form, _)| form);
    let Some(usual) = usual else { return Vec::new() };
    let odd = uses.iter().filter(|(form, _)| *form != usual);
    odd.map(|&(form, span)| {
        let written = document.str(span);
        let letters = written.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let head = written[..letters].trim_end();
        let blank = if usual.0 { " " } else { "" };
        let right = format!("{head}{blank}{}", written[letters..].replace(form.1, &usual.1.to_string()));
        Finding::at(span).arg("usual", right.clone()).edit(span, right)
    })
    .collect()
}

/// The form and the end of a standard's number at byte `at`: GB, GB/T or GBZ, digits, a dash and a year.
fn number(text: &str, at: usize) -> Option<(Form, usize)> {
    let rest = &text[at + 2..];
    let rest =
        rest.strip_prefix("/T").or_else(|| rest.strip_prefix('Z')).or_else(|| rest.strip_prefix('J')).unwrap_or(rest);
    let digits = rest.trim_start_matches([' ', '\u{A0}', '　']);
    let blank = digits.len() < rest.len();
    let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let dash = behind.chars().next().filter(|c| matches!(c, '-' | '—' | '－' | '–'))?;
    let year = &behind[dash.len_utf8()..];
    let after = year.trim_start_matches(|c: char| c.is_ascii_digit());
    let written = behind.len() < digits.len() && matches!(year.len() - after.len(), 2 | 4);
    written.then_some(((blank, dash), text.len() - after.len()))
}
