//! Chinese numerals, both ways, up to 9999.
//!
//! Reading is lenient, writing is canonical: a label is malformed when what it reads as is not written that way. So
//! `第一百十条` reads as 110 and the caller sees that 110 is written 一百一十.

/// The largest number that is read or written.
pub const MAX: u32 = 9999;

/// What a numeral's characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 一百零一
    Chinese,
    /// 101 or １０１
    Arabic,
    /// Both at once: 二0二六, 1百
    Mixed,
}

/// A numeral as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value, at most [`MAX`].
    pub value: u32,
    /// What it is written in.
    pub script: Script,
}

/// The digit a character stands for, 零 and its look-alikes included.
pub const fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

const fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Whether a character can stand in a Chinese numeral.
pub const fn is_chinese(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// Whether a character can stand in a numeral of either script.
pub const fn is_numeral(c: char) -> bool {
    is_chinese(c) || arabic(c).is_some()
}

/// Length in bytes of the numeral that `text` starts with; 0 where there is none.
pub fn prefix_len(text: &str) -> usize {
    text.char_indices().find(|&(_, c)| !is_numeral(c)).map_or(text.len(), |(at, _)| at)
}

/// Reads a numeral that takes up all of `text`; `None` where another character stands in it, where it is empty, or
/// where it is above [`MAX`]. Whatever consists of numeral characters has a value: 二十零 is 20, 十十 is 20.
pub fn parse(text: &str) -> Option<Numeral> {
    let mut chinese = false;
    let mut arab = false;
    let mut units = false;
    for c in text.chars() {
        match (digit(c), unit(c), arabic(c)) {
            (Some(_), _, _) => chinese = true,
            (_, Some(_), _) => {
                chinese = true;
                units = true;
            }
            (_, _, Some(_)) => arab = true,
            (None, None, None) => return None,
        }
    }
    let script = match (chinese, arab) {
        (true, false) => Script::Chinese,
        (false, true) => Script::Arabic,
        (true, true) => Script::Mixed,
        (false, false) => return None,
    };
    let value = if units { with_units(text) } else { positional(text) }?;
    (value <= MAX).then_some(Numeral { value, script })
}

/// 一百零一: digits and the units they count.
fn with_units(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut pending = None;
    for c in text.chars() {
        if let Some(size) = unit(c) {
            total = total.checked_add(pending.take().filter(|&n| n > 0).unwrap_or(1) * size)?;
        } else {
            pending = digit(c).or_else(|| arabic(c));
        }
    }
    total.checked_add(pending.unwrap_or(0))
}

/// 一〇一, 101: a digit a place.
fn positional(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |sum, c| {
        let d = digit(c).or_else(|| arabic(c))?;
        sum.checked_mul(10)?.checked_add(d)
    })
}

/// Writes a number the way labels are written (立法法第六十五条：用中文数字依次表述): 10 is 十, 110 is 一百一十,
/// 101 is 一百零一, 2000 is 二千. Above [`MAX`] the digits are Arabic.
pub fn format(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number > MAX {
        return number.to_string();
    }
    if number == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (size, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = number / size % 10;
        if d == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十 alone for ten to nineteen, 一十 after a hundred.
        if !(size == 10 && d == 1 && out.is_empty()) {
            out.push(DIGITS[d as usize]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<u32> {
        parse(text).map(|numeral| numeral.value)
    }

    #[test]
    fn numerals_round_trip() {
        for n in 0..=MAX {
            let text = format(n);
            assert_eq!(parse(&text), Some(Numeral { value: n, script: Script::Chinese }), "{text}");
        }
    }

    #[test]
    fn writes_as_labels_are_written() {
        for (n, text) in [(10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (101, "一百零一"), (110, "一百一十")]
        {
            assert_eq!(format(n), text);
        }
        for (n, text) in
            [(111, "一百一十一"), (1001, "一千零一"), (1010, "一千零一十"), (1260, "一千二百六十"), (2000, "二千")]
        {
            assert_eq!(format(n), text);
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (text, n) in [("一百十", 110), ("一百〇一", 101), ("一〇一", 101), ("两百", 200), ("１２", 12), ("25", 25)]
        {
            assert_eq!(value(text), Some(n), "{text}");
        }
        assert_eq!(value("二十零"), Some(20));
        assert_eq!(value("三十五五"), Some(35));
        assert_eq!(parse("二0二"), Some(Numeral { value: 202, script: Script::Mixed }));
    }

    #[test]
    fn refuses_what_is_no_numeral() {
        for text in ["", "条", "十条", "99999", "一二三四五"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
