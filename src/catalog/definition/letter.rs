//! The wording of a letter to a reporting unit.

/// Jinja-style Markdown, with the file's name for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub id: String,
    pub wording: String,
    pub wording_file: String,
}
