//! `penalty-duplicate-behavior`: two articles threaten one conduct with different fines.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::duty;
use crate::document::penalty::{Bounds, Penalty};
use crate::lexicon::penalties;

/// Conducts with at least this in common are the same.
const SAME: f64 = 0.85;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let breaches = document.breaches();
    let tell = |doubled: duty::Doubled| {
        let (one, other) = (&breaches[doubled.penalties.0], &breaches[doubled.penalties.1]);
        let alike = one.conduct.len().max(other.conduct.len()) * 2 <= one.conduct.len().min(other.conduct.len()) * 3;
        let apart = |span: Span| penalties::APART.iter().any(|word| document.str(span).contains(word));
        let (here, there) = (fine_of(document, one.conduct)?, fine_of(document, other.conduct)?);
        let negations = |span: Span| document.str(span).matches(['非', '未', '不']).count();
        let alike = alike && negations(one.conduct) == negations(other.conduct);
        let same = doubled.common >= SAME && alike && !apart(one.conduct) && !apart(other.conduct);
        let differ = here != there && one.violates && other.violates;
        (same && differ).then(|| Finding::at(other.conduct).label("first", one.conduct))
    };
    duty::doubled(document).into_iter().filter_map(tell).collect()
}

/// What the fine behind a conduct says, in the same sentence.
fn fine_of(document: &Document, conduct: Span) -> Option<Bounds> {
    let penalties = document.penalties();
    let at = penalties.partition_point(|penalty| penalty.word.start < conduct.end);
    let of_sentence = |penalty: &&Penalty| penalty.sentence.covers(conduct);
    penalties[at..].iter().take_while(of_sentence).find_map(|penalty| Some(penalty.fine?.bounds))
}
