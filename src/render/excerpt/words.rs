//! The words inside an excerpt and around it, in both languages: labels that say only where something is.

use crate::lang::Lang;
use crate::render::words::{Note, counted};

/// What stands between a header and its message.
pub(in crate::render) const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// The label of a place that needs one and has none.
pub(in crate::render) const fn here(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "此处",
        Lang::En => "here",
    }
}

/// The label of the last line that a place of several lines reaches.
pub(in crate::render) fn up_to_here(lang: Lang) -> String {
    match lang {
        Lang::Zh => "至此",
        Lang::En => "up to here",
    }
    .to_owned()
}

/// The label of a line that is not the last one a place reaches.
pub(in crate::render) fn up_to_line(lang: Lang, line: usize) -> String {
    match lang {
        Lang::Zh => format!("至第 {line} 行"),
        Lang::En => format!("up to line {line}"),
    }
}

/// The note for labels that are not drawn.
pub(in crate::render) fn more_places(lang: Lang, count: usize) -> Note {
    let body = match lang {
        Lang::Zh => format!("另有 {count} 处"),
        Lang::En => format!("and {}", counted(count, "more place", "more places")),
    };
    Note { title: "", body }
}
