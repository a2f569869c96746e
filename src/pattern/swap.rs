//! `swap`: wrong forms and the right ones, found in one pass over the text.
//!
//! A wrong form may be right inside a longer string (末按 in 期末按); such exceptions stand beside it.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::diagnostic::{Finding, Span};
use crate::document::Document;

/// The files of lints/data/ that hold pairs.
const DATA: &[(&str, &str)] = &[("confusables.txt", include_str!("../../lints/data/confusables.txt"))];

/// A table of wrong forms.
#[derive(Debug)]
pub struct Swap {
    pairs: Vec<Vec<String>>,
    data: Option<String>,
    compiled: OnceLock<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    wrong: AhoCorasick,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    right: String,
    /// Exceptions, with the places of the wrong form in them, in bytes.
    except: Vec<(String, Vec<usize>)>,
}

impl Swap {
    /// From pairs in a lint's table, and from a file of lints/data/: a pair a line, `wrong right except…`.
    pub const fn new(pairs: Vec<Vec<String>>, data: Option<String>) -> Self {
        Self { pairs, data, compiled: OnceLock::new() }
    }

    fn compile(&self) -> Compiled {
        let file = self.data.as_deref().and_then(|name| DATA.iter().find(|(file, _)| *file == name));
        let lines = file.map_or("", |(_, text)| *text).lines().filter(|line| !line.starts_with('#'));
        let declared = self.pairs.iter().map(|pair| pair.iter().map(String::as_str).collect::<Vec<_>>());
        let all = lines.map(|line| line.split_whitespace().collect::<Vec<_>>()).chain(declared);
        let (mut wrong, mut entries) = (Vec::new(), Vec::new());
        for fields in all {
            let [form, right, except @ ..] = fields.as_slice() else { continue };
            wrong.push(*form);
            let places = |text: &str| text.match_indices(form).map(|(at, _)| at).collect();
            entries.push(Entry {
                right: (*right).to_owned(),
                except: except.iter().map(|text| ((*text).to_owned(), places(text))).collect(),
            });
        }
        #[expect(clippy::expect_used, reason = "a few hundred short words stay far below the automaton's limits")]
        let wrong =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(wrong).expect("a small automaton");
        Compiled { wrong, entries }
    }

    /// All wrong forms in running text, headings and titles of the document included, outside 《》.
    pub fn find(&self, document: &Document<'_>) -> Vec<Finding> {
        let compiled = self.compiled.get_or_init(|| self.compile());
        let text = document.text();
        let mut out = Vec::new();
        for found in compiled.wrong.find_iter(text) {
            let entry = &compiled.entries[found.pattern().as_usize()];
            let excepted = entry.except.iter().any(|(around, places)| {
                places.iter().any(|place| {
                    let from = found.start().checked_sub(*place);
                    from.is_some_and(|from| text.as_bytes()[from..].starts_with(around.as_bytes()))
                })
            });
            let span = Span::new(found.start(), found.end());
            // 将“末按”修改为“未按”: the form is spoken of.
            let named = text[..span.start].ends_with('“') && text[span.end..].starts_with('”');
            if excepted || named || document.quotes().in_title(span.start) {
                continue;
            }
            out.push(Finding::at(span).arg("right", entry.right.as_str()).edit(span, entry.right.as_str()));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Hints;
    use crate::source::Source;

    #[test]
    fn wrong_forms_are_found_but_for_exceptions_quotations_and_titles() {
        let pair = ["其它", "其他", "其它化"].map(str::to_owned).to_vec();
        let swap = Swap::new(vec![pair], None);
        let text = "某市条例\n第一条　其它单位、其它化物，将“其它”改为“其他”，依照《其它条例》。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let found = swap.find(&document);
        let at: Vec<usize> = found.iter().map(|finding| finding.span.start).collect();
        assert_eq!(at, [text.find("其它单位").expect("it is there")]);
        assert_eq!(found[0].edits[0].replacement, "其他");
    }
}
