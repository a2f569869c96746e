//! Fields: an instruction that nobody sees, and the result that stands for it.
//!
//! They begin, part and end at marks in the text, within one another and across paragraphs, and some never part.

/// A field that is open.
#[derive(Debug, Clone)]
struct Field {
    number: usize,
    instruction: String,
    is_result: bool,
}

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    count: usize,
}

impl Fields {
    /// A mark of the kind that `w:fldCharType` says.
    pub(super) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => {
                self.count += 1;
                self.open.push(Field { number: self.count, instruction: String::new(), is_result: false });
            }
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.is_result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    /// Words of an instruction.
    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.is_result) {
            field.instruction.push_str(words);
        }
    }

    /// Whether what stands here belongs to an instruction.
    pub(super) fn is_instruction(&self) -> bool {
        self.open.iter().any(|field| !field.is_result)
    }

    /// The field whose result stands here, from 1; 0 for none.
    pub(super) fn current(&self) -> usize {
        self.open.last().map_or(0, |field| field.number)
    }

    /// Whether the result of a table of contents stands here.
    pub(super) fn is_contents(&self) -> bool {
        self.open.iter().any(|field| field.is_result && is_contents(&field.instruction))
    }
}

/// Whether an instruction makes a table of contents.
pub(super) fn is_contents(instruction: &str) -> bool {
    instruction.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("TOC"))
}
