//! Findings on the terminal: where, what, both sides, the likely cause, what to do; and what follows from them.

use super::terminal::{Style, Terminal, WIDTH, pad, wrap};
use crate::finding::{Arguments, Finding, FindingId, FindingOperand, Group, Lang, Level, Suspect, say, word};
use crate::model::IndicatorId;
use std::collections::BTreeMap;

/// Columns before the text of a finding.
const INDENT: usize = 8;
/// Columns of that text: a stop may hang over the end of a line by one wide character.
const TEXT: usize = WIDTH - INDENT - 2;
/// Columns a line that goes on stands in.
const HANGING: usize = 6;
/// So many of those that follow from one finding are told one by one; more are counted, unless all are asked for.
const OTHERS: usize = 6;

/// A message with its arguments put in.
pub fn fill(key: &str, values: &[(&'static str, &dyn ToString)], lang: Lang) -> String {
    let mut arguments = Arguments::default();
    for (name, value) in values {
        arguments.push(name, value.to_string());
    }
    say(key, &arguments, lang)
}

/// How to write findings.
pub struct Lines<'a> {
    pub terminal: &'a Terminal,
    pub indicator_name: &'a dyn Fn(&IndicatorId) -> String,
}

impl Lines<'_> {
    fn say(&self, key: &str, values: &[(&'static str, &dyn ToString)]) -> String {
        fill(key, values, self.terminal.lang)
    }

    /// A finding, whole.
    pub fn finding(&self, finding: &Finding) -> Vec<String> {
        let lang = self.terminal.lang;
        let explained = finding.status.explanation().is_some() && !finding.is_open();
        let style = match finding.level {
            _ if explained => Style::Dim,
            Level::Must => Style::Red,
            Level::Query => Style::Yellow,
            Level::Note => Style::Dim,
        };
        let lines = self.texts(finding).into_iter().filter(|(text, _)| !text.is_empty());
        let lines = lines.flat_map(|(text, style)| wrap(&text, TEXT).into_iter().map(move |line| (line, style)));
        let mut all = Vec::new();
        for (i, (line, own)) in lines.enumerate() {
            let lead = if i == 0 { pad(finding.level.name(lang), INDENT - 2) } else { " ".repeat(INDENT - 2) };
            let line = own.map_or_else(|| line.clone(), |style| self.terminal.paint(style, &line));
            all.push(format!("  {}{line}", if i == 0 { self.terminal.paint(style, &lead) } else { lead }));
        }
        all
    }

    /// What is told of a finding, and how it looks.
    fn texts(&self, finding: &Finding) -> Vec<(String, Option<Style>)> {
        let (lang, verbose) = (self.terminal.lang, self.terminal.verbose);
        let mut texts = vec![(self.place(finding), None), (self.headline(finding), None)];
        texts.extend(finding.comparison.as_ref().map(|c| (c.words(lang), None)));
        if verbose {
            texts.extend(finding.formula().map(|formula| (formula.to_owned(), Some(Style::Dim))));
            texts.extend(finding.operands.iter().map(|one| (self.operand(one), Some(Style::Dim))));
        }
        texts.push((self.cause(finding), None));
        texts.extend(finding.status.told(lang).map(|told| (word("check.explanation", lang) + &told, None)));
        if finding.is_open() {
            texts.push((word("check.do", lang) + &finding.advice(lang), None));
        }
        if verbose {
            let code = [Some(finding.code), finding.rule.as_deref()];
            texts.push((code.into_iter().flatten().collect::<Vec<_>>().join(" "), Some(Style::Dim)));
        }
        texts
    }

    /// What is wrong, and since when if it is an old one.
    fn headline(&self, finding: &Finding) -> String {
        let mut words = finding.headline(self.terminal.lang);
        if finding.first_seen < finding.month {
            words += &self.say("check.since", &[("month", &finding.first_seen)]);
        }
        words
    }

    /// Where it is, and what stands there.
    fn place(&self, finding: &Finding) -> String {
        let sheet = finding.place.sheet.as_deref().filter(|sheet| !sheet.is_empty()).map(str::to_owned);
        let cell = finding.place.cell.map(|cell| cell.to_string());
        let raw = finding.raw.as_deref().filter(|_| cell.is_some()).map(|raw| self.now(raw));
        [sheet, cell, raw].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn now(&self, raw: &str) -> String {
        match raw.split_whitespace().collect::<Vec<_>>().join(" ") {
            raw if raw.is_empty() => word("check.now_blank", self.terminal.lang),
            raw => self.say("check.now", &[("raw", &raw)]),
        }
    }

    /// What most likely happened, and where; nothing where nothing is known.
    fn cause(&self, finding: &Finding) -> String {
        if let Some(month) = finding.copied_table() {
            return self.say("check.copied", &[("month", &month), ("before", &month.previous())]);
        }
        let cells = self.suspects(&finding.suspects, finding, "check.and");
        let first = match finding.cause {
            None if cells.is_empty() => String::new(),
            None => self.say("check.suspects", &[("cells", &cells)]),
            Some(cause) if cells.is_empty() => self.say("check.cause", &[("cause", &cause.words(self.terminal.lang))]),
            Some(cause) => {
                let values: [(&'static str, &dyn ToString); 2] =
                    [("cause", &cause.words(self.terminal.lang)), ("cells", &cells)];
                self.say("check.cause_at", &values)
            }
        };
        if finding.alternatives.is_empty() {
            return first;
        }
        let others = self.suspects(&finding.alternatives, finding, "check.or");
        first + &self.say("check.alternatives", &[("cells", &others)])
    }

    fn suspects(&self, cells: &[Suspect], finding: &Finding, between: &str) -> String {
        let cells: Vec<String> = cells.iter().map(|suspect| self.suspect(suspect, finding)).collect();
        cells.join(&word(between, self.terminal.lang))
    }

    fn suspect(&self, suspect: &Suspect, finding: &Finding) -> String {
        let place = suspect.place.beside(&finding.place);
        let cell = if suspect.place.cell.is_some() { place } else { (self.indicator_name)(&suspect.indicator) };
        match suspect.repair.as_str() {
            "" => cell,
            value => self.say("check.repair", &[("cell", &cell), ("value", &value)]),
        }
    }

    fn operand(&self, operand: &FindingOperand) -> String {
        let name = (self.indicator_name)(&operand.indicator);
        let cell = operand.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let sheet = operand.place.sheet.as_deref().unwrap_or_default();
        let place = format!("{name}[{}] {} {sheet} {cell}", operand.measure.name(), operand.month);
        let value =
            if operand.value.is_empty() { word("trace.missing", self.terminal.lang) } else { operand.value.clone() };
        self.say("check.operand", &[("place", &place.trim_end()), ("value", &value)])
    }

    /// Where a group's head is when it does not stand here.
    pub fn root(&self, id: &str, head: Option<&Finding>) -> Vec<String> {
        let told = head.map(|head| {
            let place = [head.place.file.as_deref(), head.place.sheet.as_deref()].into_iter().flatten();
            let cell = head.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
            let place = place.collect::<Vec<_>>().join(" ");
            format!("{} {place} {cell} {}", head.month, head.title(self.terminal.lang))
        });
        let what = told.or_else(|| self.known_by(id)).unwrap_or_else(|| id.to_owned());
        let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
        hanging(&self.say("check.root", &[("what", &what)]))
    }

    /// A head that is not at hand, by its id: it stands in a month that is not shown.
    fn known_by(&self, id: &str) -> Option<String> {
        let id = FindingId::parse(id)?;
        let title = id.title(self.terminal.lang).unwrap_or_default();
        let place: String = id.place.split('|').filter(|part| *part != "-").collect::<Vec<_>>().join(" ");
        Some(format!("{} {place} {title}", id.month))
    }

    /// Those that follow from a group's head: a line each, or their count by code and how to see them.
    pub fn others(&self, group: &Group<'_>) -> Vec<String> {
        if group.others.len() <= OTHERS || self.terminal.verbose {
            return group.others.iter().flat_map(|finding| hanging(&self.other(finding, group.head))).collect();
        }
        let mut titles: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        for finding in &group.others {
            let entry = titles.entry(finding.code).or_insert_with(|| (0, finding.title(self.terminal.lang)));
            entry.0 += 1;
        }
        let mut counted: Vec<(usize, String)> = titles.into_values().collect();
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let counted: Vec<String> = counted
            .iter()
            .map(|(count, title)| self.say("check.of_code", &[("title", title), ("count", count)]))
            .collect();
        let list = counted.join(&word("check.and", self.terminal.lang));
        hanging(&self.say("check.others", &[("count", &group.others.len()), ("list", &list)]))
    }

    /// One that follows from another: where, what, of which indicator, by how much.
    fn other(&self, finding: &Finding, head: &Finding) -> String {
        let place = finding.place.beside(&head.place);
        let title = finding.title(self.terminal.lang);
        let measure = finding.measure.map(|measure| format!("[{}]", measure.name())).unwrap_or_default();
        let name = finding.indicator.as_ref().filter(|_| finding.rule.is_some());
        let name = name.map(|id| (self.indicator_name)(id) + &measure);
        let off = finding.comparison.as_ref().map(|c| self.say("check.off", &[("difference", &c.difference)]));
        let comma = word("check.comma", self.terminal.lang);
        let detail = name.into_iter().chain(off).collect::<Vec<_>>().join(&comma);
        let detail = if detail.is_empty() { detail } else { self.say("check.detail", &[("detail", &detail)]) };
        let code = match (self.terminal.verbose, &finding.rule) {
            (false, _) => String::new(),
            (true, None) => format!(" {}", finding.code),
            (true, Some(rule)) => format!(" {} {rule}", finding.code),
        };
        let what = format!("{place} {title}{detail}{code}");
        self.say("check.other", &[("what", &what.trim_start())])
    }
}

/// A text under a finding; what does not fit on its line stands in below.
fn hanging(text: &str) -> Vec<String> {
    let lead = |at: usize| " ".repeat(if at == 0 { INDENT } else { INDENT + HANGING });
    wrap(text, TEXT - HANGING).iter().enumerate().map(|(at, line)| format!("{}{line}", lead(at))).collect()
}
