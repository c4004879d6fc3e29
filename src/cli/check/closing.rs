//! The end of a check's page: what earlier months leave open, what could not be decided, and the counts.

use super::super::terminal::{Style, WIDTH, wrap};
use super::page::{Page, is_explained};
use crate::finding::{Finding, Level, groups, word};
use crate::validation::Undecided;
use std::collections::BTreeSet;

impl Page<'_> {
    pub fn closing(&mut self) {
        self.earlier();
        if self.undecided {
            self.undecided();
        }
        let notes = self.result.count(Level::Note);
        if notes > 0 && !self.terminal.verbose {
            self.dim("check.notes", notes);
        }
        let explained = self.result.findings.iter().filter(|finding| is_explained(finding)).count();
        if explained > 0 && !self.terminal.verbose {
            self.dim("check.explained_hint", explained);
        }
        let runs = self.result.runs;
        if runs.undecided > 0 && !self.undecided {
            self.dim("check.undecided_hint", runs.undecided);
        }
        let values: [(&'static str, &dyn ToString); 5] = [
            ("runs", &(runs.pass + runs.fail + runs.undecided + runs.broken)),
            ("pass", &runs.pass),
            ("fail", &runs.fail),
            ("undecided", &runs.undecided),
            ("broken", &runs.broken),
        ];
        let words = self.say("check.rules", &values);
        self.lines.extend(wrap(&words, WIDTH - 2));
    }

    fn dim(&mut self, key: &str, count: impl ToString) {
        let line = self.say(key, &[("count", &count)]);
        self.lines.push(self.terminal.paint(Style::Dim, &line));
    }

    /// A line, and where it is too long, more that stand in below it.
    pub(super) fn hanging(&mut self, indent: usize, words: &str) {
        let rows = wrap(words, WIDTH - indent - 4);
        let lead = |at: usize| " ".repeat(if at == 0 { indent } else { indent + 2 });
        self.lines.extend(rows.iter().enumerate().map(|(at, row)| format!("{}{row}", lead(at))));
    }

    /// What earlier months leave open: a line for each root cause, for the whole of it can be had month by month.
    fn earlier(&mut self) {
        let earlier = &self.result.earlier;
        if earlier.is_empty() {
            return;
        }
        self.lines.push(self.say("check.earlier_head", &[("count", &earlier.len())]));
        for group in groups(earlier) {
            if self.terminal.verbose {
                group.members().for_each(|finding| self.earlier_line(finding, 0));
            } else {
                self.earlier_line(group.head, group.others.len());
            }
        }
        self.lines.push(String::new());
    }

    fn earlier_line(&mut self, finding: &Finding, others: usize) {
        let region = finding.region.as_ref().map(|code| self.session.region_name(code)).unwrap_or_default();
        let place = finding.place.sheet.as_deref().unwrap_or_default();
        let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let headline = finding.headline(self.terminal.lang);
        // What is said of a whole return may begin with whose and when it is.
        let named = !region.is_empty() && headline.starts_with(&region);
        let month = finding.month.to_string();
        let whose = match (named, headline.contains(&month)) {
            (true, true) => String::new(),
            (true, false) => month,
            (false, _) => format!("{month} {region}"),
        };
        let mut line = format!("{whose} {place} {cell} {headline}");
        if others > 0 {
            line += &self.say("check.and_others", &[("count", &others)]);
        }
        self.hanging(2, &line.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// The runs without an answer: by what they lacked, or one by one.
    fn undecided(&mut self) {
        let runs: Vec<&Undecided> = self.result.undecided.iter().collect();
        let mut head = self.say("check.undecided_head", &[("count", &runs.iter().map(|run| run.runs).sum::<u64>())]);
        if !runs.is_empty() && !self.terminal.verbose {
            head += &self.say("check.undecided_short", &[]);
        }
        self.lines.push(self.terminal.paint(Style::Bold, &head));
        for of_unit in runs.chunk_by(|a, b| (a.month, &a.region) == (b.month, &b.region)) {
            let Some(first) = of_unit.first() else { continue };
            self.lines.push(format!("  {} {}", first.month, self.session.region_name(&first.region)));
            if self.terminal.verbose {
                of_unit.iter().for_each(|run| self.undecided_run(run));
            } else {
                self.undecided_reasons(of_unit);
            }
        }
        self.lines.push(String::new());
    }

    fn undecided_run(&mut self, run: &Undecided) {
        self.hanging(4, &format!("{} {}", run.rule, run.words));
        for lacking in self.session.lacking(run, self.terminal.lang) {
            let words = self.say("check.lacks", &[("what", &lacking)]);
            self.hanging(6, &words);
        }
    }

    fn undecided_reasons(&mut self, runs: &[&Undecided]) {
        let mut reasons: Vec<(String, u64, Vec<&str>)> = Vec::new();
        for run in runs {
            let reason = self.session.reason(run, self.terminal.lang);
            match reasons.iter_mut().find(|(known, ..)| *known == reason) {
                Some((_, count, rules)) => {
                    *count += run.runs;
                    rules.push(&run.rule);
                }
                None => reasons.push((reason, run.runs, vec![&run.rule])),
            }
        }
        for (reason, count, mut rules) in reasons {
            rules.dedup();
            let rules = rules.join(&word("check.and", self.terminal.lang));
            let values: [(&'static str, &dyn ToString); 3] =
                [("reason", &reason), ("count", &count), ("rules", &rules)];
            let words = self.say("check.undecided_by", &values);
            self.hanging(4, &words);
        }
    }

    /// The counts, last; above them, or on the same line if only one is wanted, what they mean for the edition.
    pub fn last_line(&mut self) {
        let [must, query, note] = Level::ALL.map(|level| self.result.count(level));
        let earlier = self.result.earlier.len();
        if must + query + note + earlier == 0 {
            self.lines.push(self.terminal.paint(Style::Green, &word("check.clean", self.terminal.lang)));
            return;
        }
        let explained = self.result.findings.iter().filter(|finding| is_explained(finding)).count();
        let mut words = self.say("check.must", &[("count", &must)]);
        if must > 0 {
            words += &self.say("check.groups", &[("count", &self.must_groups())]);
        }
        words += &self.say("check.query", &[("count", &(query - explained))]);
        if explained > 0 {
            words += &self.say("check.explained", &[("count", &explained)]);
        }
        words += &self.say("check.note", &[("count", &note)]);
        if earlier > 0 {
            words += &self.say("check.earlier", &[("count", &earlier)]);
        }
        let open = must + earlier > 0;
        let verdict = word("check.open", self.terminal.lang);
        let rows = match (open, self.terminal.quiet) {
            (true, true) => vec![format!("{words}{}{verdict}", word("check.semicolon", self.terminal.lang))],
            (true, false) => std::iter::once(verdict).chain(wrap(&words, WIDTH - 2)).collect(),
            (false, true) => vec![words],
            (false, false) => wrap(&words, WIDTH - 2),
        };
        let style = if open { Style::Red } else { Style::Green };
        self.lines.extend(rows.iter().map(|row| self.terminal.paint(style, row)));
    }

    /// Root causes of the must-level findings.
    fn must_groups(&self) -> usize {
        let must = self.result.findings.iter().filter(|finding| finding.level == Level::Must);
        must.map(Finding::group_id).collect::<BTreeSet<_>>().len()
    }
}
