//! A finding on the terminal: where, what, both sides, what to do.

use super::terminal::{Style, Terminal, WIDTH, pad, wrap};
use crate::finding::{Arguments, Finding, FindingOperand, Lang, Level, say, word};
use crate::model::IndicatorId;

/// Columns before the text of a finding.
const INDENT: usize = 8;
/// Columns of that text: a stop may hang over the end of a line by one wide character.
const TEXT: usize = WIDTH - INDENT - 2;

/// A message with its arguments put in.
pub fn fill(key: &str, values: &[(&'static str, &dyn ToString)], lang: Lang) -> String {
    let mut arguments = Arguments::default();
    for (name, value) in values {
        arguments.push(name, value.to_string());
    }
    say(key, &arguments, lang)
}

/// The lines of one finding.
pub fn finding_lines(
    finding: &Finding,
    terminal: &Terminal,
    indicator_name: &dyn Fn(&IndicatorId) -> String,
) -> Vec<String> {
    let lang = terminal.lang;
    let style = match finding.level {
        Level::Must => Style::Red,
        Level::Query => Style::Yellow,
        Level::Note => Style::Dim,
    };
    let mut at: Vec<String> =
        finding.place.sheet.iter().map(ToString::to_string).filter(|sheet| !sheet.is_empty()).collect();
    at.extend(finding.place.cell.map(|cell| cell.to_string()));
    at.extend(finding.raw.as_deref().filter(|_| finding.place.cell.is_some()).map(|raw| now(raw, terminal)));
    let mut texts = vec![(at.join(" "), None), (finding.headline(lang), None)];
    if let Some(c) = &finding.comparison {
        let sides: [(&'static str, &dyn ToString); 4] =
            [("left", &c.left), ("op", &c.op), ("right", &c.right), ("difference", &c.difference)];
        texts.push((fill("check.sides", &sides, lang), None));
    }
    if terminal.verbose {
        let operands = finding.operands.iter();
        texts.extend(operands.map(|one| (operand(one, terminal, indicator_name), Some(Style::Dim))));
    }
    if finding.level != Level::Note {
        texts.push((word("check.do", lang) + &finding.advice(lang), None));
    }
    if terminal.verbose {
        let code = [Some(finding.code), finding.rule.as_deref()];
        texts.push((code.into_iter().flatten().collect::<Vec<_>>().join(" "), Some(Style::Dim)));
    }
    let texts = texts.iter().filter(|(text, _)| !text.is_empty());
    let lines = texts.flat_map(|(text, style)| wrap(text, TEXT).into_iter().map(|line| (line, *style)));
    let mut all = Vec::new();
    for (i, (line, own)) in lines.enumerate() {
        let lead = if i == 0 { pad(finding.level.name(lang), INDENT - 2) } else { " ".repeat(INDENT - 2) };
        let line = own.map_or_else(|| line.clone(), |style| terminal.paint(style, &line));
        all.push(format!("  {}{line}", if i == 0 { terminal.paint(style, &lead) } else { lead }));
    }
    all
}

fn now(raw: &str, terminal: &Terminal) -> String {
    fill("check.now", &[("raw", &raw.split_whitespace().collect::<Vec<_>>().join(" "))], terminal.lang)
}

fn operand(operand: &FindingOperand, terminal: &Terminal, indicator_name: &dyn Fn(&IndicatorId) -> String) -> String {
    let name = indicator_name(&operand.indicator);
    let cell = operand.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let sheet = operand.place.sheet.as_deref().unwrap_or_default();
    let place = format!("{name}[{}] {} {sheet} {cell}", operand.measure.name(), operand.month);
    let value = if operand.value.is_empty() { word("trace.missing", terminal.lang) } else { operand.value.clone() };
    fill("check.operand", &[("place", &place.trim_end()), ("value", &value)], terminal.lang)
}
