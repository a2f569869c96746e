//! What a zip says of its members: the directory at its end, its records, and the header before each member.

use std::collections::BTreeMap;
use std::ops::Range;

use super::WordError;

/// The length of a record without its name, extra fields and comment, in bytes.
const RECORD: usize = 46;
/// The length of a local header without its name and extra fields.
const LOCAL: usize = 30;
/// The length of the end of the directory without its comment.
const END: usize = 22;
/// Flags of members that are encrypted or patched.
const ENCRYPTED: u16 = 1 | 1 << 5 | 1 << 6 | 1 << 13;
/// The flag of a member whose sizes stand behind it.
const DESCRIBED: u16 = 1 << 3;
/// The flag of a name in UTF-8.
const UTF8: u16 = 1 << 11;
/// The newest version of the format that a reader can be asked to know.
const NEWEST: u16 = 63;
/// 1 January 1980, the first day that a zip can name: what is added carries no date of its own.
const NO_DATE: u32 = 0x0021_0000;

/// One member, as the directory has it.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) name: String,
    /// Where its record stands, and how long it is.
    pub(super) at: usize,
    len: usize,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
    /// Where its header stands.
    pub(super) local: usize,
    /// Where its data starts.
    start: usize,
}

/// The directory of a zip.
#[derive(Debug, Clone)]
pub(super) struct Directory {
    /// In its own order.
    pub(super) records: Vec<Record>,
    /// Where it starts.
    start: usize,
    /// Where its end starts.
    end: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl Directory {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, WordError> {
        let damaged = WordError::Damaged(bytes.len());
        let end = end_of(bytes).ok_or(damaged)?;
        let number = |at: usize| u16_at(bytes, end + at).map(usize::from).ok_or(damaged);
        let place = |at: usize| u32_at(bytes, end + at).map(|place| place as usize).ok_or(damaged);
        let (count, len, start) = (number(10)?, place(12)?, place(16)?);
        let on_one_disk = number(4)? == 0 && number(6)? == 0 && number(8)? == count;
        if !on_one_disk || start.checked_add(len) != Some(end) || count == 0 {
            return Err(WordError::Damaged(end));
        }
        let mut records = Vec::new();
        let mut at = start;
        for _ in 0..count {
            let record = Record::read(bytes, at).filter(|record| at + record.len <= end);
            let record = record.ok_or(WordError::Damaged(at))?;
            at += record.len;
            records.push(record);
        }
        let directory = Self { records, start, end };
        let apart = directory.stretches().all(|(index, stretch)| {
            let record = &directory.records[index];
            record.data().is_ok_and(|data| data.end <= stretch.end)
        });
        let places: BTreeMap<usize, ()> = directory.records.iter().map(|record| (record.local, ())).collect();
        if at != end || !apart || places.len() != directory.records.len() {
            return Err(WordError::Damaged(at));
        }
        Ok(directory)
    }

    /// Where the first member stands; what is before it is none.
    pub(super) fn first(&self) -> usize {
        self.records.iter().map(|record| record.local).min().unwrap_or(self.start)
    }

    /// Each member with all that stands up to the next, in the order of the data.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        let mut order: Vec<usize> = (0..self.records.len()).collect();
        order.sort_by_key(|&index| self.records[index].local);
        let starts: Vec<usize> = order.iter().map(|&index| self.records[index].local).collect();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([self.start]).collect();
        order.into_iter().zip(starts.into_iter().zip(ends)).map(|(index, (start, end))| (index, start..end.max(start)))
    }

    /// Writes the directory behind the members.
    pub(super) fn finish(&self, out: &mut Vec<u8>, records: &[Vec<u8>], bytes: &[u8]) -> Result<(), WordError> {
        end(out, records, bytes.get(self.end + END..).unwrap_or_default())
    }
}

/// Writes a directory and its end.
pub(super) fn end(out: &mut Vec<u8>, records: &[Vec<u8>], comment: &[u8]) -> Result<(), WordError> {
    let start = super::offset(out.len())?;
    records.iter().for_each(|record| out.extend_from_slice(record));
    let len = super::offset(out.len())? - start;
    let count = u16::try_from(records.len()).map_err(|_| WordError::TooLarge)?.to_le_bytes();
    let comment_len = u16::try_from(comment.len()).map_err(|_| WordError::TooLarge)?.to_le_bytes();
    out.extend([b"PK\x05\x06".as_slice(), &[0; 4], &count, &count].concat());
    out.extend([&len.to_le_bytes(), &start.to_le_bytes(), comment_len.as_slice(), comment].concat());
    Ok(())
}

/// Where the end of the directory stands: its comment, the last thing in the file, is as long as it says.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        bytes[at..].starts_with(b"PK\x05\x06")
            && u16_at(bytes, at + 20).is_some_and(|len| at + END + usize::from(len) == bytes.len())
    })
}

/// Whether extra fields are as long as they say.
fn are_whole(mut extra: &[u8]) -> bool {
    while !extra.is_empty() {
        let Some(rest) = u16_at(extra, 2).and_then(|len| extra.get(4 + usize::from(len)..)) else { return false };
        extra = rest;
    }
    true
}

impl Record {
    fn read(bytes: &[u8], at: usize) -> Option<Self> {
        let word = |offset: usize| u16_at(bytes, at + offset);
        let long = |offset: usize| u32_at(bytes, at + offset);
        let (name_len, extra_len) = (usize::from(word(28)?), usize::from(word(30)?));
        let len = RECORD + name_len + extra_len + usize::from(word(32)?);
        let name = bytes.get(at + RECORD..at + RECORD + name_len)?;
        let extra = bytes.get(at + RECORD + name_len..at + RECORD + name_len + extra_len)?;
        let (packed, size, local) = (long(20)?, long(24)?, long(42)? as usize);
        // Sizes of zip64 stand elsewhere.
        let is_plain = [packed, size].iter().all(|&size| size != u32::MAX) && word(34)? == 0;
        let is_record = bytes.get(at..at + 4)? == b"PK\x01\x02" && are_whole(extra) && word(6)? & 0xFF <= NEWEST;
        let is_local = bytes.get(local..local + 4)? == b"PK\x03\x04";
        let local_len = usize::from(u16_at(bytes, local + 26)?) + usize::from(u16_at(bytes, local + 28)?);
        let record = Self {
            name: String::from_utf8_lossy(name).into_owned(),
            at,
            len,
            flags: word(8)?,
            method: word(10)?,
            crc: long(16)?,
            packed,
            size,
            local,
            start: local + LOCAL + local_len,
        };
        (is_plain && is_record && is_local).then_some(record)
    }

    pub(super) const fn is_encrypted(&self) -> bool {
        self.flags & ENCRYPTED != 0
    }

    /// Where its data stands.
    pub(super) fn data(&self) -> Result<Range<usize>, WordError> {
        let end = self.start.checked_add(self.packed as usize).ok_or(WordError::Damaged(self.local))?;
        Ok(self.start..end)
    }

    /// Whether the header before the data says what the directory says.
    pub(super) fn agrees_with_local(&self, bytes: &[u8]) -> Result<(), WordError> {
        let word = |offset: usize| u16_at(bytes, self.local + offset);
        let long = |offset: usize| u32_at(bytes, self.local + offset);
        let own_name = |start: usize, len: u16| bytes.get(start..start + usize::from(len));
        let names = word(26).zip(u16_at(bytes, self.at + 28));
        let same_name = names.is_some_and(|(local, own)| {
            local == own && own_name(self.local + LOCAL, local) == own_name(self.at + RECORD, own)
        });
        let same_kind = word(6) == Some(self.flags) && word(8) == Some(self.method);
        let known = word(4).is_some_and(|version| version & 0xFF <= NEWEST);
        let same_sizes = self.flags & DESCRIBED != 0
            || [long(14), long(18), long(22)] == [self.crc, self.packed, self.size].map(Some);
        let agrees = same_name && same_kind && known && same_sizes;
        if agrees { Ok(()) } else { Err(WordError::Damaged(self.local)) }
    }

    /// The record of a member that stands elsewhere now and is as it was.
    pub(super) fn moved(&self, bytes: &[u8], at: u32) -> Vec<u8> {
        let mut record = bytes[self.at..self.at + self.len].to_vec();
        record[42..46].copy_from_slice(&at.to_le_bytes());
        record
    }

    /// The record of what comes in a member's place: its sum and sizes, and where it stands.
    pub(super) fn replaced(&self, bytes: &[u8], (crc, packed, size): (u32, u32, u32), at: u32) -> Vec<u8> {
        let name_len = usize::from(u16_at(bytes, self.at + 28).unwrap_or_default());
        let mut record = self.moved(bytes, at);
        record.truncate(RECORD + name_len);
        // What was stored may be packed now, which needs version 2.0.
        record[6] = record[6].max(20);
        record[8..10].copy_from_slice(&(self.flags & UTF8).to_le_bytes());
        record[10..12].copy_from_slice(&8_u16.to_le_bytes());
        record[16..20].copy_from_slice(&crc.to_le_bytes());
        record[20..24].copy_from_slice(&packed.to_le_bytes());
        record[24..28].copy_from_slice(&size.to_le_bytes());
        record[30..34].fill(0);
        record
    }

    /// The record of a member that was not there before.
    pub(super) fn of_new(name: &str, (crc, packed, size): (u32, u32, u32), at: u32) -> Vec<u8> {
        let flags = if name.is_ascii() { 0 } else { UTF8 };
        let mut record = b"PK\x01\x02".to_vec();
        [20, 20, flags, 8].iter().for_each(|word: &u16| record.extend(word.to_le_bytes()));
        [NO_DATE, crc, packed, size].iter().for_each(|long| record.extend(long.to_le_bytes()));
        let name_len = u16::try_from(name.len()).unwrap_or(u16::MAX);
        record.extend(name_len.to_le_bytes());
        record.extend([0; 12]);
        record.extend(at.to_le_bytes());
        record.extend(name.as_bytes());
        record
    }
}

/// The header before a member, of its record.
pub(super) fn local_header(record: &[u8]) -> Vec<u8> {
    // The two agree from the version that is needed up to the length of the name.
    let (same, name) = (&record[6..30], &record[RECORD..]);
    [b"PK\x03\x04", same, &[0, 0], name].concat()
}
