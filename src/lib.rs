//! falint (法 + lint) checks Chinese legislative drafts.
//!
//! Its folders tell the way a draft takes through it:
//!
//! ```text
//! bytes ──source──▶ Source ──document──▶ Document ──rules, pattern──▶ findings ──lint──▶ Report ──render──▶ text
//!                   carrier: what the    tree, and the facts          facts and          policy: the plan,  a file
//!                   file is, and how     that are read off it         places             suppressions       a format
//!                   edits go back
//!                                                        Report ──fix──▶ edits of the original ──carrier──▶ bytes
//! ```
//!
//! `amend` applies an amending decision, which `document` reads, to the law it amends.
//! `pattern` knows what a lint that is data looks for, and `catalogue` reads the tables of lints/, which hold every
//! word that is said (build.rs turns them into JSON); `lexicon` holds the word lists of lints/data/words/ that parser
//! and rules read; `options` are a lint's own settings, as it sees them; `spell` knows which characters go together,
//! `laws` the names of national law; `suppress` and `baseline` say what `lint` keeps back; `config` reads falint.toml,
//! and the lints of a user's own; `server` speaks with editors; `cli` is the only part that prints and exits.
//!
//! Architecture invariants, enforced by tests/architecture.rs:
//!
//! 1. Imports run one way, and in no circle, neither between modules nor between the files of one: `lang` ← `lexicon` ←
//!    `diagnostic` ← `options` ← `writing` ← `source` ← `document` ← `spell` ← `laws` ← `compare` ← `amend` ← `pattern` ← `catalogue` ← `rules` ← `suppress` ←
//!    `baseline` ← `lint` ← `fix` ← `render` ← `config` ← `server` ← `cli`. A module uses those before it, a file also what
//!    the file of its folder declares.
//! 2. A rule sees the [`document::Document`] and its own options. It knows no configuration, no severity, no
//!    suppression, no line numbers, no colours, no I/O.
//! 3. Positions are byte spans on `char` boundaries. Only `render` and `server` turn them into lines and columns, and only
//!    through [`source::LineTable`]. Rules speak in bytes of the prose, diagnostics in bytes of the decoded text; `lint` turns
//!    the one into the other.
//! 4. What a file is – Markdown, its encoding – is known to its carrier alone. Bytes that no edit touches are the
//!    original's.
//! 5. codespan, ariadne, clap and the types of the language server protocol stay in the folder that needs them.
//! 6. Every lint, coded or declared, has its table in lints/ with a Chinese and an English message, an authority, and
//!    at least one `bad` and one `good` example; the examples are run as tests.
//! 7. A rule that panics is caught for that file, reported by name, and ends the run with exit code 2. Nothing else is
//!    lost.
//! 8. Only `cli` prints or exits. [`lint::lint`] is deterministic: sorted output, no clock, no environment, no hash
//!    order.
//! 9. No network code anywhere in the binary: drafts are confidential.
//! 10. A text is parsed once a snapshot: whoever needs the tree of a source that is parsed already is given the document.
//! 11. Without its features the library asks nothing of the system: no file, thread, clock or terminal. It builds for
//!     wasm32-unknown-unknown.
//!
//! # Use
//!
//! A text is linted, its findings are read, rendered or handed on by serde, and its fixes applied:
//!
//! ```
//! use falint::{OutputFormat, Plan, Reach, Settings, Severity, Source, Style, lint, mend, render};
//!
//! let source = Source::from_text("草案.txt", "某市养犬条例\n第一条　为了规范养犬行为,制定本条例。\n");
//! let settings = Settings { min_severity: Some(Severity::Warning), ..Settings::default() };
//! let report = lint(&source, &settings);
//! let comma = &report.diagnostics[0];
//! assert_eq!((&*comma.lint, comma.span.of(source.text())), ("punct-halfwidth", ","));
//! assert_eq!(comma.article.as_deref(), Some("第一条"));
//!
//! let line = render(&source, &report, OutputFormat::Concise, Style::default());
//! assert!(line.starts_with("草案.txt:2:13: "), "{line}");
//!
//! let data = serde_json::to_value(&report).expect("a report is data");
//! assert_eq!(data["diagnostics"][0]["severity"], "error");
//!
//! let mended = mend(source, &Plan::new(&settings), Reach::Safe).expect("a comma can be written");
//! assert!(mended.source.text().contains("养犬行为，制定"));
//! ```
//!
//! The tree of a draft, as `falint outline` prints it:
//!
//! ```
//! use falint::document::{Document, tree::Hints};
//! use falint::{Lang, Source, render::outline};
//!
//! let source = Source::from_text("草案.txt", "某市养犬条例\n第一条　为了规范养犬行为，制定本条例。\n");
//! let document = Document::parse(&source, &Hints::default());
//! assert!(outline::text(&source, &document, Lang::Zh).contains("第一条"));
//! ```
//!
//! # Features
//!
//! All are on by default; without them, see the last invariant.
//!
//! - `cli`: the command line, with `config` and `terminal`. What it offers is the program, not its functions.
//! - `server`: the language server, with `config`.
//! - `config`: falint.toml. Reading its text is pure, but what it names are files.
//! - `terminal`: the formats that draw excerpts for a terminal, `full` and `pretty`.
//!
//! What is not shown here is public for falint's own program, tests and tools, and no part of what is promised.

#[doc(hidden)]
pub mod amend;
#[doc(hidden)]
pub mod baseline;
pub mod catalogue;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod compare;
#[cfg(feature = "config")]
#[doc(hidden)]
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod fix;
pub mod lang;
#[doc(hidden)]
pub mod laws;
mod lexicon;
pub mod lint;
pub mod options;
#[doc(hidden)]
pub mod pattern;
pub mod render;
#[doc(hidden)]
pub mod rules;
#[cfg(feature = "server")]
#[doc(hidden)]
pub mod server;
pub mod source;
#[doc(hidden)]
pub mod spell;
#[doc(hidden)]
pub mod suppress;
pub mod writing;

pub use diagnostic::{Diagnostic, Report, Severity, Span};
pub use fix::{Mended, Reach, mend};
pub use lang::Lang;
pub use lint::{Plan, Settings, lint};
pub use render::{OutputFormat, Style, render};
pub use source::Source;
