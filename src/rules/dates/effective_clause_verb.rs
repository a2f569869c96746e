//! `effective-clause-verb`: an effective clause that is not worded 自…起施行.

use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::date::{self, EffectiveClause, EffectiveDay, Subject};
use crate::document::tree::front::Kind;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    // 本决定自公布之日起生效
    if document.instrument.kind == Kind::Repeal {
        return Vec::new();
    }
    let clauses = date::effective_clauses(document).iter().filter(|clause| clause.lead.is_some());
    let found = clauses.flat_map(|clause| faults(document, clause));
    // What is no regulation is put into effect, 实施 or 执行, as well.
    let weaker = |finding: Finding| if finding.variant.is_none() { finding.variant("weak") } else { finding };
    let of_court = document.title.as_ref().is_some_and(|title| title.name.starts_with("最高人民"));
    if of_court || document.instrument.kind.is_regulation() { found.collect() } else { found.map(weaker).collect() }
}

fn faults(document: &Document, clause: &EffectiveClause) -> Vec<Finding> {
    let verb = document.str(clause.verb);
    let of_text = match clause.subject {
        Subject::Named => true,
        // 自2025年7月1日起施行, the subject left out.
        Subject::Implied => verb == "施行" && clause.state == EffectiveDay::Dated,
        Subject::Other => false,
    };
    let trial = verb == "试行" && document.title.as_ref().is_some_and(|title| title.is_trial());
    if !of_text {
        return Vec::new();
    }
    let replaced = |span: Span, variant: &'static str, right: &str| {
        Finding::at(span).variant(variant).arg("right", right).edit(span, right)
    };
    let mut out = Vec::new();
    if let Some(lead) = clause.lead.filter(|&lead| document.str(lead) != "自") {
        out.push(replaced(lead, "lead", "自"));
    }
    if let Some(promulgated) = promulgated(document, clause) {
        out.push(replaced(promulgated, "promulgated", "公布"));
    }
    if verb != "施行" && !trial {
        let right = if clause.starts { "施行" } else { "起施行" };
        out.push(Finding::at(clause.verb).arg("right", right).edit(clause.verb, right));
    } else if !clause.starts {
        out.push(Finding::at(clause.verb).variant("start").edit(Span::new(clause.verb.start, clause.verb.start), "起"));
    }
    out
}

/// 颁布 in 自颁布之日起施行.
fn promulgated(document: &Document, clause: &EffectiveClause) -> Option<Span> {
    const WORD: &str = "颁布";
    let start = clause.lead?.end;
    let day = document.text()[start..clause.verb.start].strip_prefix(WORD)?;
    day.starts_with("之日").then(|| Span::new(start, start + WORD.len()))
}
