//! Why there is nothing to run, in the reader's words.

use anstream::ColorChoice;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::lang::Lang;

/// Why there is nothing to run: help was asked for, or the arguments are wrong.
#[derive(Debug)]
pub(in crate::cli) struct Stop(Box<clap::Error>);

impl From<clap::Error> for Stop {
    fn from(error: clap::Error) -> Self {
        Self(Box::new(error))
    }
}

impl Stop {
    /// Prints the help that was asked for, or what is wrong with the arguments.
    pub(in crate::cli) fn show(&self, lang: Lang) -> Outcome {
        match self.0.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let _ = self.0.print();
                Outcome::Clean
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = self.0.print();
                Outcome::Failed
            }
            _ => {
                Output::new(ColorChoice::Auto).complain(lang, &self.words(lang));
                Outcome::Failed
            }
        }
    }

    fn words(&self, lang: Lang) -> String {
        let context = |kind: ContextKind| match self.0.get(kind) {
            Some(ContextValue::String(text)) => text.clone(),
            Some(ContextValue::Strings(texts)) => texts.join(" "),
            Some(_) | None => String::new(),
        };
        let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
        let valid = context(ContextKind::ValidValue);
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand]
            .into_iter()
            .map(context)
            .find(|text| !text.is_empty());
        let (zh, en) = match self.0.kind() {
            ErrorKind::UnknownArgument => (format!("没有“{argument}”这个参数"), format!("no argument “{argument}”")),
            ErrorKind::InvalidSubcommand => {
                let verb = context(ContextKind::InvalidSubcommand);
                (format!("没有“{verb}”这个命令"), format!("no command “{verb}”"))
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
                (format!("“{argument}”不能是“{value}”"), format!("“{argument}” cannot be “{value}”"))
            }
            ErrorKind::MissingRequiredArgument => {
                (format!("缺少参数：{argument}"), format!("missing argument: {argument}"))
            }
            ErrorKind::ArgumentConflict => {
                let other = context(ContextKind::PriorArg);
                (format!("“{argument}”和“{other}”不能同时用"), format!("“{argument}” and “{other}” do not go together"))
            }
            _ => {
                let said = self.0.render().to_string();
                (format!("参数有误：{said}"), said)
            }
        };
        match (lang, near) {
            (Lang::Zh, Some(near)) => format!("{zh}；是不是“{near}”？"),
            (Lang::Zh, None) => format!("{zh}。用 --help 看用法"),
            (Lang::En, Some(near)) => format!("{en}; did you mean “{near}”?"),
            (Lang::En, None) => format!("{en}; see --help"),
        }
    }
}
