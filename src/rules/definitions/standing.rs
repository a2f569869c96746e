//! Whether a name stands for itself or is part of a longer expression that nobody defined: 国务院市场监管部门.

use crate::diagnostic::Span;

/// Characters behind which a new expression begins.
const BEFORE: [char; 46] = [
    '，', '。', '；', '：', '、', '？', '（', '）', '“', '”', '《', '》', ',', ';', ':', '(', ')', '和', '与', '及',
    '或', '者', '由', '对', '向', '在', '经', '将', '把', '以', '的', '为', '到', '从', '是', '于', '当', '给', '得',
    '照', '据', '过', '并', '被', '反', '守',
];

/// Whether what stands before a name ends an expression.
pub(super) fn stands_alone(text: &str, name: Span) -> bool {
    let before = text[..name.start].chars().next_back();
    before.is_none_or(|c| c.is_whitespace() || BEFORE.contains(&c))
}
