//! What must hold of every input, stage by stage. The fuzz targets and tests/fuzzed.rs ask the same.
//!
//! A check panics where something does not hold.

#[path = "../word/zip.rs"]
mod zip;

use falint::catalogue::Catalogue;
use falint::diagnostic::{Diagnostic, Edit, Report, Span};
use falint::document::Document;
use falint::document::tree::Hints;
use falint::fix::{Reach, mend};
use falint::lang::Lang;
use falint::lint::{Plan, Settings, examine, lint};
use falint::render::{Audience, Colour, OutputFormat, Style, Totals, duties, outline, renderer};
use falint::source::edits::Edits;
use falint::source::{Annotations, Comment, Encoding, Format, Source, Unreadable};
use zip::zip;

/// Panics where something does not hold of its input.
pub type Check = fn(&[u8]);

/// Each check, by the name of its fuzz target.
pub const CHECKS: [(&str, Check); 5] = [
    ("source", check_source),
    ("document", check_document),
    ("lint", check_lint),
    ("fix", check_fix),
    ("word", check_word),
];

const ENCODINGS: [Encoding; 5] =
    [Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030];

/// The first byte says how the rest is read: its lowest bit the markup, the others the encoding.
fn parts(data: &[u8]) -> Option<(&'static str, Option<Encoding>, &[u8])> {
    let (&head, rest) = data.split_first()?;
    let name = if head & 1 == 0 { "甲.txt" } else { "甲.md" };
    Some((name, ENCODINGS.get(usize::from(head >> 1)).copied(), rest))
}

fn source(data: &[u8]) -> Option<Source> {
    let (name, label, bytes) = parts(data)?;
    Source::from_bytes(name, bytes, label).ok().filter(|source| source.format != Format::Word)
}

fn is_in(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Bytes are decoded and written back, lines and prose stand where they say.
pub fn check_source(data: &[u8]) {
    let Some((name, label, bytes)) = parts(data) else { return };
    let source = match Source::from_bytes(name, bytes, label) {
        Ok(source) => source,
        Err(Unreadable::Encoding(error)) => return assert!(error.offset() <= bytes.len(), "{error:?}"),
        Err(Unreadable::Foreign(_) | Unreadable::Word(_)) => return,
    };
    if source.format == Format::Word {
        return check_word(bytes);
    }
    check_writing(&source, bytes);
    check_lines(&source);
    check_prose(&source);
}

/// What no edit touches is written as it was read.
fn check_writing(source: &Source, bytes: &[u8]) {
    let text = source.text();
    assert_eq!(source.write(&Edits::default()).as_deref(), Ok(bytes));
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or_default();
    let edit = Edit { span: Span::new(middle, middle), replacement: "，".to_owned() };
    let edits = Edits::new(vec![edit]);
    let written = source.write(&edits).expect("every encoding has a comma");
    let added = written.len() - bytes.len();
    let same = written.iter().zip(bytes).take_while(|(new, old)| new == old).count();
    assert!((0..=same).rev().any(|at| written[at + added..] == bytes[at..]), "{written:?}");
    assert_eq!(source.edited(&edits).map(|after| after.text().to_owned()), Ok(edits.apply(text)));
}

fn check_lines(source: &Source) {
    let (text, table) = (source.text(), source.lines());
    let spans: Vec<Span> = table.spans(text).collect();
    assert_eq!(spans.len(), table.len());
    assert!(spans.windows(2).all(|pair| pair[0].end < pair[1].start), "{spans:?}");
    assert!(spans.iter().all(|&span| is_in(span, text)), "{spans:?}");
    let positions: Vec<_> = (0..=text.len()).map(|at| table.position(text, at)).collect();
    assert!(positions.is_sorted(), "{positions:?}");
}

fn check_prose(source: &Source) {
    let prose = source.prose();
    let lines = source.prose_lines();
    assert!(lines.iter().all(|line| is_in(line.span, prose)), "{lines:?}");
    assert!(lines.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{lines:?}");
    assert!(source.comments().iter().all(|&comment| is_in(comment, source.text())));
    let places: Vec<usize> = prose.char_indices().map(|(at, _)| at).chain([prose.len()]).collect();
    for pair in places.windows(2) {
        for span in [Span::new(pair[0], pair[0]), Span::new(pair[0], pair[1]), Span::new(pair[0], prose.len())] {
            assert!(is_in(source.to_text(span), source.text()), "{span:?} in {prose:?}");
            if let Some(place) = source.place_of_edit(span) {
                assert_eq!(place.of(source.text()), span.of(prose));
            }
        }
    }
}

/// The tree is in order, and what is read from it lies in the text.
pub fn check_document(data: &[u8]) {
    let Some(source) = source(data) else { return };
    let document = Document::parse(&source, &Hints::default());
    let text = document.text();
    assert!(document.blocks.iter().all(|block| is_in(block.span, text) && block.line.covers(block.span)));
    assert!(document.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", document.blocks);
    assert!(document.articles.iter().all(|article| is_in(article.span, text) && article.span.covers(article.label)));
    assert!(document.articles.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", document.articles);
    assert!(document.articles.iter().all(|article| article.paragraphs.end <= document.paragraphs.len()));
    assert!(document.paragraphs.iter().all(|one| is_in(one.span, text) && one.items.end <= document.items.len()));
    assert!(document.items.iter().all(|item| is_in(item.body, text) && item.subitems.end <= document.subitems.len()));
    assert!(document.subitems.iter().all(|subitem| is_in(subitem.body, text)));
    assert!(document.passages().windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    let references = document.references().iter().map(|reference| reference.span);
    let citations = document.citations().iter().map(|citation| citation.span);
    let quotes = document.quotes();
    let quoted = quotes.quotations.iter().chain(&quotes.titles).copied();
    assert!(references.chain(citations).chain(quoted).all(|span| is_in(span, text)));
    for (at, _) in text.char_indices() {
        document.address(at);
        assert!(document.block_at(at).is_none_or(|block| block < document.blocks.len()));
    }
    for lang in [Lang::Zh, Lang::En] {
        outline::text(&source, &document, lang);
        duties::text(&document, lang);
    }
    outline::json(&source, &document);
    duties::json(&source, &document);
}

/// The report is in order and the same twice, its places lie in the text, and every renderer takes it.
pub fn check_lint(data: &[u8]) {
    let Some(source) = source(data) else { return };
    let report = lint(&source, &Settings::default());
    assert_eq!(report, lint(&source, &Settings::default()));
    check_report(&source, &report);
    for &format in OutputFormat::ALL {
        for (lang, colour) in [(Lang::Zh, Colour::Always), (Lang::En, Colour::Never)] {
            let mut renderer = renderer(format, Style { lang, colour });
            let chunk = renderer.file(&source, &report);
            let shown = renderer.join(chunk);
            // Programs are told of files in which nothing was found, too.
            let is_said = format.audience() == Audience::Program || !report.diagnostics.is_empty();
            assert!(is_said || shown.is_empty());
            assert!(report.diagnostics.is_empty() || !(shown + &renderer.tail(&Totals::default())).is_empty());
        }
    }
}

fn check_report(source: &Source, report: &Report) {
    assert_eq!(report.failures, []);
    let order: Vec<(Span, &str)> = report.diagnostics.iter().map(|told| (told.span, &*told.lint)).collect();
    assert!(order.is_sorted(), "{order:?}");
    for told in &report.diagnostics {
        assert!(Catalogue::builtin().get(&told.lint).is_some() && !told.message.is_empty(), "{told:?}");
        assert!(spans(told).all(|span| is_in(span, source.text())), "{told:?} in {:?}", source.text());
        if let Some(fix) = &told.fix {
            assert!(!fix.edits.is_empty(), "{told:?}");
            assert!(fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{told:?}");
        }
    }
}

fn spans(told: &Diagnostic) -> impl Iterator<Item = Span> {
    let labels = told.labels.iter().map(|label| label.span);
    let edits = told.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    std::iter::once(told.span).chain(labels).chain(edits)
}

/// Mending ends and leaves nothing to mend; safe fixes leave the articles and what is in them.
pub fn check_fix(data: &[u8]) {
    let Some(source) = source(data) else { return };
    let plan = Plan::default();
    for reach in [Reach::Safe, Reach::Unsafe] {
        let mended = mend(source.clone(), &plan, reach).expect("it can be written");
        assert!(mended.at_odds.is_empty(), "{:?} in {:?}", mended.at_odds, mended.source.text());
        assert_eq!(mended.applied == 0, mended.source.text() == source.text());
        assert_eq!(mended.report, examine(&mended.source, &plan).report);
        let again = mend(mended.source.clone(), &plan, reach).expect("it can be written");
        assert_eq!((again.applied, again.source.text()), (0, mended.source.text()));
        if reach == Reach::Safe {
            assert_eq!(shape(&mended.source), shape(&source), "{:?}", mended.source.text());
        }
    }
}

/// The addresses of all articles, paragraphs and items, which references depend on.
fn shape(source: &Source) -> Vec<Option<String>> {
    let document = Document::parse(source, &Hints::default());
    document.passages().iter().map(|passage| document.address_of(passage.home)).collect()
}

/// The parts of a Word file that are read, in the order of their bytes in the input.
const PARTS: [&str; 5] =
    ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/comments.xml"];

/// A Word file of the input: the input, or its parts, which are parted by bytes that no text has.
fn word_file(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let parts = data.split(|&byte| byte == 0xFF).map(|part| String::from_utf8_lossy(part).into_owned());
    let relationship = |kind: &str| format!("<Relationship Id=\"{kind}\" Type=\"a/{kind}\" Target=\"{kind}.xml\"/>");
    let kinds: String = ["styles", "numbering", "footnotes", "comments"].into_iter().map(relationship).collect();
    let mut members: Vec<(String, String)> = PARTS.iter().map(|&name| name.to_owned()).zip(parts).collect();
    let relationships = format!("<Relationships>{kinds}</Relationships>");
    members.push(("word/_rels/document.xml.rels".to_owned(), relationships));
    members.push(("[Content_Types].xml".to_owned(), "<Types/>".to_owned()));
    zip(&members)
}

/// A Word file is read or refused; what is written into it can be read again, with the same text but for the fixes.
pub fn check_word(data: &[u8]) {
    let Ok(source) = Source::from_bytes("甲.docx", word_file(data), None) else { return };
    check_lines(&source);
    check_prose(&source);
    let text = source.text();
    let report = lint(&source, &Settings::default());
    let ends = [Span::new(0, 0), Span::new(0, text.len()), Span::new(text.len(), text.len())];
    let spans = report.diagnostics.iter().map(|one| one.span).chain(ends);
    let comments: Vec<Comment> = spans.map(|span| Comment { span, words: "甲".to_owned() }).collect();
    let mended = mend(source.clone(), &Plan::new(&Settings::default()), Reach::Unsafe);
    let changes = mended.map(|mended| mended.edits).unwrap_or_default();
    for changes in [&Edits::NONE, &changes] {
        let told = Annotations { comments: &comments, changes, author: "甲", date: "2026-01-01T00:00:00Z" };
        let Ok(bytes) = source.annotated(&told) else { continue };
        let after = Source::from_bytes("甲.docx", bytes, None).expect("what was written can be read");
        assert_eq!(after.text(), changes.apply(text));
    }
}
