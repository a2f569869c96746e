//! Runs that share one 第 or one unit: `xref-merged-ordinals` (第四、五项) and `xref-range-form` (第三至五条, 第三条—第五条).

use super::xref_item_bracket;
use crate::diagnostic::{Edit, Finding, Span};
use crate::document::Document;
use crate::document::reference::{Join, Reference, Share, Step, StepUnit};
use crate::rules::summary::{SINGLE, told_beyond, told_once};

pub(in crate::rules) fn merged(document: &Document) -> Vec<Finding> {
    let listed = |run: &&[Reference]| run.iter().skip(1).all(|reference| !reference.through());
    let found: Vec<Finding> = shared(document).filter(listed).filter_map(|run| whole(document, run)).collect();
    let below = |reference: &Reference| reference.own_steps().next().is_some_and(|step| step.unit > StepUnit::Article);
    let written_out = document
        .references()
        .iter()
        .filter(|reference| reference.join == Some(Join::And) && reference.share == Share::Whole && below(reference));
    let most = if written_out.count() >= found.len() { SINGLE } else { 1 };
    told_beyond(found, most)
}

pub(in crate::rules) fn ranges(document: &Document) -> Vec<Finding> {
    let ranged = |run: &&[Reference]| run.iter().skip(1).any(Reference::through);
    let merged = shared(document).filter(ranged).filter_map(|run| whole(document, run));
    let dashed = document.references().windows(2).filter(|pair| {
        pair[1].join == Some(Join::Dash)
            && pair[1].share == Share::Whole
            && !document.quotes().mention(pair[1].span.start)
    });
    let dashes = dashed.map(|pair| {
        let between = Span::new(pair[0].span.end, pair[1].span.start);
        Finding::at(Span::new(pair[0].span.start, pair[1].span.end)).variant("dash").edit(between, "至")
    });
    told_once(merged.chain(dashes).collect())
}

/// The runs of a text that is not about another text's words.
fn shared(document: &Document) -> impl Iterator<Item = &[Reference]> {
    // Judicial interpretations share the unit as a matter of course.
    let speaks = document.instrument.kind.is_regulation();
    let runs = document.references().chunk_by(|_, next| next.share == Share::Later);
    runs.filter(move |run| speaks && run.len() > 1 && !document.quotes().mention(run[0].span.start))
}

/// A run with every member written out.
fn whole(document: &Document, run: &[Reference]) -> Option<Finding> {
    let steps: Vec<&Step> = run.iter().filter_map(|reference| reference.own_steps().next_back()).collect();
    let span = Span::new(steps.first()?.span.start, steps.last()?.span.end);
    let mut finding = Finding::at(span);
    let bracketed = xref_item_bracket::keeps_brackets(document);
    let mut end = None;
    for (reference, step) in run.iter().zip(&steps) {
        let first = finding.edits.len();
        finding.edits.extend(written_out(document, step, bracketed));
        // 第（三）（四）项 has no mark between its numbers.
        if end == Some(step.span.start) {
            match finding.edits.get_mut(first).filter(|edit| edit.span.start == step.span.start) {
                Some(edit) => edit.replacement.insert(0, '、'),
                None => finding.edits.insert(first, insert(step.span.start, "、")),
            }
        }
        end = Some(step.span.end);
        if reference.join == Some(Join::Dash) {
            let before = finding.edits.iter().position(|edit| edit.span.start >= step.span.start);
            let at = before.unwrap_or(finding.edits.len());
            let previous = steps.iter().rev().find(|earlier| earlier.span.end < step.span.start)?;
            let between = Span::new(previous.span.end, step.span.start);
            finding.edits.insert(at, Edit { span: between, replacement: "至".to_owned() });
        }
    }
    let right = mended(document, span, &finding.edits);
    Some(finding.arg("right", right).arg("unit", steps.last()?.unit.name()))
}

/// What writes a member out; one in brackets without them, unless the text keeps those.
fn written_out(document: &Document, step: &Step, bracketed: bool) -> Vec<Edit> {
    let written = document.str(step.span);
    let first = if written.starts_with('第') { "" } else { "第" };
    let last = if written.contains(step.unit.name()) { "" } else { step.unit.name() };
    let plain = xref_item_bracket::unbracketed(written);
    if !bracketed && plain != written {
        return vec![Edit { span: step.span, replacement: format!("{first}{plain}{last}") }];
    }
    let ends = [(step.span.start, first), (step.span.end, last)];
    ends.into_iter().filter(|(_, part)| !part.is_empty()).map(|(at, part)| insert(at, part)).collect()
}

fn insert(at: usize, text: &str) -> Edit {
    Edit { span: Span::new(at, at), replacement: text.to_owned() }
}

/// A span's text with edits done; they are in order of position.
fn mended(document: &Document, span: Span, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = span.start;
    for edit in edits {
        out.push_str(document.str(Span::new(at, edit.span.start)));
        out.push_str(&edit.replacement);
        at = edit.span.end;
    }
    out.push_str(document.str(Span::new(at, span.end)));
    out
}
