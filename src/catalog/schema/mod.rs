//! What each template file may say: checked key by key before it is read, and printed as `templates/SCHEMA.md`.

mod check;
mod print;

pub use print::schema;

pub(super) use check::check;

/// One key of a table.
pub(super) struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    pub meaning: &'static str,
}

/// What a key holds.
pub(super) enum Shape {
    Text,
    Texts,
    /// One text, or several.
    TextOrTexts,
    Integer,
    /// A decimal number.
    Number,
    /// A decimal number, or one of these words.
    NumberOr(&'static [&'static str]),
    Boolean,
    /// `2021-11-30`, quoted.
    Date,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Some of these words.
    Choices(&'static [&'static str]),
    Integers,
    Numbers,
    /// A list of `[indicator, measure]` pairs.
    Pairs,
    /// `[name]`
    Table(&'static [Key]),
    /// `[[name]]`
    Tables(&'static [Key]),
    /// Free keys to texts.
    TextMap,
    /// Free keys to numbers.
    NumberMap,
    /// Free keys to lists of numbers.
    NumbersMap,
    /// A list of tables with free keys to numbers.
    NumberMaps,
}

impl Key {
    pub const fn must(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, required: true, meaning }
    }
    pub const fn may(name: &'static str, shape: Shape, meaning: &'static str) -> Self {
        Self { name, shape, required: false, meaning }
    }
}

/// One kind of template file.
pub(super) struct FileKind {
    /// Its place, with `<id>` for a free name.
    pub path: &'static str,
    pub what: &'static str,
    pub keys: &'static [Key],
}

#[cfg(test)]
mod tests;
