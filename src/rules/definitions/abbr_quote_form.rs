//! `abbr-quote-form`: brackets that introduce short forms are written in several ways in one text: with quotation marks
//! and without, 下称 and 以下简称. The rarer way is reported.

use super::short_forms::short_forms;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::Definition;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let mut texts: Vec<Vec<&Definition>> = Vec::new();
    for definition in short_forms(document) {
        let text = document.text_of(definition.home);
        texts.resize_with(texts.len().max(text + 1), Vec::new);
        texts[text].push(definition);
    }
    texts.iter().flat_map(|forms| of_text(document, forms)).collect()
}

fn of_text(document: &Document, forms: &[&Definition]) -> Vec<Finding> {
    let mut out = Vec::new();
    // 《》 need no quotation marks; a name that is quoted wherever it stands, “一府两院”, keeps them.
    let comparable = |form: &&&Definition| {
        let name = document.str(form.name);
        !name.starts_with('《')
            && !document
                .uses()
                .behind(name, form.span.end)
                .first()
                .is_some_and(|found| document.quotes().in_quotation(found.span.start))
    };
    let quoted = forms.iter().filter(comparable).filter(|form| form.quoted).count();
    let bare = forms.iter().filter(comparable).filter(|form| !form.quoted).count();
    if quoted > 0 && bare > 0 {
        // Between equals published law decides: it sets no marks.
        let marks_are_usual = quoted > bare;
        for form in forms.iter().filter(comparable).filter(|form| form.quoted != marks_are_usual) {
            let name = document.str(form.name);
            let finding = Finding::at(form.span).arg("name", name);
            out.push(if marks_are_usual {
                finding.variant("unquoted").edit(form.name, format!("“{name}”"))
            } else {
                finding.edit(around(document, form.name), name)
            });
        }
    }
    let standard = |form: &&&Definition| document.str(form.word).starts_with("以下");
    if forms.iter().any(|form| standard(&form)) {
        // 陆地污染源（简称陆源），是指…: another name of a term, given with its definition.
        let with_term = |form: &&&Definition| {
            let behind = document.text()[form.span.end..].trim_start_matches('，');
            behind.starts_with("是指")
        };
        for form in forms.iter().filter(|form| form.bracketed && !with_term(form)).filter(|form| !standard(form)) {
            let word = document.str(form.word);
            let written = |word: &str| forms.iter().filter(|form| document.str(form.word) == word).count();
            if matches!(word, "下称" | "下称为" | "简称" | "简称为" | "统称" | "统称为") {
                let full = if word.starts_with("统") { "以下统称" } else { "以下简称" };
                if written(full) >= written(word) {
                    let finding = Finding::at(form.span).variant("word").arg("word", word).arg("usual", full);
                    out.push(finding.edit(form.word, full));
                }
            }
        }
    }
    out
}

/// A name with the marks around it.
fn around(document: &Document, name: Span) -> Span {
    let text = document.text();
    let open = text[..name.start].chars().next_back().map_or(0, char::len_utf8);
    let close = text[name.end..].chars().next().map_or(0, char::len_utf8);
    Span::new(name.start - open, name.end + close)
}
