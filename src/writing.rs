//! How lawyers write: numerals, the labels that open a unit, the numbers of pages, the heads of a 对照表, and what prints nothing.
//!
//! Reads characters and single lines. Knows neither files nor the texts that the lines make up: whether a label is
//! believed is decided where its surroundings are known.

pub mod invisible;
pub mod label;
pub mod lookalike;
pub mod mojibake;
pub mod numeral;
pub mod page;
pub mod table;
