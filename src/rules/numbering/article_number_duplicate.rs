//! `article-number-duplicate`: an article number is used twice, or goes back; two articles have changed places.

use super::article_number_gap::breaks;
use super::sequence::{Break, Fault};
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::document::tree::numeral;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let duplicate = |(found, article): &(Break, usize)| {
        let finding = Finding::at(document.articles[*article].label).arg("expected", numeral::format(found.expected));
        match found.fault {
            Fault::Repeat(first) => Some(finding.label("first", document.articles[first].label)),
            Fault::Backwards => Some(finding.variant("backwards")),
            Fault::Exchanged => {
                let next = document.articles[*article + 1].label;
                Some(finding.variant("exchanged").arg("next", document.str(next)).label("next", next))
            }
            Fault::Gap(_) => None,
        }
    };
    breaks(document).iter().filter_map(duplicate).collect()
}
