//! Renders a wording: checks its plain text for loose digits line by line, then everything its functions print.

use super::directive::{self, Directives};
use super::error::{ReportError, loose, raise};
use super::fig::Fig;
use super::functions;
use super::input::World;
use super::{mark, undefined};
use crate::catalog::Report;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// A wording: its text, and what may stand in it beside words.
pub struct Wording<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub constants: &'a [String],
    pub directives: Directives<'a>,
}

impl<'a> Wording<'a> {
    pub fn of(report: &'a Report) -> Self {
        let directives = Directives::of_report(report);
        Self { file: &report.wording_file, text: &report.wording, constants: &report.constants, directives }
    }

    /// The rendered text, with marks; `add` gives the names it may use.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn render(&self, add: impl FnOnce(&mut Environment<'static>)) -> Result<String, ReportError> {
        self.check_plain()?;
        let mut environment = environment(self.constants).map_err(|e| ReportError::of_engine(self.file, &e))?;
        add(&mut environment);
        let template = environment.template_from_named_str(self.file, self.text);
        template.and_then(|template| template.render(())).map_err(|e| match (e.kind(), e.line()) {
            (ErrorKind::UndefinedError, Some(line)) => {
                ReportError::new(self.file, line, undefined::said(&environment, self.text, line))
            }
            _ => ReportError::of_engine(self.file, &e),
        })
    }

    /// What can be told of a wording before there is anything to say: loose digits, unknown directives, broken tags.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn check(&self) -> Result<(), ReportError> {
        self.check_plain()?;
        let compiled = bare().and_then(|bare| bare.template_from_named_str(self.file, self.text).map(|_| ()));
        compiled.map_err(|e| ReportError::of_engine(self.file, &e))
    }

    /// Plain text between the tags: no loose digits, and only known directives.
    fn check_plain(&self) -> Result<(), ReportError> {
        let plain = plain_text(self.text);
        let mut lines = plain.lines().enumerate().peekable();
        while let Some((n, line)) = lines.next() {
            if let Some(digits) = mark::loose_digits(line, self.constants) {
                return Err(ReportError::loose(self.file, n + 1, &digits));
            }
            if let Some(said) = directive::full_width(line) {
                return Err(ReportError::new(self.file, n + 1, said));
            }
            let Some(directive) = line.trim().strip_prefix("::") else { continue };
            let head = directive.split('|').next().unwrap_or_default().trim();
            let rows = lines.peek().is_some_and(|(_, next)| next.trim().starts_with('|'));
            self.directives.check(head, rows).map_err(|said| ReportError::new(self.file, n + 1, said))?;
        }
        Ok(())
    }
}

/// The rendered wording of a report, with marks.
///
/// # Errors
/// The first fault, with its line.
pub fn render(world: &Arc<World>) -> Result<String, ReportError> {
    Wording::of(&world.report).render(|environment| functions::add(environment, world))
}

/// # Errors
/// As [`Wording::check`].
pub fn check(report: &Report) -> Result<(), ReportError> {
    Wording::of(report).check()
}

fn bare() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}

fn environment(constants: &[String]) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = bare()?;
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let constants = constants.to_vec();
    // What has been printed so far, so that a wording can say a figure once and only conclude from it later.
    let told: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let printed = Arc::clone(&told);
    environment.add_function("told", move |f: &Fig| {
        told.lock().unwrap_or_else(PoisonError::into_inner).contains(&f.key.to_string())
    });
    // Everything printed passes here, so that a digit without a figure is found with its line.
    environment.set_formatter(move |out, _, value| {
        if value.is_undefined() {
            return Err(ErrorKind::UndefinedError.into());
        }
        let text = if value.is_none() { String::new() } else { value.to_string() };
        if let Some(digits) = mark::loose_digits(&text, &constants) {
            return Err(raise(loose(&digits)));
        }
        out.write_str(&text)?;
        let keys = mark::figures(&text).map(str::to_owned);
        printed.lock().unwrap_or_else(PoisonError::into_inner).extend(keys);
        Ok(())
    });
    Ok(environment)
}

/// Stands for a tag in the plain text.
pub(super) const TAG: char = '\u{fffc}';

/// The source with everything inside tags blanked, lines kept.
pub(super) fn plain_text(source: &str) -> String {
    const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let mut out = String::new();
    let mut rest = source;
    loop {
        let next = TAGS.iter().filter_map(|(open, close)| Some((rest.find(open)?, *close))).min();
        let Some((at, close)) = next else { break };
        out.push_str(&rest[..at]);
        let end = rest[at..].find(close).map_or(rest.len(), |e| at + e + close.len());
        // What stands on both sides of a tag is not one run of digits.
        out.push(TAG);
        let _ = write!(out, "{}", "\n".repeat(rest[at..end].matches('\n').count()));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}
