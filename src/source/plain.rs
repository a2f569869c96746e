//! Plain text: every line stands for itself.

use super::carrier::{Content, Read};
use super::encoded::Encoded;
use super::encoding::DecodeError;
use super::lines::LineTable;
use super::prose::Prose;

/// Reads a file.
///
/// # Errors
/// Where its bytes are not text.
pub(super) fn read(content: Content) -> Result<Read, DecodeError> {
    let (text, carrier) = Encoded::read(content)?;
    let lines = LineTable::new(&text);
    let prose = Prose::plain(&text, &lines);
    Ok(Read::new(text, lines, prose, carrier))
}
