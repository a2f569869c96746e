//! What parser and rules know of the words of law, list by list: provinces, authorities, what a penalty is called. Kept
//! by drafters in lints/data/words/, a module a file; build.rs makes constants of them, so that nothing is read at the
//! start and a list that is missing, or that nobody reads, does not compile.
//!
//! Knows no draft and no grammar: marks, numerals and the words 第, 条, 款 stay with the parser.

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
