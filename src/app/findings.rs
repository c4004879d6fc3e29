//! What a check found: the register, the findings of ingestion and of the rules, as `findings.json` and as a table.

use super::reading::Reading;
use super::session::Session;
use crate::finding::{Comparison, Finding, FindingOperand, Lang, Level};
use crate::ingest::ReturnRecord;
use crate::model::{Cell, Decimal, Month, Period, Place};
use crate::render::xlsx::{TidyColumn, TidyKind, TidyNote, TidySheet, TidyValue};
use crate::validation::{self, Tally};
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
        let months: BTreeSet<Month> = periods.iter().flat_map(|period| period.months()).collect();
        let validation = validation::validate(&self.catalog, &self.desk, &reading.facts, &reading.months);
        let all = reading.returns.findings.iter().cloned().chain(validation.findings);
        let mut findings: Vec<Finding> = all.filter(|finding| months.contains(&finding.month)).collect();
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        let register = reading.returns.register.iter().filter(|entry| months.contains(&entry.month));
        CheckResult {
            register: register.cloned().collect(),
            months: months.into_iter().collect(),
            findings,
            tallies: validation.tallies,
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
        let id = finding.id();
        let side = |pick: fn(&Comparison) -> &str| finding.comparison.as_ref().map(pick);
        Record {
            group: id.clone(),
            id,
            code: finding.code,
            rule: finding.rule.as_deref(),
            level: finding.level.id(),
            status: if finding.level == Level::Note { "noted" } else { "open" },
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
            likely_cause: None,
            suspects: Vec::new(),
            advice: finding.advice(lang),
            first_seen: finding.month.to_string(),
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
    suspects: Vec<At<'a>>,
    advice: String,
    group: String,
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
