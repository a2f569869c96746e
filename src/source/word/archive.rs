//! The zip that a Word file is: its members by name, unpacked within limits, and written back with all that does not change
//! left as it is.
//!
//! Written here because what is not changed must come back byte for byte: local headers with their flags and extra fields,
//! data descriptors, the order of the data and that of the directory, which in WPS's files differ. Knows nothing of what
//! the members hold.

mod crc;
mod record;

use std::collections::HashSet;
use std::sync::Arc;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::source::broken::WordError;
use crc::crc32;
use record::{Directory, Record};

/// The most that one member may unpack to, in bytes.
const MOST_OF_MEMBER: usize = 64 << 20;
/// The most that all members that are read may unpack to, in bytes.
const MOST_OF_ALL: usize = 128 << 20;
/// Up to here, in bytes, a member may unpack to any multiple of its size: honest ones come to a hundredfold.
const SMALL: usize = 8 << 20;
/// Beyond [`SMALL`] it may not unpack to more than so many times its size.
const MOST_RATIO: usize = 200;
/// How hard members are packed: as zip programs do unless told otherwise.
const LEVEL: u8 = 6;

/// A zip whose directory is read.
#[derive(Debug, Clone)]
pub(super) struct Archive {
    bytes: Arc<[u8]>,
    directory: Directory,
}

/// A member that is written anew: its name and what it holds.
pub(super) struct Member<'m> {
    pub(super) name: &'m str,
    pub(super) content: Vec<u8>,
}

impl Archive {
    /// Reads the directory of a zip.
    ///
    /// # Errors
    /// Where the file is cut off, or uses what no Word file needs: several disks, sizes beyond 4 GiB, members that overlap
    /// or lead out of the archive.
    pub(super) fn read(bytes: Arc<[u8]>) -> Result<Self, WordError> {
        let directory = Directory::read(&bytes)?;
        let mut names = HashSet::new();
        for record in &directory.records {
            let odd = record.name.split(['/', '\\']).any(|step| step == "..") || record.name.starts_with('/');
            if odd || !names.insert(record.name.to_ascii_lowercase()) {
                return Err(WordError::Damaged(record.at));
            }
        }
        Ok(Self { bytes, directory })
    }

    /// The file as it was read.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The members' names, in the order of the directory.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.directory.records.iter().map(|record| record.name.as_str())
    }

    /// Whether there is a member of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.record(name).is_some()
    }

    fn record(&self, name: &str) -> Option<&Record> {
        let exact = self.directory.records.iter().find(|record| record.name == name);
        // Word finds its parts whatever the case of their names.
        exact.or_else(|| self.directory.records.iter().find(|record| record.name.eq_ignore_ascii_case(name)))
    }

    /// What a member holds; `None` where there is none of that name.
    ///
    /// # Errors
    /// Where it is damaged, encrypted or too large.
    pub(super) fn member(&self, name: &str) -> Result<Option<Vec<u8>>, WordError> {
        self.record(name).map(|record| self.unpacked(record)).transpose()
    }

    fn unpacked(&self, record: &Record) -> Result<Vec<u8>, WordError> {
        let damaged = WordError::Damaged(record.local);
        if record.is_encrypted() {
            return Err(WordError::Password);
        }
        let size = record.size as usize;
        let ratio = size / (record.packed as usize).max(1);
        if size > MOST_OF_MEMBER || size > SMALL && ratio > MOST_RATIO {
            return Err(WordError::TooLarge);
        }
        let data = self.bytes.get(record.data()?).ok_or(damaged)?;
        let content = match record.method {
            0 => data.to_vec(),
            8 => {
                // One byte more than it should be is enough to see that it lies.
                let most = (size + 1).min(MOST_OF_MEMBER);
                decompress_to_vec_with_limit(data, most).map_err(|_| damaged)?
            }
            _ => return Err(damaged),
        };
        if content.len() != size || crc32(&content) != record.crc {
            return Err(damaged);
        }
        Ok(content)
    }

    /// Unpacks every member, to be sure that what is written from it is whole.
    ///
    /// # Errors
    /// As [`Self::member`], of any of them, and where all of them are too large.
    pub(super) fn verify(&self) -> Result<(), WordError> {
        let all = self.directory.records.iter().fold(0, |all: usize, record| all.saturating_add(record.size as usize));
        if all > 2 * MOST_OF_ALL {
            return Err(WordError::TooLarge);
        }
        for record in &self.directory.records {
            record.agrees_with_local(&self.bytes)?;
            self.unpacked(record)?;
        }
        Ok(())
    }

    /// The zip with some members changed and others added behind the last; what is not named is copied as it stands.
    pub(super) fn rewritten(&self, members: Vec<Member<'_>>) -> Result<Vec<u8>, WordError> {
        let mut out = Vec::with_capacity(self.bytes.len() + (64 << 10));
        let mut written: Vec<Option<Vec<u8>>> = vec![None; self.directory.records.len()];
        out.extend_from_slice(&self.bytes[..self.directory.first()]);
        for (index, stretch) in self.directory.stretches() {
            let record = &self.directory.records[index];
            let changed = members.iter().find(|member| member.name.eq_ignore_ascii_case(&record.name));
            written[index] = Some(match changed {
                None => {
                    let at = offset(out.len())?;
                    out.extend_from_slice(&self.bytes[stretch]);
                    record.moved(&self.bytes, at)
                }
                Some(member) => packed(&mut out, member, Some(record), &self.bytes)?,
            });
        }
        let new = members.iter().filter(|member| !self.has(member.name));
        let added = new.map(|member| packed(&mut out, member, None, &self.bytes)).collect::<Result<Vec<_>, _>>()?;
        let records: Vec<Vec<u8>> = written.into_iter().flatten().chain(added).collect();
        self.directory.finish(&mut out, &records, &self.bytes)?;
        Ok(out)
    }
}

/// A zip of these members, in their order: the same members are the same bytes.
///
/// # Errors
/// Where it is larger than a Word file can be.
pub(super) fn zip(members: &[Member<'_>]) -> Result<Vec<u8>, WordError> {
    let mut out = Vec::new();
    let records = members.iter().map(|member| packed(&mut out, member, None, &[])).collect::<Result<Vec<_>, _>>()?;
    record::end(&mut out, &records, &[])?;
    Ok(out)
}

/// Adds a member to a zip that is being written; its record for the directory. What stood in its place lends it its date
/// and its attributes.
fn packed(out: &mut Vec<u8>, member: &Member<'_>, before: Option<&Record>, bytes: &[u8]) -> Result<Vec<u8>, WordError> {
    let (at, data) = (offset(out.len())?, compress_to_vec(&member.content, LEVEL));
    let crc = crc32(&member.content);
    let (packed, size) = (offset(data.len())?, offset(member.content.len())?);
    let record = match before {
        Some(before) => before.replaced(bytes, (crc, packed, size), at),
        None => Record::of_new(member.name, (crc, packed, size), at),
    };
    out.extend(record::local_header(&record));
    out.extend(data);
    Ok(record)
}

/// A place or a size as a zip writes it.
fn offset(bytes: usize) -> Result<u32, WordError> {
    u32::try_from(bytes).map_err(|_| WordError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of these members.
    fn zip(members: &[(&str, &str)]) -> Vec<u8> {
        let member = |&(name, content): &(_, &str)| Member { name, content: content.into() };
        super::zip(&members.iter().map(member).collect::<Vec<_>>()).expect("it is small")
    }

    fn read(bytes: &[u8]) -> Result<Archive, WordError> {
        Archive::read(bytes.into())
    }

    #[test]
    fn members_come_back() {
        let archive = read(&zip(&[("甲/a.xml", "第一条"), ("b.xml", "")])).expect("it is whole");
        assert_eq!(archive.names().collect::<Vec<_>>(), ["甲/a.xml", "b.xml"]);
        assert_eq!(archive.member("甲/A.xml").expect("whole").as_deref(), Some("第一条".as_bytes()));
        assert_eq!(archive.member("c.xml"), Ok(None));
        archive.verify().expect("it is whole");
    }

    #[test]
    fn what_does_not_change_is_copied() {
        let bytes = zip(&[("a.xml", "甲"), ("b.xml", "乙"), ("c.xml", "丙")]);
        let archive = read(&bytes).expect("whole");
        assert_eq!(archive.rewritten(Vec::new()).expect("written"), bytes);
        let changed =
            vec![Member { name: "b.xml", content: "乙乙".into() }, Member { name: "d.xml", content: "丁".into() }];
        let after = read(&archive.rewritten(changed).expect("written")).expect("whole");
        after.verify().expect("whole");
        let contents: Vec<String> = after
            .names()
            .map(|name| String::from_utf8(after.member(name).expect("whole").expect("there")).expect("text"))
            .collect();
        assert_eq!(contents, ["甲", "乙乙", "丙", "丁"]);
    }

    #[test]
    fn what_is_odd_is_refused() {
        let damaged = |names: &[(&str, &str)]| matches!(read(&zip(names)), Err(WordError::Damaged(_)));
        assert!(damaged(&[("../a", "")]) && damaged(&[("a", ""), ("A", "")]) && damaged(&[("/a", "")]));
        let bytes = zip(&[("a.xml", "第一条　为了")]);
        for end in 0..bytes.len() {
            assert!(read(&bytes[..end]).is_err(), "{end}");
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            // Dates, versions and attributes may be anything.
            let _ = read(&bytes).and_then(|archive| archive.verify());
        }
    }
}
