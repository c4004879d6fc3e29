//! The page of a check: the register of each month, then each unit's findings by root cause.

use super::super::finding_lines::{Lines, fill};
use super::super::terminal::{Style, Terminal, WIDTH, pad, wrap};
use crate::app::{CheckResult, Session};
use crate::assessment::quality::Score;
use crate::finding::{Finding, Group, Level, groups, word};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{IndicatorId, Month, RegionCode};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole page.
pub fn lines(session: &Session, result: &CheckResult, terminal: &Terminal, undecided: bool) -> Vec<String> {
    let known = result.findings.iter().chain(&result.earlier).map(|finding| (finding.id(), finding)).collect();
    let mut page = Page { session, result, terminal, undecided, known, lines: Vec::new() };
    if !terminal.quiet {
        for month in &result.months {
            page.month(*month);
        }
        page.closing();
    }
    page.last_line();
    page.lines
}

pub(super) struct Page<'a> {
    pub session: &'a Session,
    pub result: &'a CheckResult,
    pub terminal: &'a Terminal,
    /// Whether the runs without an answer are listed.
    pub undecided: bool,
    /// By id, for those that speak for others.
    pub known: BTreeMap<String, &'a Finding>,
    pub lines: Vec<String>,
}

/// Whether it is a query that was answered.
pub(super) fn is_explained(finding: &Finding) -> bool {
    finding.level == Level::Query && !finding.is_open()
}

impl Page<'_> {
    pub fn say(&self, key: &str, values: &[(&'static str, &dyn ToString)]) -> String {
        fill(key, values, self.terminal.lang)
    }

    fn month(&mut self, month: Month) {
        let result = self.result;
        let entries: Vec<&ReturnRecord> = result.register.iter().filter(|entry| entry.month == month).collect();
        self.register(month, &entries);
        let of_month: Vec<&Finding> = result.findings.iter().filter(|finding| finding.month == month).collect();
        let units = self.session.desk.units.iter().map(|unit| Some(&unit.code));
        for unit in units.chain(std::iter::once(None)) {
            let of_unit = |finding: &&Finding| finding.region.as_ref() == unit;
            self.unit(unit, &of_month.iter().copied().filter(of_unit).collect::<Vec<_>>());
        }
    }

    fn register(&mut self, month: Month, entries: &[&ReturnRecord]) {
        let owed = || entries.iter().filter(|entry| !entry.own);
        let came = owed().filter(|e| e.state.came()).count();
        let in_time = owed().filter(|e| e.state == ReturnState::OnTime).count();
        let expected = owed().count();
        let head =
            [("month", &month as &dyn ToString), ("expected", &expected), ("came", &came), ("in_time", &in_time)];
        let mut head = self.say("check.register", &head);
        let undated = owed().filter(|e| e.state == ReturnState::Undated).count();
        if undated > 0 {
            head += &self.say("check.register_undated", &[("count", &undated)]);
        }
        self.lines.push(self.terminal.paint(Style::Bold, &head));
        for entry in entries {
            self.register_line(entry);
        }
        self.lines.push(String::new());
    }

    fn register_line(&mut self, entry: &ReturnRecord) {
        // What came and has to be corrected goes back.
        let of_entry =
            |finding: &&Finding| finding.month == entry.month && finding.region.as_ref() == Some(&entry.region);
        let returned = matches!(entry.state, ReturnState::OnTime | ReturnState::Late)
            && self.result.findings.iter().filter(of_entry).any(|finding| finding.level == Level::Must);
        let (key, style) = match entry.state {
            _ if returned => ("check.returned", Style::Red),
            ReturnState::OnTime => ("check.on_time", Style::Green),
            ReturnState::Undated => ("check.undated", Style::Yellow),
            ReturnState::Late => ("check.late", Style::Yellow),
            ReturnState::Empty => ("check.empty", Style::Red),
            ReturnState::Missing => ("check.missing", Style::Red),
        };
        let state = self.terminal.paint(style, &pad(&word(key, self.terminal.lang), 8));
        let unit = self.session.desk.units.iter().find(|unit| unit.code == entry.region);
        let contact = unit.map_or("", |unit| unit.contact.as_str());
        let date = entry.submitted.map_or_else(|| word("check.never", self.terminal.lang), |date| date.to_string());
        let rest = self.say("check.register_line", &[("date", &date), ("contact", &contact)]);
        let own = if entry.own { word("check.own", self.terminal.lang) } else { String::new() };
        let name = pad(&self.session.region_name(&entry.region), 20);
        let late = returned && entry.state == ReturnState::Late;
        let late = if late { word("check.and_late", self.terminal.lang) } else { String::new() };
        let of_entry = |score: &&Score| score.region == entry.region && score.month == entry.month;
        let score = self.result.quality.iter().find(of_entry);
        let quality = score.map_or_else(String::new, |score| {
            self.say("check.quality", &[("points", &score.points.normalize()), ("band", &score.band)])
        });
        self.lines.push(format!("  {state}{name} {rest}{late}{own}{quality}"));
        if let Some(score) = score.filter(|score| self.terminal.verbose && score.lost.iter().any(|l| l.count > 0)) {
            self.hanging(10, &self.session.quality_line(score));
        }
    }

    /// A unit's findings of a month by root cause: must first, then queries; notes and what was explained only on
    /// request.
    fn unit(&mut self, unit: Option<&RegionCode>, findings: &[&Finding]) {
        let (explained, wanting): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|f| is_explained(f));
        let verbose = self.terminal.verbose;
        let listed = groups(wanting.into_iter().filter(|f| f.level != Level::Note || verbose));
        if listed.is_empty() && explained.is_empty() {
            return;
        }
        let name = match unit {
            Some(code) => self.session.region_name(code),
            None => word("check.no_unit", self.terminal.lang),
        };
        let counts = self.unit_counts(&listed, explained.len());
        self.lines.push(format!("{}  {counts}", self.terminal.paint(Style::Bold, &name)));
        let mut file: Option<Arc<str>> = None;
        for group in &listed {
            self.file(&mut file, group.head);
            self.group(group);
        }
        if verbose {
            for finding in explained {
                self.file(&mut file, finding);
                self.explained(finding);
            }
        }
        self.lines.push(String::new());
    }

    fn unit_counts(&self, listed: &[Group<'_>], explained: usize) -> String {
        let of = |level| listed.iter().flat_map(Group::members).filter(|f| f.level == level).count();
        let causes = listed.iter().filter(|group| group.level == Level::Must).count();
        let (must, query, note) = (of(Level::Must), of(Level::Query), of(Level::Note));
        let mut words = self.say("check.must", &[("count", &must)]);
        if causes < must {
            words += &self.say("check.groups", &[("count", &causes)]);
        }
        words += &self.say("check.query", &[("count", &query)]);
        if explained > 0 {
            words += &self.say("check.explained", &[("count", &explained)]);
        }
        if note > 0 {
            words += &self.say("check.note", &[("count", &note)]);
        }
        words
    }

    /// Names the file where it is another than before.
    fn file(&mut self, before: &mut Option<Arc<str>>, finding: &Finding) {
        if finding.place.file.is_none() || finding.place.file == *before {
            return;
        }
        before.clone_from(&finding.place.file);
        for line in wrap(finding.place.file.as_deref().unwrap_or_default(), WIDTH - 2) {
            self.lines.push(format!("  {}", self.terminal.paint(Style::Dim, &line)));
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        let name = |id: &IndicatorId| self.session.indicator_name(id);
        let lines = Lines { terminal: self.terminal, indicator_name: &name };
        let mut all = lines.finding(group.head);
        if group.head_is_elsewhere() {
            all.extend(lines.root(&group.id, self.known.get(&group.id).copied()));
        }
        all.extend(lines.others(group));
        self.lines.extend(all);
    }

    fn explained(&mut self, finding: &Finding) {
        let name = |id: &IndicatorId| self.session.indicator_name(id);
        let lines = Lines { terminal: self.terminal, indicator_name: &name }.finding(finding);
        self.lines.extend(lines);
    }
}
