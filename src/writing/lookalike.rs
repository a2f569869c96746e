//! Numerals in the guise of others: 第十—条, 第l项, 第陆拾条, 第廿一条, and radicals that print like 一 and 十.
//!
//! Copies, OCR and keyboards leave them in labels and references. They are read as what they are meant to be only
//! where a number must stand, between 第 and its unit or inside （）: elsewhere a dash is a dash.

use super::numeral;

/// What a character is meant for among numerals; a dash and a plus sign only where their neighbours allow it.
const fn meant(c: char) -> Option<&'static str> {
    Some(match c {
        '壹' | '弌' | '⼀' | '㊀' | '㈠' | '—' | '―' | '─' | '━' | '－' | '–' | '-' | 'ー' | '﹣' => {
            "一"
        }
        '贰' | '貳' | '弍' | '⼆' | '㊁' | '㈡' | '\u{F978}' => "二",
        '叁' | '叄' | '弎' | '㊂' | '㈢' => "三",
        '肆' | '㊃' | '㈣' => "四",
        '伍' | '㊄' | '㈤' => "五",
        '陆' | '陸' | '㊅' | '㈥' | '\u{F9D1}' => "六",
        '柒' | '㊆' | '㈦' => "七",
        '捌' | '⼋' | '㊇' | '㈧' => "八",
        '玖' | '㊈' | '㈨' => "九",
        '拾' | '⼗' | '㊉' | '㈩' | '\u{F973}' | '+' | '＋' => "十",
        '佰' => "百",
        '仟' => "千",
        '廿' | '卄' => "二十",
        '卅' => "三十",
        '卌' => "四十",
        'O' | 'o' | 'Ｏ' | 'ｏ' | '◯' | '\u{F9B2}' => "零",
        'l' | 'I' | 'ｌ' | 'Ｉ' | 'Ⅰ' | 'ⅰ' | '①' => "1",
        'Ⅱ' | 'ⅱ' | '②' => "2",
        'Ⅲ' | 'ⅲ' | '③' => "3",
        'Ⅳ' | 'ⅳ' | '④' => "4",
        'Ⅴ' | 'ⅴ' | '⑤' => "5",
        'Ⅵ' | 'ⅵ' | '⑥' => "6",
        'Ⅶ' | 'ⅶ' | '⑦' => "7",
        'Ⅷ' | 'ⅷ' | '⑧' => "8",
        'Ⅸ' | 'ⅸ' | '⑨' => "9",
        'Ⅹ' | 'ⅹ' | '⑩' => "10",
        _ => return None,
    })
}

/// Whether a character may be meant for a numeral and is none.
pub const fn is_lookalike(c: char) -> bool {
    meant(c).is_some()
}

/// Reads the number that `text` starts with where such characters stand among its numerals: its value and its length
/// in bytes. `None` where there is no number, where all of it is numerals, or where they cannot be meant for one.
pub fn number(text: &str) -> Option<(u32, usize)> {
    let len = text.find(|c| !numeral::is_numeral(c) && !is_lookalike(c)).unwrap_or(text.len());
    let written = &text[..len];
    if !written.contains(is_lookalike) {
        return None;
    }
    let mut read = String::with_capacity(len);
    let mut before = None;
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        match meant(c) {
            Some(one) => {
                let fits = match c {
                    // 第一—三条 and 第十—十五条 are ranges; 第3-5条, too.
                    _ if one == "一" && is_dash(c) => stands_for_one(before, chars.peek().copied()),
                    '+' | '＋' => [before, chars.peek().copied()].into_iter().flatten().all(numeral::is_chinese),
                    'O' | 'o' | 'l' | 'I' => {
                        let like = |c: char| !numeral::is_chinese(c);
                        [before, chars.peek().copied()].into_iter().flatten().all(like)
                    }
                    _ => true,
                };
                if !fits {
                    return None;
                }
                read.push_str(one);
            }
            None => read.push(c),
        }
        before = Some(c);
    }
    let value = numeral::parse(&read)?.value;
    (value > 0).then_some((value, len))
}

const fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '─' | '━' | '－' | '–' | '-' | 'ー' | '﹣')
}

/// Whether a dash between two characters of a number can be meant for 一: 十—, —百, 百零—.
fn stands_for_one(before: Option<char>, next: Option<char>) -> bool {
    let opens = before.is_none_or(|c| matches!(c, '百' | '千' | '零' | '〇'));
    let counted = next.is_some_and(|c| matches!(c, '十' | '百' | '千'));
    let ends =
        next.is_none() && before.is_none_or(|c| matches!(c, '十' | '百' | '千' | '零' | '〇' | '廿' | '卅' | '拾'));
    ends || opens && counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_numerals_is_read_as_them() {
        for (text, value) in [
            ("十—条", 11),
            ("+一条", 11),
            ("二+条", 20),
            ("l项", 1),
            ("1O条", 10),
            ("陆拾条", 60),
            ("廿一条", 21),
            ("卅条", 30),
            ("⼀章", 1),
            ("⼆⼗条", 20),
            ("—百零—条", 101),
            ("Ⅱ章", 2),
            ("壹佰贰拾条", 120),
            ("③项", 3),
            ("ー条", 1),
        ] {
            assert_eq!(number(text).map(|read| read.0), Some(value), "{text}");
        }
    }

    #[test]
    fn ranges_and_words_are_no_numbers() {
        for text in ["一—三条", "十—十五条", "3-5条", "十一条", "-", "—三条", "甲", "O类", "一l", "二O二五年"]
        {
            assert!(number(text).is_none_or(|(_, len)| len == text.len() && text == "-"), "{text}");
        }
    }
}
