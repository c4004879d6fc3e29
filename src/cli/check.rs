//! `yuebao check`: who has not reported, and what is wrong, in lines of 80 columns.

use super::Outcome;
use super::arguments::{is_set, text};
use super::finding_lines::{fill, finding_lines};
use super::mutate;
use super::progress::Bar;
use super::terminal::{Style, Terminal, WIDTH, pad, wrap, write_out};
use crate::app::{CheckResult, Error, Options, Reviewed, Session, templates};
use crate::catalog::{Catalog, Expectation};
use crate::finding::{Finding, Lang, Level, word};
use crate::ingest::{ReturnRecord, ReturnState};
use crate::model::{IndicatorId, Month, RegionCode};
use crate::validation::check_examples;
use clap::ArgMatches;
use std::sync::Arc;

pub fn run(options: &Options, matches: &ArgMatches, terminal: &Terminal) -> Result<Outcome, Error> {
    if is_set(matches, "templates") {
        return check_templates(options, terminal);
    }
    let session = Session::open(options)?;
    if is_set(matches, "mutate") {
        return mutate::run(&session, matches, terminal);
    }
    let periods = session.periods(text(matches, "period"))?;
    let Some(last) = periods.iter().map(|period| period.last_month()).max() else { return Ok(Outcome::Done) };
    let result = match periods.as_slice() {
        [period] => session.check_period(*period, &Bar::new(terminal))?,
        _ => session.check(&session.read(last, &Bar::new(terminal))?, &periods),
    };
    let open = result.count(Level::Must) + result.earlier.len();
    let outcome = if open > 0 { Outcome::Findings } else { Outcome::Done };
    let written = if is_set(matches, "write") { session.write_review(&periods, &result)? } else { Vec::new() };
    if is_set(matches, "json") {
        let all: Vec<Finding> = result.earlier.iter().chain(&result.findings).cloned().collect();
        write_out(&session.findings_json(&periods, &all))?;
        return Ok(outcome);
    }
    write_out((lines(&session, &result, terminal).join("\n") + "\n").as_bytes())?;
    let written: String = written.iter().map(|one| written_line(one, terminal) + "\n").collect();
    write_out(written.as_bytes())?;
    Ok(outcome)
}

fn written_line(written: &Reviewed, terminal: &Terminal) -> String {
    let key = if written.unchanged { "check.same" } else { "check.wrote" };
    let path = written.folder.display();
    terminal.paint(Style::Green, &fill(key, &[("count", &written.copies), ("path", &path)], terminal.lang))
}

fn lines(session: &Session, result: &CheckResult, terminal: &Terminal) -> Vec<String> {
    let mut page = Page { session, result, terminal, lines: Vec::new() };
    if !terminal.quiet {
        for month in &result.months {
            page.month(*month);
        }
        page.closing();
    }
    page.last_line();
    page.lines
}

/// The templates have been read without a fault; do their rules say what their examples say?
fn check_templates(options: &Options, terminal: &Terminal) -> Result<Outcome, Error> {
    let (catalog, _) = templates(options)?;
    let faults = check_examples(&catalog);
    if !faults.is_empty() {
        let line = |rule: &str, expected: &str, found: &str| {
            fill("check.example", &[("rule", &rule), ("expected", &expected), ("found", &found)], terminal.lang)
        };
        let lines = faults.iter().map(|fault| line(&fault.rule, expectation(fault.expected), fault.found));
        return Err(Error::Examples(lines.collect()));
    }
    write_out((templates_line(&catalog, terminal.lang) + "\n").as_bytes())?;
    Ok(Outcome::Done)
}

fn templates_line(catalog: &Catalog, lang: Lang) -> String {
    let examples: usize = catalog.rules.iter().map(|rule| rule.examples.len()).sum();
    let (indicators, forms, rules) = (catalog.indicators.len(), catalog.forms.len(), catalog.rules.len());
    fill(
        "check.templates_good",
        &[("indicators", &indicators), ("forms", &forms), ("rules", &rules), ("examples", &examples)],
        lang,
    )
}

fn expectation(expected: Expectation) -> &'static str {
    match expected {
        Expectation::Pass => "pass",
        Expectation::Fail => "fail",
        Expectation::Undecided => "undecided",
    }
}

struct Page<'a> {
    session: &'a Session,
    result: &'a CheckResult,
    terminal: &'a Terminal,
    lines: Vec<String>,
}

impl Page<'_> {
    fn say(&self, key: &str, values: &[(&'static str, &dyn ToString)]) -> String {
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
            let (key, style) = match entry.state {
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
            self.lines.push(format!("  {state}{name} {rest}{own}"));
        }
        self.lines.push(String::new());
    }

    /// A unit's findings of a month: must first, then queries; notes only on request.
    fn unit(&mut self, unit: Option<&RegionCode>, findings: &[&Finding]) {
        let listed: Vec<&Finding> =
            findings.iter().copied().filter(|f| f.level != Level::Note || self.terminal.verbose).collect();
        if listed.is_empty() {
            return;
        }
        let count = |level| listed.iter().filter(|finding| finding.level == level).count();
        let name = match unit {
            Some(code) => self.session.region_name(code),
            None => word("check.no_unit", self.terminal.lang),
        };
        let (must, query, note) = (count(Level::Must), count(Level::Query), count(Level::Note));
        let key = if note > 0 { "check.counts" } else { "check.unit_counts" };
        let counts = self.say(key, &[("must", &must), ("query", &query), ("note", &note)]);
        self.lines.push(format!("{}  {counts}", self.terminal.paint(Style::Bold, &name)));
        let mut file: Option<Arc<str>> = None;
        for finding in listed {
            if finding.place.file.is_some() && finding.place.file != file {
                file.clone_from(&finding.place.file);
                let path = finding.place.file.as_deref().unwrap_or_default();
                for line in wrap(path, WIDTH - 2) {
                    self.lines.push(format!("  {}", self.terminal.paint(Style::Dim, &line)));
                }
            }
            self.finding(finding);
        }
        self.lines.push(String::new());
    }

    fn finding(&mut self, finding: &Finding) {
        let name = |id: &IndicatorId| self.session.indicator_name(id);
        self.lines.extend(finding_lines(finding, self.terminal, &name));
    }

    /// What earlier months leave open: a line each, for the whole of it can be had month by month.
    fn earlier(&mut self) {
        let earlier = &self.result.earlier;
        if earlier.is_empty() {
            return;
        }
        self.lines.push(self.say("check.earlier_head", &[("count", &earlier.len())]));
        for finding in earlier {
            let region = finding.region.as_ref().map(|code| self.session.region_name(code)).unwrap_or_default();
            let place = finding.place.sheet.as_deref().unwrap_or_default();
            let cell = finding.place.cell.map(|cell| cell.to_string()).unwrap_or_default();
            let headline = finding.headline(self.terminal.lang);
            let line = format!("{} {region} {place} {cell} {headline}", finding.month);
            let rows = wrap(&line.split_whitespace().collect::<Vec<_>>().join(" "), WIDTH - 4);
            self.lines.extend(
                rows.iter().enumerate().map(|(at, row)| format!("{}{row}", if at == 0 { "  " } else { "    " })),
            );
        }
        self.lines.push(String::new());
    }

    fn closing(&mut self) {
        self.earlier();
        let notes = self.result.count(Level::Note);
        if notes > 0 && !self.terminal.verbose {
            let line = self.say("check.notes", &[("count", &notes)]);
            self.lines.push(self.terminal.paint(Style::Dim, &line));
        }
        let tally = self.result.runs();
        let runs = tally.pass + tally.fail + tally.undecided + tally.broken;
        if self.terminal.verbose && runs > 0 {
            let values: [(&'static str, &dyn ToString); 5] = [
                ("runs", &runs),
                ("pass", &tally.pass),
                ("fail", &tally.fail),
                ("undecided", &tally.undecided),
                ("broken", &tally.broken),
            ];
            self.lines.extend(wrap(&self.say("check.rules", &values), WIDTH));
        }
    }

    fn last_line(&mut self) {
        let [must, query, note] = Level::ALL.map(|level| self.result.count(level));
        let earlier = self.result.earlier.len();
        if must + query + note + earlier == 0 {
            self.lines.push(self.terminal.paint(Style::Green, &word("check.clean", self.terminal.lang)));
            return;
        }
        let counts = self.say("check.counts", &[("must", &must), ("query", &query), ("note", &note)]);
        let counts = match earlier {
            0 => counts,
            _ => format!("{counts}{}", self.say("check.earlier", &[("count", &earlier)])),
        };
        let line = if must + earlier > 0 {
            self.terminal.paint(Style::Red, &self.say("check.open", &[("counts", &counts)]))
        } else {
            self.terminal.paint(Style::Green, &counts)
        };
        self.lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::super::arguments::command;
    use super::super::terminal::columns;
    use super::*;
    use crate::model::{Cell, Date, Measure, Place};

    fn session() -> Session {
        let home = Some(env!("CARGO_MANIFEST_DIR").into());
        Session::open(&Options { home, desk: Some("xuchang-2021".to_owned()), ..Options::default() }).unwrap()
    }

    fn terminal(arguments: &[&str]) -> Terminal {
        let line = ["yuebao", "check", "--color", "never"].iter().chain(arguments);
        let matches = command(Lang::Zh).try_get_matches_from(line).unwrap();
        Terminal::new(Lang::Zh, matches.subcommand().unwrap().1)
    }

    /// One unit late with a must, a query and a note, another missing.
    fn result(month: Month) -> CheckResult {
        let file: Arc<str> =
            "2021-11/一个名字很长的文件，长得一行写不下，要折到第二行去才行（更正稿）（再更正）.xlsx".into();
        let place = |row| Place::cell(&file, &"表5 婚姻登记".into(), Cell::new(row, 3));
        let sum = Finding {
            comparison: Some(crate::finding::Comparison {
                left: "373".to_owned(),
                op: "=",
                right: "390".to_owned(),
                difference: "-17".to_owned(),
            }),
            ..Finding::new("sum.mismatch", month, place(11))
        };
        let long = "婚姻登记业务合计 = 结婚登记 + 离婚登记 + 补发婚姻登记证 + 其他一切登记，本年累计";
        let findings = vec![
            sum.of(&"411002".into()).raw("373").with("rule", long).with("advice", "核对。"),
            Finding::new("sheet.hidden", month, Place::sheet(&file, &"旧".into())).of(&"411002".into()),
            Finding::new("layout.blank_row", month, place(2)).of(&"411002".into()).about(&"x".into(), Measure::Month),
            Finding::new("return.missing", month, Place::default())
                .of(&"411003".into())
                .with("unit", "建安区")
                .with("month", month),
        ];
        let record = |region: &str, state, submitted| ReturnRecord {
            region: region.into(),
            month,
            own: region == "411000-B",
            state,
            file: None,
            submitted,
            due: Date::new(2021, 12, 5).unwrap(),
        };
        let register = vec![
            record("411002", ReturnState::Late, Date::new(2021, 12, 7)),
            record("411003", ReturnState::Missing, None),
            record("411000-B", ReturnState::OnTime, Date::new(2021, 12, 3)),
        ];
        CheckResult {
            months: vec![month],
            findings,
            tallies: std::collections::BTreeMap::new(),
            register,
            files: Vec::new(),
            earlier: Vec::new(),
        }
    }

    fn shown(arguments: &[&str]) -> Vec<String> {
        let month = Month::new(2021, 11).unwrap();
        lines(&session(), &result(month), &terminal(arguments))
    }

    #[test]
    fn the_register_counts_late_ones_as_come_and_the_bureau_apart() {
        let lines = shown(&[]);
        assert_eq!(lines[0], "2021-11 应报 2 个单位，实报 1 个，按时 0 个");
        assert!(lines[1].contains("迟报") && lines[1].contains("2021-12-07") && lines[1].contains("0374-0001322"));
        assert!(lines[2].contains("缺报") && lines[2].contains("建安区"));
        assert!(lines[3].ends_with("（另计）"));
    }

    #[test]
    fn findings_stand_by_unit_with_place_sides_and_advice_in_80_columns() {
        let lines = shown(&[]);
        assert!(lines.iter().all(|line| columns(line) <= WIDTH), "{lines:#?}");
        let at = |words: &str| lines.iter().position(|line| line.contains(words)).unwrap();
        assert!(at("魏都区  强制 1 处，核实 1 处") < at("表5 婚姻登记 D12 现值“373”"));
        assert!(at("373 = 390 不成立，差 -17") < at("处理：核对。"));
        assert!(at("隐藏工作表未计入") < at("建安区  强制 1 处，核实 0 处"));
        assert!(!lines.iter().any(|line| line.contains("插入了空行")), "notes are only counted");
        assert_eq!(lines.last().unwrap(), "强制 2 处，核实 1 处，提示 1 处；强制性问题尚未解决，只能出草稿");
    }

    #[test]
    fn verbose_lists_notes_and_codes_and_quiet_says_one_line() {
        let lines = shown(&["-v"]);
        assert!(lines.iter().any(|line| line.contains("插入了空行")));
        assert!(lines.iter().any(|line| line.trim() == "sum.mismatch"));
        assert_eq!(shown(&["-q"]).len(), 1);
    }
}
