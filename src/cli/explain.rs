//! `yuebao explain`: a rule, a check or a finding code in words: what is held against what, why, and what to do.

use super::Outcome;
use super::arguments::text;
use super::finding_lines::fill;
use super::terminal::{Style, Terminal, WIDTH, pad, wrap, write_out};
use crate::app::{Error, Options, standing_templates};
use crate::catalog::{
    Catalog, CheckHead, Domain, Example, Expectation, Indicator, MissingMode, Rule, RuleLevel, Tolerance,
};
use crate::finding::{CODES, Code, Lang, Said, word};
use crate::model::{IndicatorId, Measure};
use clap::ArgMatches;
use std::collections::BTreeSet;

/// Columns of the words before each text.
const LABEL: usize = 10;
/// So many indicators are named; the rest is counted.
const NAMED: usize = 12;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    let catalog = standing_templates(options)?.catalog;
    let given = text(matches, "rule").unwrap_or_default();
    let mut page = Page { catalog: &catalog, terminal, lines: Vec::new() };
    let same = |id: &str| id.eq_ignore_ascii_case(given);
    let heads = catalog.checks.heads();
    if let Some(rule) = catalog.rules.iter().find(|rule| same(&rule.id)) {
        page.rule(rule);
    } else if let Some(head) = heads.iter().find(|head| same(&head.id)) {
        page.check(head);
    } else if let Some(code) = CODES.iter().find(|code| same(code.id)) {
        page.code(code);
    } else {
        let said = Said::new(format!("没有规则或问题代码“{given}”"), format!("no rule or finding code \"{given}\""));
        let rules = catalog.rules.iter().map(|rule| rule.id.as_str());
        let ids = rules.chain(heads.iter().map(|head| head.id.as_str())).chain(CODES.iter().map(|code| code.id));
        let said = said.with_choices(given, ids);
        let said = if terminal.lang == Lang::Zh { said.zh } else { said.en };
        return Err(Error::new("error.rule").with("said", said));
    }
    page.lines.push(String::new());
    write_out(page.lines.join("\n").as_bytes())?;
    Ok(Outcome::Done)
}

struct Page<'a> {
    catalog: &'a Catalog,
    terminal: &'a Terminal,
    lines: Vec<String>,
}

impl Page<'_> {
    fn rule(&mut self, rule: &Rule) {
        self.title(&rule.id, rule.level, rule.code);
        self.line("explain.formula", &rule.text);
        let words = self.words(rule);
        if words != signs(&rule.text) {
            self.line("explain.words", &words);
        }
        self.line(
            "explain.said",
            &self.catalog.rule_words(rule, None, None).replace("$x", &word("explain.any", self.terminal.lang)),
        );
        self.over(rule);
        if !rule.measures.is_empty() {
            self.line("explain.measures", &self.measures(&rule.measures));
        }
        let months: Vec<String> = rule.months.iter().map(ToString::to_string).collect();
        let every = word("explain.every_month", self.terminal.lang);
        self.line("explain.months", &if months.is_empty() { every } else { months.join(", ") });
        self.line("explain.tolerance", &self.tolerance(rule));
        self.line("explain.missing", &word(missing_key(rule.missing), self.terminal.lang));
        self.why(&rule.why, &rule.advice);
        for example in &rule.examples {
            self.example(example);
        }
    }

    fn check(&mut self, head: &CheckHead) {
        self.title(&head.id, head.level, head.code);
        let checks = &self.catalog.checks;
        let history = checks.history.iter().map(|c| (&c.head, &c.indicators, &c.measures, &c.band, &c.examples));
        let peers = checks.peers.iter().map(|c| (&c.head, &c.indicators, &c.measures, &c.band, &c.examples));
        let found = history.chain(peers).find(|(of, ..)| of.id == head.id);
        if let Some((_, indicators, measures, band, _)) = found {
            let list = indicators.iter().filter_map(|id| self.catalog.indicators.get(id)).collect();
            self.indicators("explain.each", list);
            self.line("explain.measures", &self.measures(measures));
            let mut text = fill("explain.band", &[("share", &band.share), ("floor", &band.floor)], self.terminal.lang);
            if let Some(score) = band.score {
                text.push_str(&fill("explain.score", &[("score", &score)], self.terminal.lang));
            }
            self.line("explain.tolerance", &text);
        }
        self.why(&head.why, &head.advice);
        for example in found.map(|(.., examples)| examples).into_iter().flatten() {
            let others: Vec<String> = example.others.iter().map(ToString::to_string).collect();
            let text = format!("{} → {}", others.join("、"), example.value);
            self.line(expectation_key(example.expect), &text);
        }
    }

    fn code(&mut self, code: &Code) {
        let lang = self.terminal.lang;
        let title = format!("{}  {}", code.id, code.level.name(lang));
        self.lines.push(self.terminal.paint(Style::Bold, &title));
        self.line("explain.says", code.headline(lang));
        if !code.is_of_rules() {
            self.line("explain.advice", code.advice(lang));
        }
        let heads = self.catalog.checks.heads();
        let rules = self.catalog.rules.iter().map(|rule| (&rule.id, rule.code, &rule.text));
        let checks = heads.iter().map(|head| (&head.id, head.code, &head.why));
        let given: Vec<String> = rules
            .chain(checks)
            .filter(|(_, of, _)| *of == code.id)
            .map(|(id, _, text)| format!("{id}  {text}"))
            .collect();
        for (at, line) in given.iter().enumerate() {
            self.line(if at == 0 { "explain.rules" } else { "" }, line);
        }
    }

    fn title(&mut self, id: &str, level: RuleLevel, code: &str) {
        let level = word(
            match level {
                RuleLevel::Must => "explain.must",
                RuleLevel::Query => "explain.query",
                RuleLevel::Note => "explain.note",
            },
            self.terminal.lang,
        );
        self.lines.push(self.terminal.paint(Style::Bold, &format!("{id}  {level}  {code}")));
    }

    /// A label and its text, wrapped beside it.
    fn line(&mut self, key: &str, text: &str) {
        let label = if key.is_empty() { String::new() } else { word(key, self.terminal.lang) };
        for (at, row) in wrap(text, WIDTH.saturating_sub(LABEL + 2)).into_iter().enumerate() {
            let label = pad(if at == 0 { &label } else { "" }, LABEL);
            self.lines.push(format!("  {label}{row}"));
        }
    }

    /// The formula with names for ids and signs as people write them.
    fn words(&self, rule: &Rule) -> String {
        let mut expr = rule.expr.clone();
        for reference in expr.references_mut() {
            if let Some(indicator) = self.catalog.indicators.get(reference.name.as_str()) {
                reference.name.clone_from(&indicator.name);
            }
        }
        signs(&expr.to_string())
    }

    /// What the rule is run over, and the indicators it looks at.
    fn over(&mut self, rule: &Rule) {
        let list = match &rule.domain {
            Domain::Unit => {
                let named = |name: &str| self.catalog.indicator_named(name);
                let mut seen = BTreeSet::new();
                let references = rule.expr.references();
                let found = references.iter().filter_map(|reference| named(&reference.name));
                found.filter(|indicator| seen.insert(&indicator.id)).collect::<Vec<&Indicator>>()
            }
            Domain::Indicators(ids) => {
                ids.iter().filter_map(|id: &IndicatorId| self.catalog.indicators.get(id)).collect()
            }
        };
        let key = if rule.domain == Domain::Unit { "explain.indicators" } else { "explain.each" };
        self.indicators(key, list);
        if !rule.one_to_one.is_empty() {
            self.line("explain.one_to_one", &rule.one_to_one.join(" = "));
        }
    }

    fn indicators(&mut self, key: &str, list: Vec<&Indicator>) {
        let names: Vec<String> = list.iter().take(NAMED).map(|i| format!("{}（{}）", i.name, i.unit)).collect();
        let mut text = names.join("、");
        if list.len() > NAMED {
            text = format!("{text} {}", fill("explain.more", &[("count", &(list.len() - NAMED))], self.terminal.lang));
        }
        self.line(key, &text);
    }

    fn measures(&self, measures: &[Measure]) -> String {
        let zh = self.terminal.lang == Lang::Zh;
        let name = |measure: &Measure| if zh { measure.name() } else { measure.id() };
        measures.iter().map(name).collect::<Vec<_>>().join(if zh { "、" } else { ", " })
    }

    fn tolerance(&self, rule: &Rule) -> String {
        let lang = self.terminal.lang;
        match rule.tolerance {
            Tolerance::Absolute(amount) if amount.is_zero() => word("explain.exact", lang),
            Tolerance::Absolute(amount) => fill("explain.within", &[("amount", &amount)], lang),
            Tolerance::Interval => word("explain.interval", lang),
        }
    }

    fn why(&mut self, why: &str, advice: &str) {
        self.line("explain.why", why);
        self.line("explain.advice", advice);
    }

    fn example(&mut self, example: &Example) {
        let values: Vec<String> = example.values.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let nothing = word("explain.nothing", self.terminal.lang);
        self.line(expectation_key(example.expect), &if values.is_empty() { nothing } else { values.join("；") });
    }
}

/// Comparisons and products as people write them.
fn signs(text: &str) -> String {
    let signs = [(">=", "≥"), ("<=", "≤"), ("!=", "≠"), (" * ", " × "), (" / ", " ÷ ")];
    signs.iter().fold(text.to_owned(), |text, (sign, shown)| text.replace(sign, shown))
}

fn expectation_key(expect: Expectation) -> &'static str {
    match expect {
        Expectation::Pass => "explain.pass",
        Expectation::Fail => "explain.fail",
        Expectation::Undecided => "explain.undecided",
    }
}

fn missing_key(missing: MissingMode) -> &'static str {
    match missing {
        MissingMode::SkipAny => "explain.skip_any",
        MissingMode::SkipAll => "explain.skip_all",
        MissingMode::Zero => "explain.zero",
    }
}

#[cfg(test)]
mod tests {
    use super::super::terminal::columns;
    use super::*;

    #[test]
    fn labels_leave_room_for_the_text() {
        for key in [
            "formula",
            "words",
            "said",
            "indicators",
            "each",
            "measures",
            "months",
            "tolerance",
            "missing",
            "why",
            "advice",
        ] {
            for lang in [Lang::Zh, Lang::En] {
                let label = word(&format!("explain.{key}"), lang);
                assert!(!label.contains('.') && columns(&label) < LABEL, "{key}: {label}");
            }
        }
    }
}
