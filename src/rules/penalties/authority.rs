//! `penalty-authority-missing`, `penalty-authority-undefined`: who imposes a penalty.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::penalty::{self, Penalty};

/// Of so many fines at most one names no authority; where more do, a clause of the text names it for all.
const OF: usize = 4;

/// Nor do more than these.
const MOST: usize = 5;

/// What names an authority for all penalties of a text.
const FOR_ALL: [&str; 13] = [
    "规定的行政处罚，由",
    "规定的行政处罚由",
    "规定的处罚，由",
    "规定的处罚由",
    "行政处罚权",
    "行政处罚的实施",
    "行政处罚由",
    "处罚，由",
    "决定处罚",
    "例规定予以处罚",
    "实施处罚",
    "实施行政处罚",
    "按照职责分工",
];

pub(in crate::rules) fn missing(document: &Document) -> Vec<Finding> {
    if !document.instrument.kind.is_local() {
        return Vec::new();
    }
    let mut all = 0;
    let mut found = Vec::new();
    let mut known: Option<(usize, Option<usize>)> = None;
    for penalty in document.penalties() {
        let (Some(fine), Some(article)) = (penalty.fine, penalty.home.article) else { continue };
        all += 1;
        let named = match known {
            Some((of, named)) if of == article => named,
            Some(_) | None => {
                let span = document.articles[article].span;
                penalty::authority(document.str(span)).map(|at| span.start + at)
            }
        };
        let fresh = known.is_none_or(|(of, _)| of != article);
        known = Some((article, named));
        // 给予单位罚款处罚的，对直接负责的主管人员处……: by whoever fined the unit.
        let along = document.str(Span::new(penalty.sentence.start, penalty.word.start)).contains("单位罚款");
        if fresh && !along && named.is_none_or(|named| named > penalty.word.start) && !penalty.is_referred(document) {
            found.push(Finding::at(Span::new(fine.verb.start, penalty.word.end)));
        }
    }
    if found.len() * OF > all || found.len() > MOST || found.is_empty() || names_for_all(document) {
        Vec::new()
    } else {
        found
    }
}

/// Whether a passage names the authority for all penalties.
fn names_for_all(document: &Document) -> bool {
    document.passages().iter().any(|passage| {
        let text = document.str(passage.span);
        text.contains("处罚") && FOR_ALL.iter().any(|word| text.contains(word))
    })
}

/// How authorities' names end; longer endings first.
const ENDINGS: [&str; 5] = ["行政主管部门", "行政管理部门", "主管部门", "管理部门", "部门"];

/// What stands before an authority's name proper.
const PLACES: [&str; 12] = [
    "县级以上",
    "人民政府",
    "有关",
    "地方",
    "市、",
    "县、",
    "区、",
    "（市、区）",
    "（市）",
    "（区）",
    "所在地",
    "或者",
];

pub(in crate::rules) fn undefined(document: &Document) -> Vec<Finding> {
    let Some(first) = document.penalties().iter().find_map(|penalty| penalty.fine.and(penalty.home.article)) else {
        return Vec::new();
    };
    let local = document.instrument.kind.is_local();
    let duties = document.str(Span::new(0, document.articles[first].span.start));
    if !local || !duties.contains("部门") {
        return Vec::new();
    }
    let mut out: Vec<Finding> = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    let mut read = 0;
    for penalty in document.penalties().iter().filter(|penalty| penalty.fine.is_some()) {
        if penalty.sentence.start < read {
            continue;
        }
        read = penalty.sentence.end;
        let Some((span, core)) = name(document, penalty) else { continue };
        if !told.contains(&core) && !duties.contains(core) {
            told.push(core);
            out.push(Finding::at(span));
        }
    }
    out
}

/// The department that a penalty's sentence names behind 由, and what sets it apart from others: `水务`.
fn name<'d>(document: &'d Document, penalty: &Penalty) -> Option<(Span, &'d str)> {
    let before = Span::new(penalty.sentence.start, penalty.word.start);
    let text = document.str(before);
    let from = text.rfind("，由")? + "，由".len();
    let behind = &text[from..];
    let end = behind.find("部门")?;
    let (ending, at) = ENDINGS.iter().find_map(|&ending| {
        let start = (end + "部门".len()).checked_sub(ending.len())?;
        behind[..end + "部门".len()].ends_with(ending).then_some((ending, start))
    })?;
    let full = &behind[..at];
    let start = PLACES.iter().filter_map(|place| full.rfind(place).map(|found| found + place.len())).max().unwrap_or(0);
    let core = without_place(&full[start..]);
    let plain = !core.contains(['，', '、', '的', '或', '和', '及', '按', '（', '）']) && core.chars().count() >= 2;
    let place = Span::new(before.start + from + at - core.len(), before.start + from + at + ending.len());
    let core = core.strip_suffix('等').unwrap_or(core);
    (plain
        && !core.contains("公安")
        && !["行政", "主管", "执法", "负责"].contains(&core)
        && !["相关", "其他", "有关", "所属"].iter().any(|word| core.ends_with(word)))
    .then_some((place, core))
}

/// `市市场监督管理` without the first 市.
fn without_place(mut name: &str) -> &str {
    while let Some(rest) = name.strip_prefix(['市', '县', '区', '省']) {
        if ["市场", "市政", "市容", "市民"].iter().any(|word| name.starts_with(word)) {
            break;
        }
        name = rest;
    }
    name
}
