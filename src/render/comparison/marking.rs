//! How a paper marks what was added and what was deleted.

use super::Look;
use super::sheet::Side;

/// A way to mark words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// 加粗
    Bold,
    /// 下划线
    Underline,
    /// 删除线
    Strike,
    /// 底纹
    Shade,
    /// As all other words.
    None,
}

impl Mark {
    /// All of them, in the order help texts list them.
    pub const ALL: [Self; 5] = [Self::Bold, Self::Underline, Self::Strike, Self::Shade, Self::None];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bold => "bold",
            Self::Underline => "underline",
            Self::Strike => "strike",
            Self::Shade => "shade",
            Self::None => "none",
        }
    }

    /// What a reader calls it; empty where there is nothing to call.
    const fn word(self) -> &'static str {
        match self {
            Self::Bold => "加粗",
            Self::Underline => "加下划线",
            Self::Strike => "加删除线",
            Self::Shade => "加底纹",
            Self::None => "",
        }
    }
}

/// The marks of a paper, on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marking {
    added: Vec<Mark>,
    deleted: Vec<Mark>,
}

impl Marking {
    /// Those that the user wants, or else those that are usual: deletions are struck everywhere.
    pub(super) fn of(look: &Look, added: impl Into<Vec<Mark>>) -> Self {
        Self {
            added: look.added.clone().unwrap_or_else(|| added.into()),
            deleted: look.deleted.clone().unwrap_or_else(|| vec![Mark::Strike]),
        }
    }

    /// How what has changed on a side is marked.
    pub(super) fn on(&self, side: Side) -> &[Mark] {
        match side {
            Side::Current => &self.deleted,
            Side::Draft => &self.added,
        }
    }

    /// Whether what has changed on a side is marked so.
    pub(super) fn has(&self, side: Side, mark: Mark) -> bool {
        self.on(side).contains(&mark)
    }

    /// What the marks mean; empty where there are none.
    pub(super) fn legend(&self) -> String {
        let part = |side: Side, column: &str, what: &str| {
            let words: Vec<&str> =
                self.on(side).iter().map(|mark| mark.word()).filter(|word| !word.is_empty()).collect();
            (!words.is_empty()).then(|| format!("{column}{}的部分为{what}", words.join("、")))
        };
        let parts = [part(Side::Current, "左栏", "删去的内容"), part(Side::Draft, "右栏", "新增的内容")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("{}。", parts.join("，")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_says_what_the_marks_mean() {
        let legend = |added: &[Mark], deleted: &[Mark]| {
            let look = Look { added: Some(added.to_vec()), deleted: Some(deleted.to_vec()), ..Look::default() };
            Marking::of(&look, [Mark::Bold]).legend()
        };
        let both = legend(&[Mark::Bold, Mark::Underline], &[Mark::Strike]);
        assert_eq!(both, "左栏加删除线的部分为删去的内容，右栏加粗、加下划线的部分为新增的内容。");
        assert_eq!(legend(&[Mark::Shade], &[Mark::None]), "右栏加底纹的部分为新增的内容。");
        assert_eq!(legend(&[Mark::None], &[]), "");
    }
}
