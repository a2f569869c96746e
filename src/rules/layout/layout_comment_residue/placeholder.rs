//! Marks that hold the place of a name or a figure.

use crate::diagnostic::Span;
use crate::document::Document;
use crate::document::tree::label::is_han;
use crate::document::tree::landmark::Sought;
use crate::lexicon::layout;

/// What stands for a name or a figure, repeated.
const PLACEHOLDERS: Sought<13> = Sought::new(['×', '✕', '╳', 'X', 'x', 'Ｘ', 'ｘ', '○', '〇', '_', '＿', '*', '＊']);

/// ××, XX, ____ in the place of a name or a figure; 第×条. Not in dates, which have lints of their own, nor beside
/// figures, where they show how a number is made up.
pub(super) fn placeholders(document: &Document, place: Span) -> Vec<Span> {
    let text = document.str(place);
    let mut out = Vec::new();
    let mut rest = 0;
    // The last sentence that was looked at: a long one may hold thousands of marks.
    let mut judged = (Span::new(0, 0), false);
    for (at, mark) in document.landmarks(place, &PLACEHOLDERS) {
        let at = at - place.start;
        if at < rest {
            continue;
        }
        let run = text[at..].len() - text[at..].trim_start_matches(mark).len();
        let (before, behind) = (text[..at].chars().next_back(), text[at + run..].chars().next());
        rest = at + run;
        let many = run >= 2 * mark.len_utf8();
        let single =
            matches!(mark, '×' | 'X' | 'Ｘ') && before == Some('第') && behind.is_some_and(|c| "条款项章".contains(c));
        if !(many && stands_for(mark, before, behind) || single) {
            continue;
        }
        if !judged.0.contains(at) {
            judged = sentence(text, at);
        }
        if !judged.1 {
            out.push(Span::new(place.start + at, place.start + at + run));
        }
    }
    out
}

/// Whether a run of marks stands for words: Chinese characters stand beside it, and no figure.
fn stands_for(mark: char, before: Option<char>, behind: Option<char>) -> bool {
    let is = |side: Option<char>, test: fn(char) -> bool| side.is_some_and(test);
    let figure = |c: char| {
        c.is_alphanumeric() && !is_han(c) || "〇一二三四五六七八九十年月日".contains(c) || PLACEHOLDERS.holds(c)
    };
    let zero = matches!(mark, '○' | '〇');
    let beside = is(before, is_han) || is(behind, is_han);
    let both = !zero || before.is_none_or(|c| !"一二三四五六七八九十".contains(c));
    let amount = matches!(mark, '_' | '＿') && behind.is_some_and(|c| matches!(c, '%' | '％'));
    (beside || amount) && both && !is(before, figure) && !is(behind, figure)
}

/// The sentence around a place, and whether it says how something is written.
fn sentence(text: &str, at: usize) -> (Span, bool) {
    let start = text[..at].rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
    let end = text[at..].find('。').map_or(text.len(), |stop| at + stop);
    (Span::new(start, end), layout::SHOWING_FORMS.iter().any(|word| text[start..end].contains(word)))
}
