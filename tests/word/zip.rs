//! A zip of members that are stored as they are.

/// A zip of stored members.
pub fn zip(members: &[(String, String)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let at = out.len() as u32;
        let (crc, size, name_len) = (crc32(content.as_bytes()), content.len() as u32, name.len() as u16);
        let mut same = Vec::new();
        [20, 1 << 11, 0].iter().for_each(|word: &u16| same.extend(word.to_le_bytes()));
        [0x0021_0000, crc, size, size].iter().for_each(|long| same.extend(long.to_le_bytes()));
        same.extend(name_len.to_le_bytes());
        out.extend([b"PK\x03\x04", same.as_slice(), &[0, 0], name.as_bytes(), content.as_bytes()].concat());
        directory
            .extend([b"PK\x01\x02", [20, 0].as_slice(), &same, &[0; 12], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let (start, count) = (out.len() as u32, (members.len() as u16).to_le_bytes());
    let len = directory.len() as u32;
    out.extend(directory);
    out.extend([b"PK\x05\x06", [0; 4].as_slice(), &count, &count].concat());
    out.extend([&len.to_le_bytes(), &start.to_le_bytes(), [0, 0].as_slice()].concat());
    out
}

/// The check sum of a zip's members.
pub fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}
