//! `docx`: a Word file as an office writes one: A4 across, a table whose head is on every page, 仿宋.
//!
//! Six parts, none of which names a day or an author: the same table is the same bytes.

use super::marking::{Mark, Marking};
use super::sheet::{Kind, Line, Piece, Sheet, SheetRow, Side};
use super::words;
use crate::lang::{Lang, Text};
use crate::render::xml::escaped;
use crate::source::{WordError, zipped};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

/// The namespace of the parts, as an attribute.
const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// Sizes are in half points: 小四 is 24, 二号 44, 四号 28. Indents and margins are in twentieths of a point.
const STYLES: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="240" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Provision"><w:name w:val="条文"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="Head"><w:name w:val="表头"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>"#;

const FOOTER: &str = r#"<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>"#;

/// A4 across.
const SECTION: &str = r#"<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>"#;

/// The widths of the columns, which fill the page.
const WIDTHS: [usize; 3] = [6095, 6095, 2380];

/// The table as a Word file.
///
/// # Errors
/// Where it is larger than a Word file can be.
pub(super) fn render(sheet: &Sheet<'_>, marking: &Marking) -> Result<Vec<u8>, WordError> {
    let part = |root: &str, content: &str| format!("{DECLARATION}<w:{root} {NAMESPACE}>{content}</w:{root}>");
    let office = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let body = format!("<w:body>{}{SECTION}</w:body>", body(sheet, marking));
    zipped(&[
        ("[Content_Types].xml", &format!("{DECLARATION}{TYPES}")),
        ("_rels/.rels", &format!("{DECLARATION}{ROOT}")),
        ("word/document.xml", &format!("{DECLARATION}<w:document {NAMESPACE} {office}>{body}</w:document>")),
        ("word/_rels/document.xml.rels", &format!("{DECLARATION}{RELATIONSHIPS}")),
        ("word/styles.xml", &part("styles", STYLES)),
        ("word/footer1.xml", &part("ftr", FOOTER)),
    ])
}

fn body(sheet: &Sheet<'_>, marking: &Marking) -> String {
    let title = paragraph("Title", &run(&words::title(sheet), ""));
    let legend = marking.legend();
    let legend = if legend.is_empty() { legend } else { paragraph("Provision", &run(&legend, "")) };
    let edges = ["top", "left", "bottom", "right", "insideH", "insideV"];
    let edges = edges.map(|edge| format!("<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"));
    let total: usize = WIDTHS.iter().sum();
    let grid = WIDTHS.map(|width| format!("<w:gridCol w:w=\"{width}\"/>"));
    let heads = [words::CURRENT, &sheet.stage, words::REMARKS];
    let heads: Vec<Cell> = heads.iter().map(|head| Cell::one(paragraph("Head", &run(head, "")))).collect();
    let rows: String = sheet.rows.iter().map(|one| self::row("", &cells(sheet, one, marking))).collect();
    format!(
        "{title}{legend}<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}{rows}</w:tbl><w:p/>",
        edges.concat(),
        grid.concat(),
        self::row("<w:cantSplit/><w:tblHeader/>", &heads)
    )
}

/// A cell: over how many columns, and its paragraphs.
struct Cell {
    columns: usize,
    content: String,
}

impl Cell {
    const fn one(content: String) -> Self {
        Self { columns: 1, content }
    }

    fn empty() -> Self {
        Self::one("<w:p/>".to_owned())
    }
}

fn row(properties: &str, cells: &[Cell]) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:trPr>{properties}</w:trPr>") };
    let mut at = 0;
    let cell = |cell: &Cell| {
        let width: usize = WIDTHS[at..at + cell.columns].iter().sum();
        at += cell.columns;
        let span = if cell.columns > 1 { format!("<w:gridSpan w:val=\"{}\"/>", cell.columns) } else { String::new() };
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}</w:tcPr>{}</w:tc>", cell.content)
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<w:tr>{properties}{cells}</w:tr>")
}

fn cells(sheet: &Sheet<'_>, row: &SheetRow, marking: &Marking) -> Vec<Cell> {
    let across = |words: &str| vec![Cell { columns: WIDTHS.len(), content: paragraph("Head", &run(words, "")) }];
    match row {
        SheetRow::Heading(heading) => across(heading),
        SheetRow::Unchanged { old, new } => across(&words::unchanged(sheet, Lang::Zh, old, new)),
        SheetRow::Headings([old, new]) => {
            let cell = |side: Side, line: &Line| Cell::one(paragraph("Head", &runs(line, side, marking)));
            vec![cell(Side::Current, old), cell(Side::Draft, new), Cell::empty()]
        }
        SheetRow::Article { cells: [old, new], .. } => {
            let cell = |side: Side, lines: &[Line], stand_in: Text<'static>| {
                let line = |line: &Line| paragraph("Provision", &runs(line, side, marking));
                let content: String = lines.iter().map(line).collect();
                Cell::one(if lines.is_empty() { paragraph("Head", &run(stand_in.zh, "")) } else { content })
            };
            vec![cell(Side::Current, old, words::ADDED), cell(Side::Draft, new, words::DELETED), Cell::empty()]
        }
    }
}

fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn runs(line: &Line, side: Side, marking: &Marking) -> String {
    let drawn = |piece: &Piece| match piece.kind {
        Kind::Kept => run(&piece.text, ""),
        Kind::Label => run(&piece.text, "<w:rFonts w:eastAsia=\"黑体\"/>"),
        Kind::Changed => run(&piece.text, &look(side, marking)),
    };
    line.iter().map(drawn).collect()
}

/// The properties of what has changed on a side, in the order that the schema asks for.
fn look(side: Side, marking: &Marking) -> String {
    let properties = [
        (Mark::Bold, "<w:b/><w:bCs/>"),
        (Mark::Strike, "<w:strike/>"),
        (Mark::Underline, "<w:u w:val=\"single\"/>"),
        (Mark::Shade, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"D9D9D9\"/>"),
    ];
    properties.iter().filter(|(mark, _)| marking.has(side, *mark)).map(|&(_, property)| property).collect()
}

fn run(words: &str, properties: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{NEW, OLD, with_table};
    use super::super::{Form, Look, Mark, render};
    use crate::source::{Format, Source};

    fn written(look: &Look) -> Vec<u8> {
        with_table(OLD, NEW, |table| render(table, Form::Docx, look).expect("it is small"))
    }

    /// The words of a part, whose bytes are packed.
    fn part(bytes: &[u8], name: &str) -> String {
        let content = crate::source::unzipped(bytes, name).expect("it is whole").expect("it is there");
        String::from_utf8(content).expect("text")
    }

    #[test]
    fn a_word_file_that_is_read_as_the_draft() {
        let bytes = written(&Look::default());
        let source = Source::from_bytes("表.docx", bytes, None).expect("it is a Word file");
        assert_eq!(source.format, Format::Word);
        let draft: Vec<&str> = NEW.lines().filter(|line| line.starts_with("第")).collect();
        let read: Vec<&str> = source.prose().lines().filter(|line| line.starts_with("第")).collect();
        assert_eq!(read.iter().filter(|line| !line.contains("（删去）")).copied().collect::<Vec<_>>(), draft);
    }

    #[test]
    fn marks_are_as_one_likes() {
        let document = part(&written(&Look::default()), "word/document.xml");
        assert!(document.contains("<w:rPr><w:b/><w:bCs/></w:rPr>") && document.contains("<w:rPr><w:strike/></w:rPr>"));
        assert!(!document.contains("<w:u ") && document.contains("<w:tblHeader/>"));
        let look = Look {
            added: Some(vec![Mark::Underline, Mark::Bold]),
            deleted: Some(vec![Mark::Shade]),
            ..Look::default()
        };
        let document = part(&written(&look), "word/document.xml");
        assert!(document.contains("<w:b/><w:bCs/><w:u w:val=\"single\"/>") && document.contains("<w:shd "));
        assert!(!document.contains("<w:strike/>"));
    }
}
