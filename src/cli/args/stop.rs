//! Why there is nothing to run, in the reader's words.

use anstream::ColorChoice;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::catalogue::nearest;
use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::lang::{Lang, Text};

/// Why there is nothing to run: help was asked for, or the arguments are wrong.
#[derive(Debug)]
pub(in crate::cli) struct Stop {
    error: Box<clap::Error>,
    /// A file among the arguments whose name looks like an option.
    dashed: Option<String>,
}

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
        Self::new(error, None)
    }
}

impl Stop {
    /// Because of an error; `dashed` is a file among the arguments whose name looks like an option.
    pub(super) fn new(error: clap::Error, dashed: Option<String>) -> Self {
        Self { error: Box::new(error), dashed }
    }

    /// Prints the help that was asked for, or what is wrong with the arguments.
    pub(in crate::cli) fn show(&self, lang: Lang) -> Outcome {
        match self.error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = self.error.print();
                Outcome::Clean
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = self.error.print();
                Outcome::Failed
            }
            _ => {
                Output::new(ColorChoice::Auto).complain(lang, &self.words(lang));
                Outcome::Failed
            }
        }
    }

    /// What the error says of something; empty where it does not.
    fn context(&self, kind: ContextKind) -> String {
        match self.error.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(" "),
            Some(_) | None => String::new(),
        }
    }

    /// What was meant, where it is near enough to what was written.
    fn near(&self) -> Option<String> {
        let wrong = [ContextKind::InvalidSubcommand, ContextKind::InvalidValue, ContextKind::InvalidArg];
        let word = wrong.into_iter().map(|kind| self.context(kind)).find(|word| !word.is_empty())?;
        [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
            .into_iter()
            .map(|kind| self.context(kind))
            .find(|near| is_near(&word, near))
    }

    fn words(&self, lang: Lang) -> String {
        let context = |kind| self.context(kind);
        let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
        let valid = context(ContextKind::ValidValue);
        let verb = context(ContextKind::InvalidSubcommand);
        let near = self.near();
        let (zh, en) = match self.error.kind() {
            ErrorKind::UnknownArgument => (format!("没有“{argument}”这个参数"), format!("no argument “{argument}”")),
            ErrorKind::InvalidSubcommand => {
                (format!("没有“{verb}”这个命令，也没有这个文件"), format!("no command “{verb}”, and no such file"))
            }
            ErrorKind::InvalidValue if value.is_empty() => {
                (format!("“{argument}”后面要有值"), format!("“{argument}” needs a value"))
            }
            ErrorKind::InvalidValue if valid.is_empty() => {
                (format!("“{argument}”不能是“{value}”"), format!("“{argument}” cannot be “{value}”"))
            }
            ErrorKind::InvalidValue => (
                format!("“{argument}”不能是“{value}”；可以是：{valid}"),
                format!("“{argument}” cannot be “{value}”; one of: {valid}"),
            ),
            ErrorKind::ValueValidation => {
                let possible = possible(&argument);
                (
                    format!("“{argument}”不能是“{value}”{}", possible.zh),
                    format!("“{argument}” cannot be “{value}”{}", possible.en),
                )
            }
            ErrorKind::MissingRequiredArgument => {
                (format!("缺少参数：{argument}"), format!("missing argument: {argument}"))
            }
            ErrorKind::ArgumentConflict => {
                let other = context(ContextKind::PriorArg);
                (format!("“{argument}”和“{other}”不能同时用"), format!("“{argument}” and “{other}” do not go together"))
            }
            _ => {
                let said = self.error.render().to_string();
                (format!("参数有误：{said}"), said)
            }
        };
        if let Some(file) = self.dashed.as_ref().filter(|_| self.error.kind() == ErrorKind::UnknownArgument) {
            return match lang {
                Lang::Zh => format!("{zh}；“{file}”是文件的，前面加 -- ：falint check -- {file}"),
                Lang::En => format!("{en}; if “{file}” is a file, put -- before it: falint check -- {file}"),
            };
        }
        match (lang, near) {
            (Lang::Zh, Some(near)) => format!("{zh}；是不是“{near}”？"),
            (Lang::Zh, None) => format!("{zh}。用 --help 看用法"),
            (Lang::En, Some(near)) => format!("{en}; did you mean “{near}”?"),
            (Lang::En, None) => format!("{en}; see --help"),
        }
    }
}

/// Whether a suggestion is near enough to a word to be what was meant: a slip or two, or the rest of it is missing.
fn is_near(word: &str, near: &str) -> bool {
    let bare = |name: &str| name.trim_start_matches('-').to_owned();
    let (word, near) = (bare(word), bare(near));
    let begun = word.len() >= 2 && near.starts_with(&word);
    !near.is_empty() && (begun || nearest(&word, std::iter::once(near.as_str())).is_some())
}

/// What the value of an option may be, where it is none of a few words.
fn possible(option: &str) -> Text<'static> {
    let name = option.split(' ').next().unwrap_or_default().trim_start_matches('-');
    match name {
        "encoding" => Text {
            zh: "；可以是：utf-8 gb18030 utf-16le utf-16be 等",
            en: "; one of: utf-8 gb18030 utf-16le utf-16be, and their other names",
        },
        "threads" => Text {
            zh: "；要写一个数，如 4，0 是有几个核用几个",
            en: "; it is a number such as 4; 0 is one for each core",
        },
        "max-file-size" => Text { zh: "；要写大小，如 500K、128M", en: "; it is a size such as 500K or 128M" },
        _ => Text { zh: "", en: "" },
    }
}
