//! Where a declared lint looks.

use super::table::Scope;
use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::label;

/// Whether a place lies where the lint looks. What is quoted or named in 《》 is another text's wording.
pub(super) fn holds(scope: Scope, document: &Document, span: Span) -> bool {
    let quotes = document.quotes();
    match scope {
        Scope::Specific => holds(Scope::Body, document, span) && !in_general_provisions(document, span),
        Scope::Body => {
            document.passage_at(span.start).is_some_and(|passage| passage.span.covers(span))
                && !quotes.mention(span.start)
        }
        Scope::Everywhere => {
            // 将“末按”修改为“未按”: the form is spoken of.
            let text = document.text();
            let named = text[..span.start].ends_with('“') && text[span.end..].starts_with('”');
            !named && !quotes.in_title(span.start)
        }
    }
}

/// Whether a place stands in the division called 总则.
fn in_general_provisions(document: &Document, span: Span) -> bool {
    let article = document.passage_at(span.start).and_then(|passage| passage.home.article);
    let mut division = article.and_then(|article| document.articles[article].division);
    while let Some(at) = division {
        if document.one_line(document.divisions[at].name).replace(label::is_blank, "") == "总则" {
            return true;
        }
        division = document.divisions[at].parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::Hints;
    use crate::source::Source;

    #[test]
    fn general_provisions_and_quotations_are_not_specific() {
        let text = "某市条例\n第一章　总　则\n第一条　大力甲。\n第二章　监督\n第二条　大力乙“大力丙”。\n";
        let source = Source::from_text("a.txt", text);
        let document = Document::parse(&source, &Hints::default());
        let places = text.match_indices("大力").map(|(at, word)| Span::new(at, at + word.len()));
        let held: Vec<bool> = places.map(|span| holds(Scope::Specific, &document, span)).collect();
        assert_eq!(held, [false, true, false]);
    }
}
