//! The day that a file carries beside its text: in its front matter or at the end of its name, `某市养犬条例(2018-03-01).md`.

use jiff::civil::Date;

use super::format::Format;
use super::markdown;

/// That day; what the front matter says comes first.
pub(super) fn day(name: &str, text: &str, format: Format) -> Option<Date> {
    let matter = match format {
        Format::Markdown => markdown::date(text),
        Format::Plain | Format::Html | Format::Word => None,
    };
    matter.or_else(|| of_name(name))
}

/// A day that ends a file's name: `(2018-03-01)`, `_20180301`.
fn of_name(name: &str) -> Option<Date> {
    let stem = name.rsplit(['/', '\\']).next()?;
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let stem = stem.trim_end_matches([')', '）', ']', '】', ' ']);
    let start = stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').len();
    let written = stem[start..].trim_start_matches('-');
    match written.len() {
        // Eight figures are a day where they can be one.
        8 if written.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]).parse().ok()
        }
        10 => written.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, text: &str, expect: Option<&str>) {
        let format = if name.ends_with(".md") { Format::Markdown } else { Format::Plain };
        assert_eq!(day(name, text, format).map(|day| day.to_string()).as_deref(), expect, "{name}");
    }

    #[test]
    fn names_and_front_matter_tell_the_day() {
        check("地方法规/某市养犬条例(2018-03-01).md", "", Some("2018-03-01"));
        check("某市养犬条例_20180301.txt", "", Some("2018-03-01"));
        check("某市养犬条例（2018-03-01）.txt", "", Some("2018-03-01"));
        check("甲.md", "---\ntitle: 乙\ndate: 2017-01-25 08:00\n---\n丙", Some("2017-01-25"));
        check("甲(2018-03-01).md", "---\ndate: \"2017-01-25\"\n---\n丙", Some("2017-01-25"));
    }

    #[test]
    fn other_figures_are_no_day() {
        for name in [
            "某市养犬条例.txt",
            "条例20189901.txt",
            "条例(2018-13-01).txt",
            "条例-1.txt",
            "20180301/条例.txt",
            "条例2018.txt",
        ] {
            check(name, "date: 2017-01-25\n", None);
        }
        check("甲.md", "---\ndate: 昨天\n---\n丙", None);
    }
}
