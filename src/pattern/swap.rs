//! `swap`: a wrong form and the right one, but for exceptions; `phrase`: a form that is wrong, whatever comes in its
//! place. The words may stand in the lint's table or in a file of lints/data/.

use jiff::civil::Date;

use super::literals::Hit;
use super::scope;
use super::table::{Occurrences, Scope};
use super::word::Word;
use crate::diagnostic::{Finding, told_from_three, told_per};
use crate::document::Document;
use crate::spell;

/// Wrong forms.
#[derive(Debug)]
pub struct Swap {
    entries: Vec<Entry>,
    scope: Scope,
    told: Occurrences,
    spares_seams: bool,
}

#[derive(Debug)]
struct Entry {
    wrong: Word,
    /// What may stand in its place, the likeliest first; where there is just one, it is the fix.
    right: Vec<String>,
    /// What stands in its place in the texts of a place, by the place's name in the title.
    local: Vec<(String, String)>,
    /// The day from which it is wrong: texts that stood before are right.
    since: Option<Date>,
    /// Whether only texts whose day is known are wrong.
    dated: bool,
    /// The day from which it is wrong in texts first made then: older texts keep it, whenever they were amended.
    born: Option<Date>,
}

impl Entry {
    /// Of `[wrong, right, since=2019-01-01, place=right, except…]`.
    fn new(fields: &[&str]) -> Option<Self> {
        let [wrong, right, rest @ ..] = fields else { return None };
        let named = rest.iter().filter_map(|field| field.split_once('='));
        let except = rest.iter().copied().filter(|field| !field.contains('='));
        let local = named.clone().filter(|(name, _)| !matches!(*name, "since" | "dated" | "born"));
        let born = named.clone().find(|(name, _)| *name == "born");
        let day = named.clone().find(|(name, _)| matches!(*name, "since" | "dated"));
        Some(Self {
            wrong: Word::new(wrong, except),
            right: right.split('|').filter(|&right| right != "-").map(str::to_owned).collect(),
            local: local.map(|(place, right)| (place.to_owned(), right.to_owned())).collect(),
            since: day.and_then(|(_, day)| day.parse().ok()),
            dated: day.is_some_and(|(name, _)| name == "dated"),
            born: born.and_then(|(_, day)| day.parse().ok()),
        })
    }

    /// What may stand in its place in a text.
    fn right_in(&self, document: &Document) -> &[String] {
        let title = document.title.as_ref().map_or("", |title| title.name.as_str());
        let local = self.local.iter().find(|(place, _)| title.contains(place));
        local.map_or(&self.right, |(_, right)| std::slice::from_ref(right))
    }
}

impl Swap {
    /// Of lists `[wrong, right, except…]`; a right form may be several, with | between them, or none, written -. Among
    /// the exceptions may stand `since=2019-01-01`, the day from which the form is wrong, and `南京=…`, the right form
    /// of a place; `dated=` is a `since=` that leaves texts alone whose day is not known, `born=` one that asks for the
    /// day on which a text was first made.
    pub fn new<'f>(lists: impl Iterator<Item = Vec<&'f str>>, scope: Scope) -> Self {
        Self::of_entries(lists.filter_map(|fields| Entry::new(&fields)).collect(), scope)
    }

    /// Of forms that are wrong, all with the same exceptions.
    pub fn of_phrases(terms: &[String], except: &[String], scope: Scope) -> Self {
        let entry = |term: &String| Entry {
            wrong: Word::new(term, except.iter().map(String::as_str)),
            right: Vec::new(),
            local: Vec::new(),
            since: None,
            dated: false,
            born: None,
        };
        Self::of_entries(terms.iter().map(entry).collect(), scope)
    }

    const fn of_entries(entries: Vec<Entry>, scope: Scope) -> Self {
        Self { entries, scope, told: Occurrences::Each, spares_seams: false }
    }

    /// How often it tells of a wrong form.
    pub const fn told(mut self, told: Occurrences) -> Self {
        self.told = told;
        self
    }

    /// Whether it leaves alone what is the end of one word and the beginning of another.
    pub const fn sparing_seams(mut self, spares_seams: bool) -> Self {
        self.spares_seams = spares_seams;
        self
    }

    /// The words it looks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.wrong.text.as_str())
    }

    /// All wrong forms in scope.
    pub fn find(&self, document: &Document, hits: &[Hit]) -> Vec<Finding> {
        let found = hits.iter().filter_map(|hit| Some((hit.word, self.judge(document, hit)?)));
        match self.told {
            Occurrences::Each => told_from_three(found),
            Occurrences::Once => told_per(found),
        }
    }

    fn judge(&self, document: &Document, hit: &Hit) -> Option<Finding> {
        let entry = &self.entries[hit.word];
        if entry.wrong.is_excepted(document.text(), hit.span.start) || !scope::holds(self.scope, document, hit.span) {
            return None;
        }
        if self.spares_seams && spell::is_seam(document.text(), hit.span) {
            return None;
        }
        let was_right = |since| document.wording_date().map_or(entry.dated, |stood| stood < since);
        let of_another = || document.speaks_of_the_past(hit.span) || document.names_issuer(hit.span);
        if entry.since.is_some_and(|since| was_right(since) || of_another()) {
            return None;
        }
        let first = || document.history().iter().map(|event| event.date).min();
        if entry.born.is_some_and(|born| first().is_some_and(|first| first < born)) {
            return None;
        }
        let right = entry.right_in(document);
        let finding = Finding::at(hit.span).arg("right", right.join("”或者“"));
        Some(match right {
            [right] => finding.edit(hit.span, right.as_str()),
            [] => finding.variant("gone"),
            [_, _, ..] => finding,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
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

    #[test]
    fn a_form_is_wrong_from_its_day_on_and_each_place_has_its_own() {
        let lists = [vec!["国土部门", "自然资源部门", "since=2019-01-01", "南京=规划部门"]];
        let swap = Swap::new(lists.into_iter(), Scope::Body);
        let text = |city: &str, year: u32| {
            format!("{city}条例\n（{year}年9月27日{city}人民代表大会常务委员会通过）\n第一条　国土部门负责。\n")
        };
        let right = |text: &str| found(&swap, text).pop().and_then(|(_, right)| right);
        assert_eq!(right(&text("鞍山市", 2018)), None);
        assert_eq!(right(&text("鞍山市", 2020)).as_deref(), Some("自然资源部门"));
        assert_eq!(right(&text("南京市", 2020)).as_deref(), Some("规划部门"));
    }

    #[test]
    fn a_form_may_be_told_once() {
        let swap = Swap::new([vec!["工商部门", "市场部门"]].into_iter(), Scope::Body).told(Occurrences::Once);
        let source = Source::from_text("a.txt", "某市条例\n第一条　工商部门和工商部门。\n第二条　工商部门。\n");
        let document = Document::parse(&source, &Hints::default());
        let hits = Literals::new([swap.words().collect()].into_iter()).scan(document.text());
        let found = swap.find(&document, hits.of(0));
        assert_eq!(found.iter().map(|one| (one.also.len(), one.edits.len())).collect::<Vec<_>>(), [(2, 3)]);
    }

    #[test]
    fn a_form_may_be_right_in_texts_first_made_before_a_day() {
        let swap = Swap::new([vec!["发布之日", "公布之日", "born=2002-01-01"]].into_iter(), Scope::Body);
        let text = |year: u32| {
            format!(
                "某条例\n（{year}年9月27日国务院令第1号发布　根据2019年3月24日《国务院关于修改部分行政法规的决定》修订）\n第一条　自发布之日起施行。\n"
            )
        };
        assert_eq!((found(&swap, &text(1999)).len(), found(&swap, &text(2005)).len()), (0, 1));
    }

    #[test]
    fn what_is_gone_has_no_right_form_and_what_is_dated_needs_a_day() {
        let lists = [vec!["劳动教养", "-", "since=2014-01-01"], vec!["环评", "生态环评", "dated=2026-08-15"]];
        let swap = Swap::new(lists.into_iter(), Scope::Body);
        assert_eq!(found(&swap, "某市条例\n第一条　依法劳动教养，进行环评。\n").len(), 1);
        let text = "某市条例\n（2026年9月27日某市人民代表大会常务委员会通过）\n第一条　进行环评。\n";
        assert_eq!(found(&swap, text).pop().and_then(|(_, right)| right).as_deref(), Some("生态环评"));
    }
}
