//! `swap`: a wrong form and the right one, but for exceptions; `phrase`: a form that is wrong, whatever comes in its
//! place. The words may stand in the lint's table or in a file of lints/data/.

use super::literals::Hit;
use super::scope;
use super::word::Word;
use crate::catalogue::Scope;
use crate::diagnostic::Finding;
use crate::document::Document;

/// Wrong forms.
#[derive(Debug)]
pub struct Swap {
    entries: Vec<Entry>,
    scope: Scope,
}

#[derive(Debug)]
struct Entry {
    wrong: Word,
    /// What may stand in its place, the likeliest first; where there is just one, it is the fix.
    right: Vec<String>,
}

impl Swap {
    /// Of lists `[wrong, right, except…]`; a right form may be several, with | between them.
    pub fn new<'f>(lists: impl Iterator<Item = Vec<&'f str>>, scope: Scope) -> Self {
        let entry = |fields: Vec<&str>| {
            let [wrong, right, except @ ..] = fields.as_slice() else { return None };
            let right = right.split('|').map(str::to_owned).collect();
            Some(Entry { wrong: Word::new(wrong, except.iter().copied()), right })
        };
        Self { entries: lists.filter_map(entry).collect(), scope }
    }

    /// Of forms that are wrong, all with the same exceptions.
    pub fn of_phrases(terms: &[String], except: &[String], scope: Scope) -> Self {
        let entry =
            |term: &String| Entry { wrong: Word::new(term, except.iter().map(String::as_str)), right: Vec::new() };
        Self { entries: terms.iter().map(entry).collect(), scope }
    }

    /// The words it looks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.wrong.text.as_str())
    }

    /// All wrong forms in scope.
    pub fn find(&self, document: &Document<'_>, hits: &[Hit]) -> Vec<Finding> {
        hits.iter().filter_map(|hit| self.judge(document, hit)).collect()
    }

    fn judge(&self, document: &Document<'_>, hit: &Hit) -> Option<Finding> {
        let entry = &self.entries[hit.word];
        if entry.wrong.is_excepted(document.text(), hit.span.start) || !scope::holds(self.scope, document, hit.span) {
            return None;
        }
        let finding = Finding::at(hit.span).arg("right", entry.right.join("”或者“"));
        Some(match entry.right.as_slice() {
            [right] => finding.edit(hit.span, right.as_str()),
            [] | [_, _, ..] => finding,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Hints;
    use crate::pattern::literals::Literals;
    use crate::source::Source;

    fn found(swap: &Swap, text: &str) -> Vec<(usize, Option<String>)> {
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let hits = Literals::new([swap.words().collect()].into_iter()).scan(document.text());
        let shown = |finding: Finding| (finding.span.start, finding.edits.first().map(|edit| edit.replacement.clone()));
        swap.find(&document, hits.of(0)).into_iter().map(shown).collect()
    }

    #[test]
    fn wrong_forms_are_found_but_for_exceptions_quotations_and_titles() {
        let swap = Swap::new([vec!["其它", "其他", "其它化"]].into_iter(), Scope::Everywhere);
        let text = "某市条例\n第一条　其它单位、其它化物，将“其它”改为“其他”，依照《其它条例》。\n";
        let at = text.find("其它单位").expect("it is there");
        assert_eq!(found(&swap, text), [(at, Some("其他".to_owned()))]);
    }

    #[test]
    fn one_right_form_is_a_fix_and_several_are_not() {
        let swap = Swap::new([vec!["工商部门", "甲部门|乙部门"]].into_iter(), Scope::Body);
        let text = "工商部门条例\n第一条　工商部门和“依法通知工商部门”。\n";
        let at = text.rfind("工商部门和").expect("it is there");
        assert_eq!(found(&swap, text), [(at, None)]);
    }
}
