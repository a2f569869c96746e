//! `amend-add-form`: an addition that is not worded as decisions word it, or does not say where it goes: 增加一条作为第三十二条,
//! 第八条增加一款：“…”, 新增一条.

use super::told;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::amendment::{Action, Amended, Instruction, Quoted};
use crate::document::reference::StepUnit;
use crate::document::tree::{label, numeral};
use crate::lexicon::amendments;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut out = Vec::new();
    for law in &document.amendment().laws {
        let spared = told::is_of_court(document) || is_amendment_of_code(document, law);
        for instruction in &law.instructions {
            match &instruction.action {
                Action::Add { unit, numbers, beside, text, .. } => {
                    if !spared {
                        out.extend(verb(document, instruction));
                        out.extend(comma(document, instruction));
                    }
                    if numbers.is_empty() && beside.is_none() {
                        out.extend(place(document, instruction, *unit, text.as_ref()));
                    }
                }
                Action::InsertWords { .. } | Action::Append { .. } if !spared => {
                    out.extend(verb(document, instruction));
                }
                Action::InsertWords { .. }
                | Action::Append { .. }
                | Action::Replace(_)
                | Action::ReplaceWords(_)
                | Action::DeleteWords(_)
                | Action::Delete
                | Action::Renumber(_)
                | Action::Split { .. }
                | Action::Merge { .. }
                | Action::Absorb(_)
                | Action::Move { .. }
                | Action::Reorder
                | Action::Editorial
                | Action::NoChange
                | Action::NotUnderstood => {}
            }
        }
    }
    out.sort_by_key(|finding: &Finding| finding.span);
    out
}

/// Whether it is one of the amendments to 刑法, which have 增加一款作为第二款 throughout.
fn is_amendment_of_code(document: &Document, law: &Amended) -> bool {
    let own = document.instrument.self_name == Some("本修正案");
    own && amendments::UNMOVED.iter().any(|name| law.name.ends_with(name))
}

/// 新增一条
fn verb(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let (verb, _) = told::find(document, &told::own_words(document, instruction), amendments::ODD_ADDING)?;
    Some(Finding::at(verb).variant("verb").edit(verb, "增加"))
}

/// 增加一条作为第三十二条: a comma is due before 作为.
fn comma(document: &Document, instruction: &Instruction) -> Option<Finding> {
    let stretches = told::own_words(document, instruction);
    let becoming = |stretch: Span| {
        let text = document.str(stretch);
        let mut found = amendments::BECOMING.iter().filter_map(|word| text.find(word)).collect::<Vec<_>>();
        found.sort_unstable();
        found.into_iter().map(move |at| stretch.start + at).next()
    };
    let at = stretches.into_iter().find_map(becoming)?;
    let before = &document.text()[instruction.span.start..at];
    let unit = before.chars().next_back().filter(|c| "条款项目章节编".contains(*c))?;
    let count = before[..before.len() - unit.len_utf8()].chars().next_back()?;
    let start = before.rfind("增").unwrap_or(0);
    let told = Span::new(instruction.span.start + start, at);
    let counted = numeral::is_numeral(count) && !before[start..].contains('第');
    counted.then(|| Finding::at(told).edit(Span::new(at, at), "，"))
}

/// 第八条增加一款：“…”: as which, it does not say.
fn place(document: &Document, instruction: &Instruction, unit: StepUnit, text: Option<&Quoted>) -> Option<Finding> {
    let text = text?;
    let first = document.str(*text.paragraphs.first()?);
    let numbered = match unit {
        StepUnit::Article => label::article(first, 0).is_some(),
        StepUnit::Item | StepUnit::Subitem => label::item(first, 0).is_some(),
        StepUnit::Paragraph => false,
        StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section => true,
    };
    if numbered {
        return None;
    }
    Some(Finding::at(told::head(document, instruction)).variant("place").arg("unit", unit.name()))
}
