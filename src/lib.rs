//! falint (法 + lint) checks Chinese legislative drafts.
pub mod catalogue;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod lang;
pub mod lint;
pub mod pattern;
pub mod render;
pub mod rules;
pub mod source;
pub mod spell;
