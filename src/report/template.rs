//! Renders a wording: checks its plain text for loose digits line by line, then everything its functions print.

use super::error::{ReportError, loose, raise};
use super::functions;
use super::input::World;
use super::mark;
use super::parse::DIRECTIVES;
use crate::catalog::Report;
use crate::finding::Said;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};
use std::fmt::Write;
use std::sync::Arc;

/// The rendered text, with marks.
///
/// # Errors
/// The first fault, with its line.
pub fn render(world: &Arc<World>) -> Result<String, ReportError> {
    let report = &world.report;
    check_plain(&report.wording_file, &report.wording, &report.constants)?;
    let environment = environment(world).map_err(|e| ReportError::of_engine(&report.wording_file, &e))?;
    let rendered = environment
        .template_from_named_str(&report.wording_file, &report.wording)
        .and_then(|template| template.render(()));
    rendered.map_err(|e| ReportError::of_engine(&report.wording_file, &e))
}

/// What can be told of a wording before there is anything to say: loose digits, unknown directives, broken tags.
///
/// # Errors
/// The first fault, with its line.
pub fn check(report: &Report) -> Result<(), ReportError> {
    let file = &report.wording_file;
    check_plain(file, &report.wording, &report.constants)?;
    let compiled = bare().and_then(|bare| bare.template_from_named_str(file, &report.wording).map(|_| ()));
    compiled.map_err(|e| ReportError::of_engine(file, &e))
}

fn bare() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    Ok(environment)
}

fn environment(world: &Arc<World>) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = bare()?;
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let constants = world.report.constants.clone();
    // Everything printed passes here, so that a digit without a figure is found with its line.
    environment.set_formatter(move |out, _, value| {
        if value.is_undefined() {
            return Err(raise(Said::new("用了没有定义的名称", "a name that is not defined is used")));
        }
        let text = if value.is_none() { String::new() } else { value.to_string() };
        if let Some(digits) = mark::loose_digits(&text, &constants) {
            return Err(raise(loose(&digits)));
        }
        out.write_str(&text)?;
        Ok(())
    });
    functions::add(&mut environment, world);
    Ok(environment)
}

/// Plain text between the tags: no loose digits, and only known directives.
fn check_plain(file: &str, source: &str, constants: &[String]) -> Result<(), ReportError> {
    for (n, line) in plain_text(source).lines().enumerate() {
        if let Some(digits) = mark::loose_digits(line, constants) {
            return Err(ReportError::loose(file, n + 1, &digits));
        }
        let Some(directive) = line.trim().strip_prefix("::") else { continue };
        let name = directive.split('|').next().unwrap_or_default().trim();
        if !DIRECTIVES.contains(&name) {
            let valid = DIRECTIVES.join("、");
            let said = Said::new(
                format!("没有“::{name}”；可用的有：{valid}"),
                format!("there is no \"::{name}\"; valid: {valid}"),
            );
            return Err(ReportError::new(file, n + 1, said));
        }
    }
    Ok(())
}

/// The source with everything inside tags blanked, lines kept.
fn plain_text(source: &str) -> String {
    const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let mut out = String::new();
    let mut rest = source;
    loop {
        let next = TAGS.iter().filter_map(|(open, close)| Some((rest.find(open)?, *close))).min();
        let Some((at, close)) = next else { break };
        out.push_str(&rest[..at]);
        let end = rest[at..].find(close).map_or(rest.len(), |e| at + e + close.len());
        // What stands on both sides of a tag is not one run of digits.
        out.push('\u{fffc}');
        let _ = write!(out, "{}", "\n".repeat(rest[at..end].matches('\n').count()));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}
