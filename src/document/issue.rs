//! When an office gave a text out: what the number above it, the signature and the imprint below it say.

use jiff::civil::Date;

use super::tree::{Role, office};
use super::{Document, Fact};

static ISSUED: Fact<Option<Date>> = Fact::read_by(read);

impl Document {
    /// The day on which an office gave the text out: the latest that a signature or an imprint tells, or the last day of
    /// the year in the text's number (银发〔2018〕81号). `None` where neither is there.
    pub fn issued(&self) -> Option<Date> {
        *ISSUED.of(self)
    }
}

fn read(document: &Document) -> Option<Date> {
    let around = document.blocks.iter().filter(|block| matches!(block.role, Role::Front | Role::Tail));
    let mut signed: Option<Date> = None;
    let mut numbered: Option<Date> = None;
    for block in around {
        let line = document.str(block.span);
        if office::is_signature(line) || office::is_imprint(line) {
            let mentions = document.dates();
            let behind = mentions.partition_point(|mention| mention.span.end <= block.span.end);
            let last = mentions[..behind].last().filter(|mention| block.span.covers(mention.span));
            signed = signed.max(last.and_then(super::date::DateMention::date));
        } else if office::is_number(line) {
            let year = office::number(line).and_then(|number| i16::try_from(number.year).ok());
            numbered = numbered.max(year.and_then(|year| Date::new(year, 12, 31).ok()));
        }
    }
    signed.or(numbered)
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::document::tree::Hints;
    use crate::source::Source;

    fn issued(text: &str) -> Option<String> {
        let source = Source::from_text("a.txt", text);
        Document::parse(&source, &Hints::default()).issued().map(|date| date.to_string())
    }

    #[test]
    fn signatures_imprints_and_numbers_tell_the_day() {
        let text = "某县人民政府文件\n某政发〔2018〕8号\n关于养犬的通知\n各乡镇人民政府：\n一、养犬应当登记。\n二、本通知自发布之日起施行。\n";
        assert_eq!(issued(text).as_deref(), Some("2018-12-31"));
        assert_eq!(issued(&format!("{text}某县人民政府\n二〇一八年五月八日\n")).as_deref(), Some("2018-05-08"));
        let printed = format!("{text}某县人民政府办公室　2018年5月9日印发\n");
        assert_eq!(issued(&printed).as_deref(), Some("2018-05-09"));
    }

    #[test]
    fn what_the_text_itself_speaks_of_does_not() {
        let text =
            "某县养犬办法\n第一条　依照某政发〔2018〕8号文件，制定本办法。\n第二条　2017年5月1日以前养的犬应当登记。\n";
        assert_eq!(issued(text), None);
    }
}
