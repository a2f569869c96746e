//! `cite-repealed-law`, `cite-renamed-law`: the law cited is in force no more.
//!
//! A text is judged by the day on which it stood; what it says of the past is left alone.

use jiff::civil::Date;

use super::judged::{binds, day};
use crate::diagnostic::{Finding, told_per};
use crate::document::Document;
use crate::document::citation::{Citation, Use};
use crate::laws::{self, End, Ended, Law};

pub(in crate::rules) fn repealed(document: &Document) -> Vec<Finding> {
    find(document, &[End::Repealed, End::Lapsed])
}

pub(in crate::rules) fn renamed(document: &Document) -> Vec<Finding> {
    find(document, &[End::Renamed])
}

fn find(document: &Document, ends: &[End]) -> Vec<Finding> {
    if !binds(document) {
        return Vec::new();
    }
    let day = day(document);
    let found = document.citations().iter().filter(|citation| citation.used != Use::Past && !citation.local);
    let found = found.filter_map(|citation| {
        let law = laws::find(document.str(citation.name)).filter(|law| !may_be_local(document, citation, law))?;
        let ended = law.ended_by(day).filter(|ended| ends.contains(&ended.end))?;
        Some((law.name, finding(document, citation, (law, ended), day)))
    });
    told_per(found)
}

/// Whether a short name such as 《消防条例》 may be that of a place's own law: the national one starts with
/// 中华人民共和国, and neither that nor 国务院 stands before it.
fn may_be_local(document: &Document, citation: &Citation, law: &Law) -> bool {
    const SHORT: usize = 6;
    let name = document.str(citation.name);
    let short = name.ends_with("条例") && name.chars().count() <= SHORT;
    short && law.prefixed && !document.text()[..citation.span.start].ends_with("国务院")
}

fn finding(document: &Document, citation: &Citation, (law, ended): (Law, Ended), day: Option<Date>) -> Finding {
    let finding = Finding::at(citation.name).arg("date", written(ended.date));
    let Some(successor) = law.successor(day) else {
        return finding.variant(if ended.end == End::Lapsed { "lapsed" } else { "gone" });
    };
    let mut finding = finding.arg("by", successor.full_name());
    let next = ended.successor.and_then(laws::find).filter(|next| next.name != successor.name);
    if let (End::Renamed, Some(next)) = (ended.end, next) {
        finding = finding.variant("onward").arg("next", next.full_name());
    }
    // The articles of the old law are not those of the new one.
    if document.text()[citation.span.end..].starts_with('第') {
        return finding;
    }
    let written = document.str(citation.name);
    let short = successor.prefixed && laws::split_prefix(written).1 != law.prefixed;
    let name = if short { successor.name.to_owned() } else { successor.full_name() };
    finding.edit(citation.name, name)
}

/// A day as law texts write it.
fn written(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
