//! Why a document could not be built: always the wording, always with its line.

use crate::finding::{Lang, Said};
use std::fmt;

/// As an error of a template function; the engine adds the line.
pub(super) fn raise(said: Said) -> minijinja::Error {
    minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, said.zh.clone()).with_source(said)
}

/// A fault of a wording. The document is not built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportError {
    /// Relative to `templates/`.
    pub file: String,
    /// From 1; 0 where it cannot be known.
    pub line: usize,
    pub message_zh: String,
    pub message_en: String,
}

impl ReportError {
    pub(super) fn new(file: &str, line: usize, said: Said) -> Self {
        Self { file: file.to_owned(), line, message_zh: said.zh, message_en: said.en }
    }
    /// A run of digits that no figure, date, numbering or constant accounts for.
    pub(super) fn loose(file: &str, line: usize, digits: &str) -> Self {
        Self::new(file, line, loose(digits))
    }
    /// What the template engine says, in our words where they are ours.
    pub(super) fn of_engine(file: &str, error: &minijinja::Error) -> Self {
        let mut said = None;
        let mut cause: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
        while let Some(inner) = cause {
            said = said.or_else(|| inner.downcast_ref::<Said>().cloned());
            cause = inner.source();
        }
        let said = said.unwrap_or_else(|| {
            let detail = error.detail().unwrap_or_default();
            Said::new(
                format!("模板不成立（{}：{detail}）", error.kind()),
                format!("the wording is not understood ({}: {detail})", error.kind()),
            )
        });
        Self::new(file, error.line().unwrap_or(0), said)
    }
    /// `file:line: message`
    pub fn text(&self, lang: Lang) -> String {
        let message = match lang {
            Lang::Zh => &self.message_zh,
            Lang::En => &self.message_en,
        };
        let place = match (self.line, lang) {
            (0, Lang::Zh) => "行号不详".to_owned(),
            (0, Lang::En) => "line unknown".to_owned(),
            (line, _) => line.to_string(),
        };
        format!("{}:{place}: {message}", self.file)
    }
}

/// What is said of a loose run of digits.
pub(super) fn loose(digits: &str) -> Said {
    Said::new(
        format!("“{digits}”不是任何指标、日期或编号；数字请用函数生成，或列入 report.toml 的 constants"),
        format!(
            "\"{digits}\" belongs to no figure, date or numbering; let a function make it, or list it in constants of report.toml"
        ),
    )
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::Zh))
    }
}

impl std::error::Error for ReportError {}
