//! What a check found: the register, the findings of ingestion and of the rules, as `findings.json` and as a table.

use super::reading::Reading;
use super::session::Session;
use crate::finding::{Cause, Comparison, Explanation, Finding, FindingOperand, Lang, Level, Suspect};
use crate::ingest::{FileRecord, ReturnRecord};
use crate::model::{Cell, Decimal, Month, Period, Place};
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};
use crate::validation::{self, Tally, Validation};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All that is worth telling about some months.
#[derive(Clone, Debug)]
pub struct CheckResult {
    pub months: Vec<Month>,
    /// Of the months asked for, by month, level, unit and place.
    pub findings: Vec<Finding>,
    /// By rule, over every month that was read.
    pub tallies: BTreeMap<String, Tally>,
    /// Of the months asked for.
    pub register: Vec<ReturnRecord>,
    /// All files that were read.
    pub files: Vec<FileRecord>,
    /// Must-level findings of earlier months that enter the figures of the one period asked for.
    pub earlier: Vec<Finding>,
}

impl CheckResult {
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
    /// All rules together.
    pub fn runs(&self) -> Tally {
        self.tallies.values().fold(Tally::default(), |sum, tally| Tally {
            pass: sum.pass + tally.pass,
            fail: sum.fail + tally.fail,
            undecided: sum.undecided + tally.undecided,
            broken: sum.broken + tally.broken,
        })
    }
}

impl Session {
    /// Runs the rules over everything read and keeps what is of these periods.
    pub fn check(&self, reading: &Reading, periods: &[Period]) -> CheckResult {
        let found = self.all_findings(reading);
        self.checked(reading, periods, &found.findings, found.tallies)
    }

    /// What ingestion and the rules found in everything read, in order.
    pub(super) fn all_findings(&self, reading: &Reading) -> Validation {
        let mut found =
            validation::validate(&self.catalog, &self.desk, &reading.facts, &reading.months, &reading.returns.ledger);
        let mut all = reading.returns.findings.clone();
        all.append(&mut found.findings);
        validation::join(&mut all);
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        Validation { findings: all, ..found }
    }

    /// Of all that was found, what is of these periods.
    pub(super) fn checked(
        &self,
        reading: &Reading,
        periods: &[Period],
        all: &[Finding],
        tallies: BTreeMap<String, Tally>,
    ) -> CheckResult {
        let months: BTreeSet<Month> = periods.iter().flat_map(|period| period.months()).collect();
        let findings = all.iter().filter(|finding| months.contains(&finding.month)).cloned().collect();
        let register = reading.returns.register.iter().filter(|entry| months.contains(&entry.month));
        CheckResult {
            register: register.cloned().collect(),
            months: months.into_iter().collect(),
            findings,
            tallies,
            files: reading.returns.files.clone(),
            earlier: Vec::new(),
        }
    }

    /// The language of what is written to files.
    pub fn language(&self) -> Lang {
        if self.desk.language == "en" { Lang::En } else { Lang::Zh }
    }

    /// `findings.json`.
    pub fn findings_json(&self, periods: &[Period], findings: &[Finding]) -> Vec<u8> {
        let document = Document {
            desk: &self.desk.id,
            periods: periods.iter().map(ToString::to_string).collect(),
            findings: findings.iter().map(|finding| self.record(finding)).collect(),
        };
        // Texts and lists only: nothing in it can fail to be written.
        let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    fn record<'a>(&self, finding: &'a Finding) -> Record<'a> {
        let lang = self.language();
        let side = |pick: fn(&Comparison) -> &str| finding.comparison.as_ref().map(pick);
        Record {
            group: finding.group_id(),
            id: finding.id(),
            code: finding.code,
            rule: finding.rule.as_deref(),
            level: finding.level.id(),
            status: if finding.level == Level::Note { "noted" } else { finding.status.id() },
            region_code: finding.region.as_ref().map(crate::model::RegionCode::as_str),
            region: finding.region.as_ref().map(|code| self.region_name(code)),
            period: finding.month.to_string(),
            form: finding.form.as_deref(),
            indicator: finding.indicator.as_ref().map(crate::model::IndicatorId::as_str),
            measure: finding.measure.map(crate::model::Measure::id),
            place: At::of(&finding.place),
            raw: finding.raw.as_deref(),
            headline: finding.headline(lang),
            left: side(|c| &c.left),
            op: side(|c| c.op),
            right: side(|c| &c.right),
            difference: side(|c| &c.difference),
            operands: finding.operands.iter().map(OperandRecord::of).collect(),
            likely_cause: finding.cause.map(Cause::id),
            suspects: finding.suspects.iter().map(SuspectRecord::of).collect(),
            advice: finding.advice(lang),
            explanation: finding.status.explanation().map(ExplanationRecord::of),
            first_seen: finding.first_seen.to_string(),
        }
    }

    /// The table of `findings.xlsx`: one row a finding, in their order.
    pub fn findings_sheet(&self, findings: &[Finding]) -> TidySheet {
        let lang = self.language();
        let numbered = findings.iter().enumerate();
        let note = |level: Level, meaning: &str| TidyNote {
            item: format!("级别：{}", level.name(Lang::Zh)),
            meaning: meaning.to_owned(),
        };
        TidySheet {
            name: "问题".to_owned(),
            columns: COLUMNS.iter().map(|(name, kind)| TidyColumn { name: (*name).to_owned(), kind: *kind }).collect(),
            rows: numbered.map(|(at, finding)| self.row_of(at, finding, lang)).collect(),
            note_rows: vec![
                note(Level::Must, "必须更正，否则只能出草稿"),
                note(Level::Query, "请核实：更正，或说明原因"),
                note(Level::Note, "写法已自动规范，无需处理"),
            ],
        }
    }

    fn row_of(&self, at: usize, finding: &Finding, lang: Lang) -> Vec<TidyValue> {
        let text = |words: &str| TidyValue::Text(words.to_owned());
        let maybe = |words: Option<&str>| words.map_or(TidyValue::Empty, text);
        let place = &finding.place;
        let side = |pick: fn(&Comparison) -> &String| {
            finding.comparison.as_ref().map_or(TidyValue::Empty, |c| number(pick(c)))
        };
        vec![
            TidyValue::Number(Decimal::from(at + 1), 0),
            text(finding.level.name(lang)),
            maybe(finding.region.as_ref().map(|code| self.region_name(code)).as_deref()),
            text(&finding.month.to_string()),
            maybe(place.file.as_deref()),
            maybe(place.sheet.as_deref()),
            maybe(place.cell.as_ref().map(Cell::to_string).as_deref()),
            maybe(finding.raw.as_deref()),
            text(&finding.headline(lang)),
            side(|c| &c.left),
            maybe(finding.comparison.as_ref().map(|c| c.op)),
            side(|c| &c.right),
            side(|c| &c.difference),
            text(&finding.advice(lang)),
            text(finding.code),
            maybe(finding.rule.as_deref()),
        ]
    }
}

const COLUMNS: [(&str, TidyKind); 16] = [
    ("序号", TidyKind::Number),
    ("级别", TidyKind::Text),
    ("单位", TidyKind::Text),
    ("月份", TidyKind::Text),
    ("文件", TidyKind::Text),
    ("工作表", TidyKind::Text),
    ("单元格", TidyKind::Text),
    ("现值", TidyKind::Text),
    ("问题", TidyKind::Text),
    ("左值", TidyKind::Number),
    ("关系", TidyKind::Text),
    ("右值", TidyKind::Number),
    ("差", TidyKind::Number),
    ("建议", TidyKind::Text),
    ("代码", TidyKind::Text),
    ("规则", TidyKind::Text),
];

/// A side of a comparison as a number, or as it is printed.
fn number(words: &str) -> TidyValue {
    match Decimal::from_str_exact(words) {
        Ok(number) => TidyValue::Number(number, number.scale()),
        Err(_) => TidyValue::Text(words.to_owned()),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    desk: &'a str,
    periods: Vec<String>,
    findings: Vec<Record<'a>>,
}

/// One finding, its keys in the order people read them.
#[derive(Serialize)]
struct Record<'a> {
    id: String,
    code: &'a str,
    rule: Option<&'a str>,
    level: &'a str,
    status: &'a str,
    region_code: Option<&'a str>,
    region: Option<String>,
    period: String,
    form: Option<&'a str>,
    indicator: Option<&'a str>,
    measure: Option<&'a str>,
    #[serde(flatten)]
    place: At<'a>,
    raw: Option<&'a str>,
    headline: String,
    left: Option<&'a str>,
    op: Option<&'a str>,
    right: Option<&'a str>,
    difference: Option<&'a str>,
    operands: Vec<OperandRecord<'a>>,
    likely_cause: Option<&'a str>,
    suspects: Vec<SuspectRecord<'a>>,
    advice: String,
    group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRecord<'a>>,
    first_seen: String,
}

/// A place; what is not known of it is left out.
#[derive(Serialize)]
struct At<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

impl<'a> At<'a> {
    fn of(place: &'a Place) -> Self {
        Self {
            file: place.file.as_deref(),
            sheet: place.sheet.as_deref(),
            cell: place.cell.as_ref().map(Cell::to_string),
        }
    }
}

#[derive(Serialize)]
struct OperandRecord<'a> {
    indicator: &'a str,
    region_code: &'a str,
    period: String,
    #[serde(flatten)]
    place: At<'a>,
    raw: &'a str,
    value: &'a str,
}

impl<'a> OperandRecord<'a> {
    fn of(operand: &'a FindingOperand) -> Self {
        Self {
            indicator: operand.indicator.as_str(),
            region_code: operand.region.as_str(),
            period: operand.month.to_string(),
            place: At::of(&operand.place),
            raw: &operand.raw,
            value: &operand.value,
        }
    }
}

#[derive(Serialize)]
struct SuspectRecord<'a> {
    #[serde(flatten)]
    place: At<'a>,
    indicator: &'a str,
    region_code: &'a str,
    measure: &'a str,
    period: String,
    raw: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    repair: &'a str,
}

impl<'a> SuspectRecord<'a> {
    fn of(suspect: &'a Suspect) -> Self {
        Self {
            place: At::of(&suspect.place),
            indicator: suspect.indicator.as_str(),
            region_code: suspect.region.as_str(),
            measure: suspect.measure.id(),
            period: suspect.month.to_string(),
            raw: &suspect.raw,
            repair: &suspect.repair,
        }
    }
}

#[derive(Serialize)]
struct ExplanationRecord<'a> {
    text: &'a str,
    who: &'a str,
    date: &'a str,
    period: String,
    #[serde(flatten)]
    place: At<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_into: Option<String>,
}

impl<'a> ExplanationRecord<'a> {
    fn of(given: &'a Explanation) -> Self {
        Self {
            text: &given.text,
            who: &given.who,
            date: &given.date,
            period: given.month.to_string(),
            place: At::of(&given.place),
            carried_into: given.carried_into.map(|month| month.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::session::Options;
    use super::*;
    use crate::model::Measure;
    use std::sync::Arc;

    fn session() -> Session {
        let home = Some(env!("CARGO_MANIFEST_DIR").into());
        Session::open(&Options { home, desk: Some("xuchang-2021".to_owned()), ..Options::default() }).unwrap()
    }

    fn findings() -> Vec<Finding> {
        let month = Month::new(2021, 11).unwrap();
        let (file, sheet): (Arc<str>, Arc<str>) = ("2021-11/a.xlsx".into(), "表4".into());
        let place = Place::cell(&file, &sheet, Cell::new(11, 3));
        let mut sum = Finding::new("sum.mismatch", month, place.clone()).of(&"411081".into()).raw("1７3");
        sum.rule = Some("YL-03".to_owned());
        sum.comparison = Some(Comparison {
            left: "173".to_owned(),
            op: "=",
            right: "180.5".to_owned(),
            difference: "-7.5".to_owned(),
        });
        let indicator = "funeral.deaths".into();
        sum.operands = vec![FindingOperand {
            indicator,
            measure: Measure::Month,
            region: "411081".into(),
            month,
            place,
            raw: "1７3".to_owned(),
            value: "173".to_owned(),
        }];
        vec![sum, Finding::new("layout.blank_row", month, Place::sheet(&file, &sheet))]
    }

    #[test]
    fn the_document_has_the_shape_other_programs_rely_on() {
        let period = Period::parse("2021-11").unwrap();
        let bytes = session().findings_json(&[period], &findings());
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((json["desk"].as_str(), json["periods"][0].as_str()), (Some("xuchang-2021"), Some("2021-11")));
        let (sum, note) = (&json["findings"][0], &json["findings"][1]);
        let keys: Vec<&str> = sum.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = "id code rule level status region_code region period form indicator measure file sheet cell raw \
                        headline left op right difference operands likely_cause suspects advice group first_seen";
        assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
        assert_eq!((sum["region"].as_str(), sum["cell"].as_str()), (Some("禹州市"), Some("D12")));
        assert_eq!((sum["status"].as_str(), note["status"].as_str()), (Some("open"), Some("noted")));
        assert_eq!(sum["group"], sum["id"]);
        assert!(sum["likely_cause"].is_null() && note["region"].is_null());
        assert_eq!(note["sheet"].as_str(), Some("表4"));
        assert_eq!(note.get("cell"), None, "absent where the finding is about a sheet");
        assert_eq!(sum["operands"][0]["value"].as_str(), Some("173"));
    }

    #[test]
    fn the_table_has_a_value_for_every_column() {
        let sheet = session().findings_sheet(&findings());
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
        assert_eq!(sheet.rows[0][11], TidyValue::Number(Decimal::new(1805, 1), 1));
        assert_eq!(sheet.rows[0][6], TidyValue::Text("D12".to_owned()));
        assert_eq!((&sheet.rows[1][2], &sheet.rows[1][9]), (&TidyValue::Empty, &TidyValue::Empty));
    }
}
