//! Characters with nothing to see: one notion of them for the parser and for those who report them.
//!
//! Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt), the controls but for those that end lines and
//! the tab, the marks of interlinear annotation, and two blanks that no keyboard has and that stand in the middle of
//! words: U+202F and U+2800.

/// Whether a character has nothing to see and is no part of what is written.
pub const fn is_invisible(c: char) -> bool {
    is_control(c) || is_ignorable(c) || is_stray_blank(c) || matches!(c, '\u{FFF9}'..='\u{FFFB}')
}

/// Whether a character chooses between the shapes of the one before it, as rare ideographs in names need.
pub const fn is_ideographic_selector(c: char) -> bool {
    matches!(c, '\u{E0100}'..='\u{E01EF}')
}

/// A narrow no-break space and an empty Braille cell: blanks where a blank belongs, and otherwise invisible.
pub const fn is_stray_blank(c: char) -> bool {
    matches!(c, '\u{202F}' | '\u{2800}')
}

const fn is_control(c: char) -> bool {
    // U+0085 ends a line, as U+2028 and U+2029 do; they are blanks.
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}')
}

const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_seen_is_not_invisible() {
        for c in ['第', '　', ' ', '\u{A0}', '\t', '\n', '\r', '—', '·', '\u{2003}', '。', '\u{2028}'] {
            assert!(!is_invisible(c), "{c:?}");
        }
        for c in ['\u{200B}', '\u{AD}', '\u{34F}', '\u{180E}', '\u{202A}', '\u{FE0F}', '\u{2800}', '\u{C}', '\u{E0001}']
        {
            assert!(is_invisible(c), "{c:?}");
        }
    }
}
