//! `abbr-tongcheng`: several things that are listed get one name by 简称; that is 统称.

use super::short_forms::short_forms;
use crate::diagnostic::{Finding, Span};
use crate::document::Document;
use crate::document::definition::Definition;

pub(in crate::rules) fn find(document: &Document) -> Vec<Finding> {
    let listed = short_forms(document).filter_map(|definition| {
        let word = document.str(definition.word);
        let at = word.find("简称")?;
        sums_up(document, definition).then(|| {
            let start = definition.word.start + at;
            let span = Span::new(start, start + "简称".len());
            Finding::at(span).arg("name", document.str(definition.name)).edit(span, "统称")
        })
    });
    listed.collect()
}

/// Whether the bracket closes a list of short equal members: 餐饮单位、食堂, with nothing in the name that speaks of the
/// last one alone.
fn sums_up(document: &Document, definition: &Definition) -> bool {
    if !definition.full.is_empty() {
        return false;
    }
    let Some(passage) = document.passage_at(definition.span.start) else { return false };
    let before = &document.text()[passage.span.start..definition.span.start];
    let clause =
        before.rsplit(['，', '。', '；', '：', ',', ';', ':', '（', '）', ')', '》', '”']).next().unwrap_or_default();
    let mut members = clause.rsplit('、');
    let last = members.next().unwrap_or_default();
    let name = document.str(definition.name);
    let (true, Some(_)) = (!last.is_empty(), members.next()) else { return false };
    // 市、区县主管部门: the members share their end; 网络预约出租汽车: the name shortens the last one.
    !name.contains('、') && name.chars().filter(|c| last.contains(*c)).count() * 3 < name.chars().count()
}
