//! What is wrong with the examples in the user's own tables, said where they stand.

use super::{ExamplePlace, Loaded};
use crate::config::values::complaint;
use crate::diagnostic::Report;
use crate::lang::{Lang, Text};
use crate::lint::Settings;
use crate::lint::examples::{Fault, fault};

/// Holds the user's lints against some of their examples, all of one file.
pub fn wrong_examples(loaded: &Loaded, places: &[ExamplePlace<'_>], lang: Lang) -> Report {
    let mut report = Report::default();
    let catalogue = loaded.catalogue();
    let base = Settings { catalogue: catalogue.cloned(), ..Settings::default() };
    for place in places {
        let Some(lint) = catalogue.and_then(|all| all.get(place.lint)) else { continue };
        let Some(fault) = lint.examples.get(place.number).and_then(|example| fault(lint, example, &base)) else {
            continue;
        };
        let (zh, en) = words(place.lint, &fault);
        report.diagnostics.push(complaint(lang, place.span, Text { zh: &zh, en: &en }, None));
    }
    report
}

fn words(lint: &str, fault: &Fault) -> (String, String) {
    let list = |words: &[String]| words.iter().map(|word| format!("“{word}”")).collect::<String>();
    match fault {
        Fault::Silent => {
            (format!("例子有误：{lint} 没有报 bad"), format!("a wrong example: {lint} tells nothing of the bad text"))
        }
        Fault::Elsewhere { told, marked } => (
            format!("例子有误：{lint} 报的是{}，标的是{}", list(told), list(marked)),
            format!("a wrong example: {lint} tells {} where {} is marked", list(told), list(marked)),
        ),
        Fault::Good(told) => (
            format!("例子有误：{lint} 把 good 也报了：{}", list(told)),
            format!("a wrong example: {lint} tells of the good text: {}", list(told)),
        ),
        Fault::Failed(said) => {
            (format!("内部错误：{lint} 没有完成（{said}）"), format!("internal error: {lint} did not finish ({said})"))
        }
    }
}
