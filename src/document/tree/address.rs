//! What a place of the tree is called in law: 第十二条第二款第三项.

use super::label::Ordinal;
use super::{ArticleForm, Home, Tree, numeral};

impl Tree {
    /// The legal address of a byte, as far down as it goes: `第十二条第二款第三项`. A paragraph is named only where its
    /// article has several. `None` outside the articles.
    pub fn address(&self, offset: usize) -> Option<String> {
        self.address_of(self.home_at(offset)?)
    }

    /// The legal address of a place in the tree.
    pub fn address_of(&self, home: Home) -> Option<String> {
        let article = &self.articles[home.article?];
        let mut out = match article.form {
            ArticleForm::Article => article.ordinal.label("条"),
            ArticleForm::Point => format!("{}、", numeral::format(article.ordinal.number)),
        };
        if let Some(paragraph) = home.paragraph
            && article.form == ArticleForm::Article
            && article.paragraphs.len() > 1
        {
            let number = paragraph - article.paragraphs.start + 1;
            out.push_str(&Ordinal::plain(u32::try_from(number).unwrap_or(u32::MAX)).label("款"));
        }
        if let Some(mark) = home.item.and_then(|item| self.items[item].mark) {
            match article.form {
                ArticleForm::Article => out.push_str(&Ordinal::plain(mark.number).label("项")),
                ArticleForm::Point => out.push_str(&format!("（{}）", numeral::format(mark.number))),
            }
        }
        if let (Some(subitem), ArticleForm::Article) = (home.subitem, article.form) {
            out.push_str(&Ordinal::plain(self.subitems[subitem].mark.number).label("目"));
        }
        Some(out)
    }
}
