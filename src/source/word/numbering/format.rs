//! How the number of a list is written.

use crate::writing::numeral;

/// How the number of a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// 1, 2, and whatever no file seen so far has.
    Decimal,
    /// 01, 02.
    DecimalZero,
    /// １, ２.
    FullWidth,
    /// 一, 二, however the format is called.
    Chinese,
    /// 壹, 贰.
    Financial,
    /// 甲, 乙.
    Stems,
    /// 子, 丑.
    Branches,
    /// ①, ②.
    Circle,
    UpperLetter,
    LowerLetter,
    UpperRoman,
    LowerRoman,
    /// A mark that counts nothing.
    Bullet,
    /// Nothing.
    None,
}

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];
/// No list is longer that counts in letters or in Roman numerals.
const LONGEST: u32 = 5000;

impl NumberFormat {
    /// By the name that the file has for it.
    pub(super) fn of_name(name: &str) -> Self {
        match name {
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "chineseCounting"
            | "chineseCountingThousand"
            | "ideographDigital"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "taiwaneseDigital"
            | "japaneseDigitalTenThousand" => Self::Chinese,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::Financial,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circle,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            _ => Self::Decimal,
        }
    }

    /// A number as the list writes it.
    pub(super) fn written(self, number: u32) -> String {
        let figures = || number.to_string();
        let nth = |all: &[char]| {
            let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            index.and_then(|index| all.get(index)).map_or_else(figures, char::to_string)
        };
        match self {
            Self::Decimal => figures(),
            Self::DecimalZero => format!("{number:02}"),
            Self::FullWidth => figures().chars().map(full_width).collect(),
            Self::Chinese => numeral::format(number),
            Self::Financial => numeral::format(number).chars().map(financial).collect(),
            Self::Stems => nth(&STEMS),
            Self::Branches => nth(&BRANCHES),
            Self::Circle => circled(number).map_or_else(figures, String::from),
            Self::UpperLetter => letters(number, 'A').unwrap_or_else(figures),
            Self::LowerLetter => letters(number, 'a').unwrap_or_else(figures),
            Self::UpperRoman => roman(number).map_or_else(figures, |roman| roman.to_ascii_uppercase()),
            Self::LowerRoman => roman(number).unwrap_or_else(figures),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

fn full_width(figure: char) -> char {
    char::from_u32(u32::from(figure) + 0xFEE0).unwrap_or(figure)
}

const fn financial(digit: char) -> char {
    match digit {
        '一' => '壹',
        '二' => '贰',
        '三' => '叁',
        '四' => '肆',
        '五' => '伍',
        '六' => '陆',
        '七' => '柒',
        '八' => '捌',
        '九' => '玖',
        '十' => '拾',
        '百' => '佰',
        '千' => '仟',
        other => other,
    }
}

fn circled(number: u32) -> Option<char> {
    let start = match number {
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return None,
    };
    char::from_u32(start + number)
}

/// a … z, aa … zz, as Word goes on.
fn letters(number: u32, first: char) -> Option<String> {
    let index = number.checked_sub(1).filter(|_| number <= LONGEST)?;
    let letter = char::from_u32(u32::from(first) + index % 26)?;
    Some(std::iter::repeat_n(letter, index as usize / 26 + 1).collect())
}

fn roman(number: u32) -> Option<String> {
    let mut rest = Some(number).filter(|number| (1..=LONGEST).contains(number))?;
    let mut out = String::new();
    for (value, letters) in ROMAN {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_the_formats_write_them() {
        let written = |name: &str, numbers: &[u32]| {
            let format = NumberFormat::of_name(name);
            numbers.iter().map(|&number| format.written(number)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            written("chineseCountingThousand", &[1, 10, 11, 20, 101, 110, 111]),
            "一 十 十一 二十 一百零一 一百一十 一百一十一"
        );
        assert_eq!(written("chineseLegalSimplified", &[1, 12]), "壹 拾贰");
        assert_eq!(written("ideographTraditional", &[1, 10, 11]), "甲 癸 11");
        assert_eq!(written("decimalEnclosedCircle", &[1, 20, 21, 50, 51]), "① ⑳ ㉑ ㊿ 51");
        assert_eq!(written("decimalFullWidth", &[10]), "１０");
        assert_eq!(written("lowerLetter", &[1, 26, 27, 53]), "a z aa aaa");
        assert_eq!(written("upperRoman", &[4, 1999]), "IV MCMXCIX");
        assert_eq!(written("hebrew1", &[0, u32::MAX]), "0 4294967295");
    }
}
