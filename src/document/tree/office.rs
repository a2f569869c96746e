//! What an office puts around a text: letterhead and urgency, number, signature and date, imprint, and what a web page
//! adds below.
//!
//! Reads single lines, without regard to the blanks in them. Where such lines may stand is known to `structure`.

use super::label;
use super::line;
use super::numeral;
use crate::lexicon::{makers, offices};

/// The number of a document: 银发〔2018〕81号, 令〔2007〕第2号.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::document) struct Number {
    /// Whether it is that of an order.
    pub order: bool,
    /// The year in it.
    pub year: u32,
    /// Where what stands before its bracket ends, in bytes of the line.
    pub start: usize,
    /// Where it ends, in bytes of the line.
    pub end: usize,
}

/// The number that a line holds: a year in brackets with 号 behind it.
pub(in crate::document) fn number(line: &str) -> Option<Number> {
    let (start, _) = line.char_indices().find(|&(at, c)| is_opening(c) && year(&line[at..]).is_some())?;
    let rest = &line[start..];
    let (len, year) = year(rest)?;
    let behind = rest[len..].trim_start_matches(label::is_blank);
    let behind = behind.strip_prefix('第').unwrap_or(behind).trim_start_matches(label::is_blank);
    let figures = numeral::prefix_len(behind);
    let after = behind[figures..].trim_start_matches(label::is_blank).strip_prefix('号')?;
    let order = line[..start].trim_end_matches(label::is_blank).ends_with('令');
    (figures > 0).then_some(Number { order, year, start, end: line.len() - after.len() })
}

const fn is_opening(c: char) -> bool {
    matches!(c, '〔' | '[' | '［' | '（' | '(' | '【' | '﹝')
}

/// The length of 〔2018〕 at the start of a text, and the year in it.
fn year(text: &str) -> Option<(usize, u32)> {
    let inner = &text[text.chars().next()?.len_utf8()..];
    let figures = inner.len() - inner.trim_start_matches(|c: char| numeral::is_numeral(c) || label::is_blank(c)).len();
    let written = label::without_blanks(&inner[..figures]);
    let close =
        inner[figures..].chars().next().filter(|c| matches!(c, '〕' | ']' | '］' | '）' | ')' | '】' | '﹞'))?;
    let year = numeral::parse(&written)?.value;
    (written.chars().count() == 4).then_some((text.len() - inner.len() + figures + close.len_utf8(), year))
}

/// Whether a line is a document's number and nothing else but the name of who gave it.
pub(in crate::document) fn is_number(line: &str) -> bool {
    /// No name is longer.
    const LONGEST: usize = 60;
    let bare =
        line.chars().nth(LONGEST).is_none() && !line.contains(|c| line::is_stop(c) || line::is_comma(c) || c == '《');
    // 第12号, 2024年第1号
    let counted = |c: char| numeral::is_numeral(c) || label::is_blank(c) || matches!(c, '第' | '年' | '号');
    let plain = line.contains('第') && line.ends_with('号') && line.chars().all(counted);
    bare && (plain || number(line).is_some_and(|number| line[number.end..].trim_matches(label::is_blank).is_empty()))
}

/// Whether a line is what is printed above a document: 某市人民政府文件, 特急.
pub(super) fn is_letterhead(line: &str) -> bool {
    let letters = label::without_blanks(line);
    let head = letters.strip_suffix("文件").is_some_and(|office| {
        let name = office.chars().count();
        (3..=60).contains(&name)
            && !office.contains(['《', '。', '，'])
            && !office.contains("关于")
            && !office.ends_with('性')
    });
    head || offices::URGENCIES.contains(&letters.as_str())
}

/// Whether a line says that the text with it has been given out: 现予公布, 现印发给你们.
pub(super) fn issues(line: &str) -> bool {
    offices::ISSUING.iter().any(|word| line.contains(word))
}

/// Where a date ends a line, in bytes of the line: of 2018年4月20日, 二〇一二年五月十七日. `None` where the line ends otherwise.
pub(super) fn date_at_end(line: &str) -> Option<usize> {
    let is_part =
        |c: char| numeral::is_numeral(c) || label::is_blank(c) || matches!(c, '年' | '月' | '日' | 'O' | '元' | '0');
    let start = line.trim_end_matches(is_part).len();
    let date = &line[start..];
    let written = label::without_blanks(date);
    let (year, rest) = written.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let whole = !month.is_empty() && day.ends_with('日') && day.chars().count() > 1 && year.chars().count() == 4;
    whole.then(|| line.len() - date.trim_start_matches(label::is_blank).len())
}

/// Whether a line is, or may well be, below a text: who signed it, and when.
pub(in crate::document) fn is_signature(line: &str) -> bool {
    /// The names of a dozen offices on a line.
    const LONGEST: usize = 80;
    if line.chars().nth(LONGEST).is_some() || line.contains(['。', '；', '：', '，', ';', ':', ',', '《']) {
        return false;
    }
    let dated = date_at_end(line);
    let letters = label::without_blanks(&line[..dated.unwrap_or(line.len())]);
    // A date alone is one, but the day from which a text holds ends with 施行.
    if letters.is_empty() {
        return dated.is_some();
    }
    let issued = line.starts_with('（') && line.ends_with('）');
    let office = || makers::SIGNING.iter().chain(offices::SIGNING).any(|end| letters.ends_with(end));
    issued || letters.chars().count() <= 60 && office() && !letters.starts_with("关于")
}

/// Whether a line belongs to what is printed below a document for those who file and send it, or below a web page.
pub(in crate::document) fn is_imprint(line: &str) -> bool {
    let letters = label::without_blanks(line);
    let opens = |words: &[&str]| words.iter().any(|word| letters.starts_with(word));
    let printed = letters.ends_with("日印发")
        || letters.contains("印发") && letters.ends_with('日') && letters.chars().count() <= 60;
    let copies = letters.contains("（共印") && letters.contains("份）");
    let footer = letters.chars().count() <= 80 && offices::FOOTERS.iter().any(|word| letters.contains(word));
    opens(offices::IMPRINTS) || opens(offices::CONTACTS) || printed || copies || footer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for line in [
            "银发〔2018〕81号",
            "银发〔2017〕 247 号",
            "（2014）第 5 号",
            "河湾发[1993]7号",
            "某部令〔2025〕第3号",
            "第12号",
        ] {
            assert!(is_number(line), "{line}");
        }
        for line in ["依照银发〔2018〕81号，办理。", "第三条", "2018年", "（一）第2号", "《通知》（银发〔2018〕81号）"]
        {
            assert!(!is_number(line), "{line}");
        }
        assert!(number("某部令〔2025〕第3号（办法）").is_some_and(|number| number.order));
    }

    #[test]
    fn letterheads() {
        for line in ["河湾县人民政府文件", "中国人民银行　文　件", "特 急", "加急"] {
            assert!(is_letterhead(line), "{line}");
        }
        for line in ["规范性文件", "关于印发文件", "某市文件管理办法"] {
            assert!(!is_letterhead(line), "{line}");
        }
    }

    #[test]
    fn signatures_and_imprints() {
        for line in [
            "二〇〇五年八月三十日",
            "2018 年 4 月 20 日",
            "中国人民银行办公厅2018年4月20日",
            "海关总署　　国家税务总局　　银监会2014年3月13日",
            "银　监　会",
            "某市人民政府",
        ] {
            assert!(is_signature(line), "{line}");
        }
        for line in ["本办法自2020年1月1日起施行", "养犬的费用", "2020年1月1日起施行"] {
            assert!(!is_signature(line), "{line}");
        }
        for line in [
            "主题词：利率",
            "抄 送：某局。",
            "（联系人：甲 电话：1）",
            "某办公厅 2012年8月21日印发",
            "【打印】【关闭】",
        ] {
            assert!(is_imprint(line), "{line}");
        }
        assert!(!is_imprint("抄袭他人论文的"));
    }
}
