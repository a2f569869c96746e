//! Word files: a zip of XML parts, of which one holds the text.
//!
//! Each file of this folder knows one thing: the archive, the XML, the parts, styles, numbers, what stands in the text, what a
//! reader sees of it, and how comments and changes are written into it. The text is never written anew: what is put into a
//! file is put between its bytes.

mod archive;
mod body;
mod embedded;
mod numbering;
mod package;
mod styles;
mod tables;
mod view;
mod writing;
mod xml;

use std::sync::Arc;

use super::broken::{Part, WordError};
use super::carrier::{Carrier, Edited, Notice, Paragraph, Refusal};
use super::edits::Edits;
use super::encoding::Encoding;
use super::format::Format;
use super::lines::LineTable;
use super::margin::Annotations;
use super::prose::Prose;
use super::revisions::Revisions;
use crate::writing::table::Table;
use archive::{Archive, Member};
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;
use view::{Layout, View};
use writing::Page;

/// A Word file, and a text that is read from it.
#[derive(Debug)]
pub(super) struct Word {
    file: Arc<File>,
    /// Of the text as it is now.
    layout: Layout,
}

/// A Word file as it was read.
#[derive(Debug)]
struct File {
    package: Package,
    /// The part with the text.
    document: Vec<u8>,
    body: Body,
    view: View,
    revisions: Revisions,
    kind: Kind,
}

/// Where the text of a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In paragraphs.
    Own,
    /// In a page that stands in the file as it is.
    Embedded,
}

impl Word {
    /// Reads a Word file: its text, and the file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn read(bytes: &[u8], revisions: Revisions) -> Result<(Arc<str>, Self), WordError> {
        let package = Package::open(Archive::read(bytes.into())?)?;
        let document = package.document()?;
        let styles = package.part("styles")?.map(|bytes| Styles::read(&bytes)).transpose()?.unwrap_or_default();
        let body = Body::read(Part::Document, &document, revisions, &styles)?;
        if body.root != "document" {
            return Err(WordError::NotWord);
        }
        let (kind, view) = if body.shows_nothing() && !body.embedded.is_empty() {
            (Kind::Embedded, embedded::view(&package, &body.embedded)?)
        } else if body.shows_nothing() && body.has_pictures {
            return Err(WordError::NoText);
        } else {
            (Kind::Own, own_view(&package, &body, revisions, &styles)?)
        };
        let (text, layout): (Arc<str>, _) = (view.text.as_str().into(), view.layout.clone());
        let file = File { package, document, body, view, revisions, kind };
        Ok((text, Self { file: Arc::new(file), layout }))
    }
}

/// A Word file of these parts, by name, in their order.
///
/// # Errors
/// Where it is larger than a Word file can be.
pub fn zipped(parts: &[(&str, &str)]) -> Result<Vec<u8>, WordError> {
    let members = parts.iter().map(|&(name, content)| Member { name, content: content.as_bytes().to_vec() });
    archive::zip(&members.collect::<Vec<_>>())
}

/// What a part of a Word file holds; `None` where there is none of that name.
#[cfg(test)]
pub(crate) fn unzipped(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, WordError> {
    Archive::read(bytes.into())?.member(name)
}

/// What a reader sees of the text, with numbers and notes.
fn own_view(package: &Package, body: &Body, revisions: Revisions, styles: &Styles) -> Result<View, WordError> {
    let numbering = package.part("numbering")?.map(|bytes| Numbering::read(&bytes)).transpose()?.unwrap_or_default();
    let notes = package.part("footnotes")?;
    let notes = notes.map(|bytes| Body::read(Part::Footnotes, &bytes, revisions, styles)).transpose()?;
    Ok(View::of(body, &numbering.numbers(body, styles), styles, notes.as_ref()))
}

impl Carrier for Word {
    fn write(&self, _text: &str, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        if edits.is_empty() { Ok(self.file.package.archive.bytes().to_vec()) } else { Err(Refusal::Tracked) }
    }

    fn edited(&self, text: &str, edits: &Edits) -> Result<Edited, Refusal> {
        let carrier = Self { file: Arc::clone(&self.file), layout: self.layout.edited(edits) };
        Ok((edits.apply(text).into(), Arc::new(carrier)))
    }

    fn encoding(&self) -> Encoding {
        Encoding::Utf8
    }

    fn prose(&self, _format: Format, text: &Arc<str>, _lines: &LineTable) -> Prose {
        self.layout.prose(text)
    }

    fn tables(&self, _format: Format, text: &str) -> Vec<Table> {
        self.layout.tables(&self.file.body, text)
    }

    fn paragraph(&self, at: usize) -> Option<Paragraph> {
        let stand = self.layout.stand(at)?;
        Some(Paragraph { number: stand.paragraph, start: stand.at, section: stand.section })
    }

    fn notices(&self) -> Vec<Notice> {
        let file = &self.file;
        let revised = (file.body.revisions > 0).then_some(Notice::Revised(file.body.revisions, file.revisions));
        let signed = file.package.is_signed().then_some(Notice::Signed);
        let protected = file.package.is_protected().unwrap_or(false).then_some(Notice::Protected);
        let embedded = (file.kind == Kind::Embedded).then_some(Notice::Embedded);
        [revised, signed, protected, embedded].into_iter().flatten().collect()
    }

    fn annotated(&self, told: &Annotations<'_>) -> Result<Vec<u8>, Refusal> {
        self.file.annotated(told)
    }
}

impl File {
    fn annotated(&self, told: &Annotations<'_>) -> Result<Vec<u8>, Refusal> {
        if self.kind == Kind::Embedded {
            return Err(Refusal::Embedded);
        }
        // What is written is whole only if all that it is copied from is.
        self.package.archive.verify()?;
        if told.comments.is_empty() && told.changes.is_empty() {
            return Ok(self.package.archive.bytes().to_vec());
        }
        let comments = self.package.archive.member(&self.package.comments())?;
        let notes = self.package.part("footnotes")?.unwrap_or_default();
        let parts = [self.document.as_slice(), &notes, comments.as_deref().unwrap_or_default()];
        let taken = parts.into_iter().map(writing::last_id).max().unwrap_or_default();
        let page = Page::new(&self.document, &self.body, &self.view);
        let (document, numbers) = page.annotated(told, taken)?;
        let mut members = vec![(self.package.main.clone(), document)];
        if !told.comments.is_empty() {
            let is_strict = xml::is_strict(&self.body.namespace);
            let part = writing::comments_part(comments.as_deref(), told, &numbers, is_strict)?;
            members.extend(self.package.leading_to_comments(is_strict)?);
            members.push((self.package.comments(), part));
        }
        let members = members.iter().map(|(name, content)| Member { name, content: content.clone() }).collect();
        let bytes = self.package.archive.rewritten(members)?;
        self.checked(bytes)
    }

    /// What was written, if it is a Word file with the same paragraphs.
    fn checked(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let archive = Archive::read(bytes.into())?;
        archive.verify()?;
        let package = Package::open(archive)?;
        let styles = Styles::default();
        let body = Body::read(Part::Document, &package.document()?, self.revisions, &styles)?;
        if body.paragraphs.len() != self.body.paragraphs.len() {
            return Err(Refusal::Word(WordError::Xml(Part::Document, 0)));
        }
        Ok(package.archive.bytes().to_vec())
    }
}
