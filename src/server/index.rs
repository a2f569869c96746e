//! stub
use crate::document::Hints;
use crate::source::Source;
#[derive(Debug)]
pub(super) struct Index {}
impl Index {
    pub(super) fn read(_source: &Source, _hints: &Hints) -> Self {
        Self {}
    }
}
