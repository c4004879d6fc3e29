//! Why something could not be done: for I/O, arguments and templates. Content is never an error.

use crate::catalog::TemplateError;
use crate::finding::{Arguments, Lang, Said, say, word};
use crate::report::ReportError;
use std::io::ErrorKind;
use std::path::Path;

/// What to tell the person, all of it at once.
#[derive(Clone, Debug)]
pub enum Error {
    Said {
        key: &'static str,
        arguments: Arguments,
    },
    /// A path the disk refuses, and why in the words of the system, for what has no words of ours.
    Disk {
        key: &'static str,
        arguments: Arguments,
        kind: ErrorKind,
        system: String,
    },
    Templates(Vec<TemplateError>),
    Examples(Vec<String>),
    /// Why no invented returns can be made.
    Demo(Vec<Said>),
    Wording(Vec<ReportError>),
    /// A file that cannot be read at all.
    Refused(Box<crate::finding::Finding>),
}

impl Error {
    pub fn new(key: &'static str) -> Self {
        Self::Said { key, arguments: Arguments::default() }
    }
    /// Something the disk, or what stands in for it, does not do.
    pub fn disk(key: &'static str, path: &Path, error: &std::io::Error) -> Self {
        let mut arguments = Arguments::default();
        arguments.push("path", path.display());
        Self::Disk { key, arguments, kind: error.kind(), system: error.to_string() }
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
            Self::Disk { key, arguments, kind, system } => {
                let mut arguments = arguments.clone();
                arguments.push("reason", reason(*kind).map_or_else(|| system.clone(), |key| word(key, lang)));
                vec![say(key, &arguments, lang)]
            }
            Self::Templates(errors) => {
                let head = std::iter::once(counted("error.templates", errors.len()));
                head.chain(errors.iter().map(|error| error.text(lang))).collect()
            }
            Self::Wording(errors) => {
                let head = std::iter::once(counted("error.templates", errors.len()));
                head.chain(errors.iter().map(|error| error.text(lang))).collect()
            }
            Self::Demo(faults) => {
                let head = std::iter::once(counted("error.demo", faults.len()));
                head.chain(faults.iter().map(|fault| fault.text(lang).to_owned())).collect()
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

/// Why, for what a clerk meets; the rest is told in the words of the system.
fn reason(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "disk.not_found",
        ErrorKind::PermissionDenied => "disk.permission",
        ErrorKind::AlreadyExists => "disk.exists",
        ErrorKind::IsADirectory => "disk.is_folder",
        ErrorKind::NotADirectory => "disk.no_folder",
        ErrorKind::ReadOnlyFilesystem => "disk.read_only",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "disk.full",
        ErrorKind::InvalidFilename => "disk.name",
        _ => return None,
    })
}
