//! The reader's language. Drafts are Chinese; what is said of them may be English.

/// The language of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order help texts list them.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The name on the command line: `zh`, `en`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.name() == name)
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'t> {
    /// Chinese.
    pub zh: &'t str,
    /// English.
    pub en: &'t str,
}

impl<'t> Text<'t> {
    /// In one of them.
    pub const fn get(self, lang: Lang) -> &'t str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}
