//! What is wrong in a template: file, line, column, and what would be right.

use crate::finding::{Lang, Said};
use std::fmt;
use std::ops::Range;

/// A template that is not understood. A run does not start while there is one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateError {
    /// Relative to `templates/`.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub message_zh: String,
    pub message_en: String,
}

impl TemplateError {
    /// `file:line:col: message`
    pub fn text(&self, lang: Lang) -> String {
        let message = match lang {
            Lang::Zh => &self.message_zh,
            Lang::En => &self.message_en,
        };
        format!("{}:{}:{}: {message}", self.file, self.line, self.column)
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::Zh))
    }
}

impl std::error::Error for TemplateError {}

/// A template file's name and text, for the places of errors.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub file: String,
    pub text: String,
}

impl Source {
    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.position(offset).0
    }
    /// Line and column (in characters) of a byte offset, both from 1.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// All that is wrong, gathered.
#[derive(Debug, Default)]
pub(super) struct Problems {
    errors: Vec<TemplateError>,
}

impl Problems {
    pub fn add(&mut self, source: &Source, span: &Range<usize>, said: Said) {
        let (line, column) = source.position(span.start);
        self.errors.push(TemplateError {
            file: source.file.clone(),
            line,
            column,
            message_zh: said.zh,
            message_en: said.en,
        });
    }
    /// About a file as a whole.
    pub fn add_file(&mut self, file: &str, said: Said) {
        let source = Source { file: file.to_owned(), text: String::new() };
        self.add(&source, &(0..0), said);
    }
    /// Whether something was said about the file.
    pub fn tells_of(&self, file: &str) -> bool {
        self.errors.iter().any(|e| e.file == file)
    }
    pub fn count(&self) -> usize {
        self.errors.len()
    }
    /// In the order of files and lines, each once.
    pub fn into_sorted(mut self) -> Vec<TemplateError> {
        self.errors.sort();
        self.errors.dedup();
        self.errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let source = Source { file: "x".into(), text: "甲 = 1\n火化率 = 2".into() };
        let offset = source.text.find('2').unwrap();
        assert_eq!(source.position(offset), (2, 7));
    }
}
