//! Word files made for the tests: parts in a zip, nothing packed, and what stands in a zip read again by other means than
//! falint's.

#[path = "zip.rs"]
pub mod zip;

use std::collections::BTreeMap;

use zip::{crc32, zip};

/// The namespaces of a part, transitional.
pub const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// A Word file in the making.
pub struct Draft {
    body: String,
    parts: Vec<(String, String)>,
    relationships: String,
    types: String,
}

/// A run of words.
pub fn run(words: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// A run a character.
pub fn split(words: &str) -> String {
    words.chars().map(|c| run(&c.to_string())).collect()
}

/// A paragraph of runs and whatever else.
pub fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A paragraph of a list.
pub fn numbered(level: usize, inner: &str) -> String {
    paragraph(&format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{inner}"))
}

/// Something that somebody has inserted or deleted.
pub fn revised(kind: &str, words: &str) -> String {
    let run = match kind {
        "del" => format!("<w:r><w:delText xml:space=\"preserve\">{}</w:delText></w:r>", escaped(words)),
        _ => run(words),
    };
    format!("<w:{kind} w:id=\"9\" w:author=\"张三\" w:date=\"2026-01-02T03:04:05Z\">{run}</w:{kind}>")
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl Draft {
    /// A file with that in its body.
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), parts: Vec::new(), relationships: String::new(), types: String::new() }
    }

    /// A file with a paragraph a line.
    pub fn of_lines(text: &str) -> Self {
        Self::new(text.lines().map(|line| paragraph(&run(line))).collect::<String>())
    }

    /// With another part that the text leads to.
    pub fn with(mut self, kind: &str, content: &str) -> Self {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        self.relationships +=
            &format!("<Relationship Id=\"r{}\" Type=\"{office}/{kind}\" Target=\"{kind}.xml\"/>", self.parts.len());
        self.types += &format!(
            "<Override PartName=\"/word/{kind}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        );
        self.parts.push((format!("word/{kind}.xml"), content.to_owned()));
        self
    }

    /// With articles that are counted, 第%1条, and their items, （%2）.
    pub fn with_numbers(self) -> Self {
        let level = |at: usize, text: &str| {
            format!(
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
            )
        };
        self.with(
            "numbering",
            &format!(
                "<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum>\
                 <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
                level(0, "第%1条"),
                level(1, "（%2）")
            ),
        )
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let package = "http://schemas.openxmlformats.org/package/2006";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        let mut parts = vec![
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    "<Types xmlns=\"{package}/content-types\">\
                     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                     <Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/>{}</Types>",
                    self.types
                ),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" \
                     Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
                ),
            ),
            (
                "word/_rels/document.xml.rels".to_owned(),
                format!("<Relationships xmlns=\"{package}/relationships\">{}</Relationships>", self.relationships),
            ),
            (
                "word/document.xml".to_owned(),
                format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", self.body),
            ),
        ];
        parts.extend(self.parts.iter().cloned());
        zip(&parts)
    }
}

/// The members of a zip by name, each with all the bytes from its header to the next, and what it holds.
pub fn members(bytes: &[u8]) -> BTreeMap<String, (Vec<u8>, String)> {
    let number =
        |at: usize, len: usize| bytes[at..at + len].iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte));
    let end = bytes.len() - 22;
    let mut at = number(end + 16, 4);
    let (mut out, mut starts) = (BTreeMap::new(), vec![at]);
    let mut found = Vec::new();
    for _ in 0..number(end + 10, 2) {
        let (name, local) = (number(at + 28, 2), number(at + 42, 4));
        starts.push(local);
        found.push((String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).expect("a name"), local, at));
        at += 46 + name + number(at + 30, 2) + number(at + 32, 2);
    }
    starts.sort_unstable();
    for (name, local, record) in found {
        let next = starts.iter().copied().find(|&start| start > local).expect("the directory follows");
        let data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        let packed = &bytes[data..data + number(record + 20, 4)];
        let content = match number(record + 10, 2) {
            0 => packed.to_vec(),
            _ => miniz_oxide::inflate::decompress_to_vec(packed).expect("it is packed"),
        };
        assert_eq!(crc32(&content) as usize, number(record + 16, 4), "{name}");
        out.insert(name, (bytes[local..next].to_vec(), String::from_utf8(content).expect("text")));
    }
    out
}
