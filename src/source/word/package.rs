//! The parts of a Word file: which is the text, and how the others are found from it.

use super::archive::Archive;
use super::xml::{self, Token, Xml};
use crate::source::broken::{Part, WordError};

/// Relationships of the whole file.
const ROOT: &str = "_rels/.rels";
/// Where the text is if nothing says so.
const USUAL: &str = "word/document.xml";
/// What a part of comments is.
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// What each part is.
const TYPES: &str = "[Content_Types].xml";

/// What leads from one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Relationship {
    id: String,
    /// The last step of its type: `styles`, `comments`.
    kind: String,
    /// The name of the part that it leads to.
    target: String,
}

/// The parts of a Word file.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) archive: Archive,
    /// The name of the part that holds the text.
    pub(super) main: String,
    relationships: Vec<Relationship>,
}

impl Package {
    /// Finds the text of a file.
    ///
    /// # Errors
    /// Where there is none, or where it cannot be found.
    pub(super) fn open(archive: Archive) -> Result<Self, WordError> {
        let root = relationships(&archive, ROOT, "")?;
        let named = root.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
        let main = named.unwrap_or_else(|| USUAL.to_owned());
        if !archive.has(&main) {
            return Err(WordError::NotWord);
        }
        let relationships = relationships(&archive, &beside(&main), folder(&main))?;
        Ok(Self { archive, main, relationships })
    }

    /// The part that holds the text.
    pub(super) fn document(&self) -> Result<Vec<u8>, WordError> {
        self.archive.member(&self.main)?.ok_or(WordError::NotWord)
    }

    /// The name of the part of a kind that the text leads to.
    pub(super) fn related(&self, kind: &str) -> Option<&str> {
        self.relationships.iter().find(|one| one.kind == kind).map(|one| one.target.as_str())
    }

    /// What a part of a kind holds; `None` where there is none.
    pub(super) fn part(&self, kind: &str) -> Result<Option<Vec<u8>>, WordError> {
        self.related(kind).map_or(Ok(None), |name| self.archive.member(name))
    }

    /// What the part holds that a relationship of the text leads to.
    pub(super) fn by_id(&self, id: &str) -> Result<Option<Vec<u8>>, WordError> {
        let found = self.relationships.iter().find(|one| one.id == id);
        found.map_or(Ok(None), |one| self.archive.member(&one.target))
    }

    /// Whether the file is signed: then any change voids the signature.
    pub(super) fn is_signed(&self) -> bool {
        self.archive.names().any(|name| name.starts_with("_xmlsignatures/"))
    }

    /// Whether the file asks programs not to change it.
    pub(super) fn is_protected(&self) -> Result<bool, WordError> {
        let Some(settings) = self.part("settings")? else { return Ok(false) };
        let mut xml = Xml::new(Part::Document, &settings)?;
        while let Some(token) = xml.next()? {
            if let Token::Start(tag) = token
                && tag.word() == "documentProtection"
            {
                return Ok(matches!(tag.attribute("enforcement").as_deref(), Some("1" | "true" | "on")));
            }
        }
        Ok(false)
    }

    /// The name of the part of comments, whether it is there or not. Some programs write one that nothing leads to.
    pub(super) fn comments(&self) -> String {
        self.related("comments").map_or_else(|| format!("{}comments.xml", folder(&self.main)), str::to_owned)
    }

    /// The parts to be written so that the text leads to the part of comments: the relationships and the types, each with
    /// one more where it lacks that.
    pub(super) fn leading_to_comments(&self, is_strict: bool) -> Result<Vec<(String, Vec<u8>)>, WordError> {
        let comments = xml::escaped(&self.comments());
        let mut changed = Vec::new();
        if self.related("comments").is_none() {
            changed.push(self.with_relationship(&comments, is_strict)?);
        }
        let types = self.archive.member(TYPES)?.ok_or(WordError::NotWord)?;
        let part = format!("\"/{comments}\"");
        if memchr::memmem::find(&types, part.as_bytes()).is_none() {
            let types = xml::appended(Part::Relationships, &types, |prefix| {
                format!("<{prefix}Override PartName={part} ContentType=\"{COMMENTS}\"/>")
            })?;
            changed.push((TYPES.to_owned(), types));
        }
        Ok(changed)
    }

    /// The relationships of the text with one that leads to a part of comments.
    fn with_relationship(&self, comments: &str, is_strict: bool) -> Result<(String, Vec<u8>), WordError> {
        let office = if is_strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        let taken = |id: &str| self.relationships.iter().any(|one| one.id == id);
        let id = (1..).map(|number| format!("rIdFalint{number}")).find(|id| !taken(id)).unwrap_or_default();
        let leaf = comments.rsplit('/').next().unwrap_or(comments);
        let beside = beside(&self.main);
        let before = self.archive.member(&beside)?.unwrap_or_else(|| {
            let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
            format!("{}<Relationships xmlns=\"{namespace}\"/>", xml::DECLARATION).into_bytes()
        });
        let after = xml::appended(Part::Relationships, &before, |prefix| {
            format!("<{prefix}Relationship Id=\"{id}\" Type=\"{office}/comments\" Target=\"{leaf}\"/>")
        })?;
        Ok((beside, after))
    }
}

/// The folder of a part, with its slash; empty where it stands in none.
fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |slash| &part[..=slash])
}

/// The name of the part that holds a part's relationships.
fn beside(part: &str) -> String {
    let folder = folder(part);
    format!("{folder}_rels/{}.rels", &part[folder.len()..])
}

/// The relationships in a part of them; none where it is not there.
fn relationships(archive: &Archive, name: &str, folder: &str) -> Result<Vec<Relationship>, WordError> {
    let Some(bytes) = archive.member(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(Part::Relationships, &bytes)?;
    let mut all = Vec::new();
    while let Some(token) = xml.next()? {
        let Token::Start(tag) = token else { continue };
        let is_inside = tag.attribute("TargetMode").is_none_or(|mode| mode != "External");
        if tag.local() == "Relationship" && is_inside {
            let value = |name: &str| tag.attribute(name).unwrap_or_default();
            let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
            all.push(Relationship { id: value("Id"), kind, target: resolved(folder, &value("Target")) });
        }
    }
    Ok(all)
}

/// The name of the part that a target stands for, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(target) => ("", target),
        None => (folder, target),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_folder() {
        for (folder, target, part) in [
            ("word/", "styles.xml", "word/styles.xml"),
            ("word/", "/word/styles.xml", "word/styles.xml"),
            ("word/", "../custom/item.xml", "custom/item.xml"),
            ("", "word/document2.xml", "word/document2.xml"),
            ("", "../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
        assert_eq!(
            (beside("word/document.xml"), beside("a.xml")),
            ("word/_rels/document.xml.rels".into(), "_rels/a.xml.rels".into())
        );
    }
}
