//! `punct-penalty-semicolon`: a comma between two grades of a penalty.
//!
//! A sentence whose semicolons part acts, persons or items uses the comma for the level below, and is left alone.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::lexicon::penalties;

/// How far the words that follow 责令 and 吊销 reach, in characters.
const ORDER: std::ops::RangeInclusive<usize> = 2..=14;

/// How long the consequence in 造成……的， is.
const HARM: usize = 12;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for passage in document.passages() {
        let text = document.str(passage.span);
        if !text.contains("的，") {
            continue;
        }
        let mut start = passage.span.start;
        for sentence in text.split('。') {
            if !has_levels(sentence) {
                let commas = commas(sentence).map(|at| Span::new(start + at, start + at + '，'.len_utf8()));
                let own = commas.filter(|span| !document.quotes().mention(span.start));
                out.extend(own.map(|span| Finding::at(span).edit(span, "；")));
            }
            start += sentence.len() + '。'.len_utf8();
        }
    }
    out
}

/// Whether semicolons part something else than grades.
fn has_levels(sentence: &str) -> bool {
    sentence.split('；').skip(1).any(|part| !penalties::SAME_PENALTY.iter().any(|word| part.starts_with(word)))
}

/// The commas between a penalty and the next grade.
fn commas(sentence: &str) -> impl Iterator<Item = usize> {
    sentence.match_indices('，').map(|(at, _)| at).filter(|&at| {
        let from = sentence[..at].rfind(['，', '；', '：']).map_or(0, |mark| mark + '，'.len_utf8());
        opens_grade(&sentence[at + '，'.len_utf8()..]) && is_penalty(&sentence[from..at])
    })
}

fn opens_grade(rest: &str) -> bool {
    let harm = || rest.strip_prefix("造成").and_then(|rest| rest.split_once('，')).map(|(harm, _)| harm);
    penalties::GRADES.iter().any(|grade| rest.starts_with(grade))
        || harm().is_some_and(|harm| harm.ends_with('的') && harm.chars().count() <= HARM)
}

/// Whether a clause lays a penalty down: `由公安机关责令限期改正`, `处五百元罚款`. 经责令改正 is a condition.
fn is_penalty(clause: &str) -> bool {
    let conditional = clause.starts_with(['经', '被']) || clause.contains('被') || clause.ends_with(['的', '后', '时']);
    let short = |rest: &str| ORDER.contains(&rest.chars().count());
    let behind = |word: &str| clause.rfind(word).map(|at| &clause[at + word.len()..]);
    let orders = behind("责令").is_some_and(|rest| short(rest) && !rest.contains(['经', '或']));
    let fines = clause.ends_with("罚款") && behind("处").is_some_and(|rest| rest.chars().count() > 3);
    let warns = penalties::WARNINGS.iter().any(|word| clause.ends_with(word));
    let takes = clause.ends_with("违法所得") && clause.contains("没收");
    let revokes = behind("吊销").is_some_and(short);
    !conditional && (orders || fines || warns || takes || revokes || clause.ends_with("强制拆除"))
}

#[cfg(test)]
mod tests {
    use super::{commas, has_levels};

    #[test]
    fn grades_are_parted_and_lower_levels_are_not() {
        let count = |sentence: &str| if has_levels(sentence) { 0 } else { commas(sentence).count() };
        assert_eq!(count("责令限期改正，逾期不改正的，处五百元罚款，情节严重的，没收犬只"), 2);
        assert_eq!(count("责令限期改正，逾期不改正的，处五百元罚款；情节严重的，没收犬只"), 1);
        assert_eq!(count("对个人处五百元罚款，情节严重的，处一千元罚款；对单位处一万元罚款"), 0);
        assert_eq!(count("责令改正，拒不改正的，处五百元罚款；"), 0);
        assert_eq!(count("经公安机关责令改正，拒不改正的，处五百元罚款"), 0);
    }
}
