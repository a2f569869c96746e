//! What styles say of a paragraph: its level among headings, its list, and whether its text is hidden.

use std::collections::HashMap;

use super::xml::{Tag, Token, Xml};
use crate::source::broken::{Part, WordError};

/// How far a style may be based on others.
const LONGEST: usize = 32;

/// What a paragraph or a style says of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Which list; 0 for none.
    pub(super) list: Option<u32>,
    /// The level in it, from 0.
    pub(super) level: Option<usize>,
}

/// What a file's styles say.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    numbering: Numbered,
    outline: Option<u8>,
    hidden: Option<bool>,
}

impl Styles {
    /// Reads the part that holds them.
    ///
    /// # Errors
    /// Where it is no XML that is read here.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WordError> {
        let mut xml = Xml::new(Part::Styles, bytes)?;
        let mut styles = Self::default();
        let (mut style, mut id): (Option<Style>, String) = (None, String::new());
        // How many elements are open in the style.
        let mut open = 0_usize;
        while let Some(token) = xml.next()? {
            match token {
                Token::Start(tag) if style.is_none() && tag.word() == "style" => {
                    id = tag.attribute("styleId").unwrap_or_default();
                    let is_default = matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone());
                    }
                    style = Some(Style::default());
                    open = 0;
                }
                // What was before a change, and what tables say of parts of them, holds of no paragraph.
                Token::Start(tag) if matches!(tag.word(), "pPrChange" | "rPrChange" | "tblStylePr") => xml.skip()?,
                Token::Start(tag) => {
                    open += 1;
                    if let Some(style) = &mut style {
                        style.hear(&tag);
                    }
                }
                Token::End(_) if open > 0 => open -= 1,
                Token::End(_) => {
                    if let Some(style) = style.take() {
                        styles.by_id.insert(std::mem::take(&mut id), style);
                    }
                }
                Token::Text(_) => {}
            }
        }
        Ok(styles)
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = id.and_then(|id| self.by_id.get_key_value(id));
        let next = |(_, style): &(&'s String, &'s Style)| self.by_id.get_key_value(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(LONGEST).map(|(id, style)| (id.as_str(), style))
    }

    fn of_paragraph<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        self.chain(id.or(self.default.as_deref()))
    }

    /// The list of a paragraph style, and the style in its chain that names it.
    pub(super) fn numbering<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Numbered)> {
        let (id, _) = self.of_paragraph(id).find(|(_, style)| style.numbering.list.is_some())?;
        let level = self.of_paragraph(Some(id)).find_map(|(_, style)| style.numbering.level);
        let list = self.by_id.get(id)?.numbering.list;
        Some((id, Numbered { list, level }))
    }

    /// The list that a numbering style stands for.
    pub(super) fn list(&self, id: &str) -> Option<u32> {
        self.chain(Some(id)).find_map(|(_, style)| style.numbering.list)
    }

    /// How deep a paragraph style stands among headings, from 0; 9 for running text.
    pub(super) fn outline(&self, id: Option<&str>) -> Option<u8> {
        self.of_paragraph(id).find_map(|(_, style)| style.outline.or_else(|| heading(&style.name)))
    }

    /// Whether a style hides its text; `None` where it says nothing of it.
    pub(super) fn hides(&self, id: Option<&str>) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.hidden)
    }
}

/// The level of the built-in headings, by name.
fn heading(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
    level.parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level - 1)
}

impl Style {
    fn hear(&mut self, tag: &Tag<'_>) {
        match tag.word() {
            "name" => self.name = tag.value().unwrap_or_default(),
            "basedOn" => self.based_on = tag.value(),
            "numId" => self.numbering.list = tag.value().and_then(|id| id.parse().ok()),
            "ilvl" => self.numbering.level = tag.value().and_then(|level| level.parse().ok()),
            "outlineLvl" => self.outline = tag.value().and_then(|level| level.parse().ok()),
            "vanish" => self.hidden = Some(tag.is_on()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
        <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
            <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="条"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="4"/>
            <w:pPrChange><w:pPr><w:outlineLvl w:val="7"/></w:pPr></w:pPrChange></w:pPr>
            <w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="环"><w:basedOn w:val="环"/></w:style></w:styles>"#;

    #[test]
    fn what_a_style_does_not_say_those_it_is_based_on_do() {
        let styles = Styles::read(STYLES.as_bytes()).expect("xml");
        assert_eq!(
            (styles.outline(Some("1")), styles.outline(Some("条")), styles.outline(None)),
            (Some(0), Some(4), None)
        );
        assert_eq!(styles.numbering(Some("条")), Some(("1", Numbered { list: Some(3), level: None })));
        assert_eq!((styles.hides(Some("条")), styles.hides(Some("1"))), (Some(true), None));
        assert_eq!((styles.outline(Some("环")), styles.numbering(None)), (None, None));
    }
}
