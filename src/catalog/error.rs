//! What is wrong in a template: file, line, column, and what would be right.

use crate::finding::Lang;
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
    /// Line and column (in characters) of a byte offset, both from 1.
    fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub zh: String,
    pub en: String,
}

impl Said {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
    /// Adds what would be right: the nearest choice, then the choices.
    pub fn with_choices<'a>(mut self, given: &str, valid: impl Iterator<Item = &'a str>) -> Self {
        let mut valid: Vec<&str> = valid.collect();
        valid.sort_unstable();
        valid.dedup();
        valid.sort_by_key(|choice| distance(given, choice));
        if let Some(nearest) = valid.first().filter(|c| distance(given, c) <= allowed(given)) {
            self.zh.push_str(&format!("；是不是“{nearest}”？"));
            self.en.push_str(&format!("; did you mean \"{nearest}\"?"));
        }
        let shown = valid.len().min(SHOWN);
        if shown > 0 {
            let list = &valid[..shown];
            let more = valid.len() - shown;
            let (zh, en) = if more > 0 {
                (format!(" 等{}个", valid.len()), format!(" and {more} more"))
            } else {
                Default::default()
            };
            let joint = if self.zh.ends_with('？') { "" } else { "；" };
            self.zh.push_str(&format!("{joint}可用的有：{}{zh}", list.join("、")));
            self.en.push_str(&format!("; valid: {}{en}", list.join(", ")));
        }
        self
    }
}

/// Choices listed in a message; beyond it only the nearest are.
const SHOWN: usize = 16;

fn allowed(given: &str) -> usize {
    (given.chars().count() / 3).max(1)
}

/// Edits (insert, delete, replace a character, swap two neighbours) from one text to another.
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
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

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert_eq!(distance("火化率", "火花率"), 1);
        assert_eq!(distance("ab", "ba"), 1);
        let said =
            Said::new("没有“火花率”", "no \"火花率\"").with_choices("火花率", ["死亡人数", "火化率"].into_iter());
        assert_eq!(said.zh, "没有“火花率”；是不是“火化率”？可用的有：火化率、死亡人数");
        let said = Said::new("无", "none").with_choices("结婚", ["死亡人数"].into_iter());
        assert_eq!(said.en, "none; valid: 死亡人数");
    }
}
