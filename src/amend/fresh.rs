//! The new text that an instruction quotes, as units of a law.

use super::law::{self, Article, Item, Law, Line, Paragraph, Rank};
use super::text::Text;
use crate::document::Document;
use crate::document::amendment::Quoted;
use crate::document::tree::excerpt::Excerpt;
use crate::document::tree::front::Kind;
use crate::document::tree::{Hints, Tree, label};
use crate::source::{Format, FormatChoice, Source};

/// The lines of new text, with the quotation marks that a law has: ‘’ inside a quotation stand for “”.
pub(super) fn lines(decision: &Document, quoted: &Quoted) -> Vec<String> {
    let line = |&span: &crate::diagnostic::Span| {
        let words: String = decision.str(span).chars().filter(|&c| c != '\u{200B}').map(outer).collect();
        words.trim_matches(label::is_blank).to_owned()
    };
    quoted.paragraphs.iter().map(line).filter(|line| !line.is_empty()).collect()
}

/// New words, in one line.
pub(super) fn words(decision: &Document, quoted: &Quoted) -> String {
    lines(decision, quoted).concat()
}

const fn outer(c: char) -> char {
    match c {
        '‘' => '“',
        '’' => '”',
        _ => c,
    }
}

/// Whether a line opens with the label of an article.
pub(super) fn is_article(line: &str) -> bool {
    label::article(line, 0).is_some_and(|mark| !label::refers(&line[mark.label.end..]))
}

/// Chapters and articles, with the labels that they bear.
pub(super) fn law(lines: &[String]) -> Law {
    parsed(&lines.join("\n"))
}

/// The 款 of one article. A label that the first line may bear is no part of them.
pub(super) fn paragraphs(lines: &[String]) -> Vec<Paragraph> {
    let mut lines = lines.to_vec();
    if let Some(first) = lines.first_mut() {
        if let Some(mark) = label::article(first, 0).filter(|_| is_article(first)) {
            first.replace_range(..mark.gap.end, "");
        }
    }
    let law = parsed(&format!("第一条　{}", lines.join("\n")));
    let all: Vec<Paragraph> = law.articles.into_iter().flat_map(|article| article.paragraphs).map(fresh).collect();
    let written: String = all.iter().map(letters).collect();
    if written == label::without_blanks(&lines.concat()) { all } else { plain(&lines) }
}

/// All that a 款 says, without blanks.
fn letters(paragraph: &Paragraph) -> String {
    let mut out = paragraph.lead.string("");
    for item in &paragraph.items {
        out += &item.mark;
        out += &item.text.string("");
        for line in &item.rests {
            out += &line.mark;
            out += &line.text.string("");
        }
    }
    label::without_blanks(&out)
}

/// Lines as they stand, a 款 or a 项 each: what is read as something else in them (第五条 behind a full stop) would be lost.
fn plain(lines: &[String]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for line in lines {
        let mark = label::item(line, 0).filter(|mark| mark.form.is_chinese());
        match (mark, out.last_mut()) {
            (Some(_), Some(last)) => last.items.append(&mut items(std::slice::from_ref(line))),
            _ => out.push(Paragraph { lead: Text::new(line.as_str()), ..Paragraph::default() }),
        }
    }
    out
}

/// 项, a line each, those without a mark behind the one before them.
pub(super) fn items(lines: &[String]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for line in lines {
        let mark = label::item(line, 0);
        let chinese = mark.filter(|mark| mark.form.is_chinese());
        match (chinese, out.last_mut()) {
            (None, Some(item)) => {
                let end = mark.map_or(0, |mark| mark.label.end);
                item.rests.push(Line {
                    number: mark.map(|mark| mark.number),
                    mark: line[..end].to_owned(),
                    text: Text::new(&line[end..]),
                    ..Line::default()
                });
            }
            (mark, _) => {
                let end = mark.map_or(0, |mark| mark.label.end);
                out.push(Item { mark: line[..end].to_owned(), text: Text::new(&line[end..]), ..Item::default() });
            }
        }
    }
    out
}

/// Without the numbers and places of the text it was read from.
fn fresh(paragraph: Paragraph) -> Paragraph {
    let item = |item: Item| Item {
        rank: Rank::default(),
        block: None,
        rests: item.rests.into_iter().map(|line| Line { block: None, ..line }).collect(),
        ..item
    };
    Paragraph {
        rank: Rank::default(),
        block: None,
        items: paragraph.items.into_iter().map(item).collect(),
        ..paragraph
    }
}

/// Reads text as a law.
fn parsed(body: &str) -> Law {
    let source = Source::of_format("", &format!("某法\n{body}\n"), FormatChoice::Is(Format::Plain));
    let hints = Hints { kind: Some(Kind::Law), ..Hints::default() };
    let tree = Tree::parse(&Excerpt::of(&source), &hints);
    let text = |span: crate::diagnostic::Span| Text::new(tree.str(span));
    let mut law = law::read(&tree, &text);
    for article in &mut law.articles {
        let own = std::mem::take(&mut article.paragraphs);
        *article = Article { paragraphs: own.into_iter().map(fresh).collect(), index: None, ..std::mem::take(article) };
    }
    for division in &mut law.divisions {
        division.block = None;
    }
    law
}
