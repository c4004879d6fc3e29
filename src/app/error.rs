//! Why something could not be done: for I/O, arguments and templates. Content is never an error.

use crate::catalog::TemplateError;
use crate::finding::{Arguments, Lang, say};
use crate::report::ReportError;

/// What to tell the person, all of it at once.
#[derive(Clone, Debug)]
pub enum Error {
    Said {
        key: &'static str,
        arguments: Arguments,
    },
    Templates(Vec<TemplateError>),
    Examples(Vec<String>),
    Wording(Vec<ReportError>),
    /// A file that cannot be read at all.
    Refused(Box<crate::finding::Finding>),
}

impl Error {
    pub fn new(key: &'static str) -> Self {
        Self::Said { key, arguments: Arguments::default() }
    }
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Self::Said { arguments, .. } = &mut self {
            arguments.push(name, value);
        }
        self
    }
    /// One line a problem.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let counted = |key, count: usize| {
            let mut arguments = Arguments::default();
            arguments.push("count", count);
            say(key, &arguments, lang)
        };
        match self {
            Self::Said { key, arguments } => vec![say(key, arguments, lang)],
            Self::Templates(errors) => {
                let head = std::iter::once(counted("error.templates", errors.len()));
                head.chain(errors.iter().map(|error| error.text(lang))).collect()
            }
            Self::Wording(errors) => {
                let head = std::iter::once(counted("error.templates", errors.len()));
                head.chain(errors.iter().map(|error| error.text(lang))).collect()
            }
            Self::Refused(finding) => {
                let place = finding.place.file.as_deref().map(crate::ingest::visible).unwrap_or_default();
                vec![place, finding.headline(lang), finding.advice(lang)]
            }
            Self::Examples(faults) => {
                let head = std::iter::once(counted("error.examples", faults.len()));
                head.chain(faults.iter().cloned()).collect()
            }
        }
    }
}
