//! `findings.json`: every finding as other programs read it.

use super::session::Session;
use crate::finding::{Cause, Comparison, Explanation, Finding, FindingOperand, Level, Suspect};
use crate::model::{Cell, Period, Place};
use serde::Serialize;

impl Session {
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
            alternatives: finding.alternatives.iter().map(SuspectRecord::of).collect(),
            advice: finding.advice(lang),
            explanation: finding.status.explanation().map(ExplanationRecord::of),
            first_seen: finding.first_seen.to_string(),
            context: finding.context(),
        }
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternatives: Vec<SuspectRecord<'a>>,
    advice: String,
    group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationRecord<'a>>,
    first_seen: String,
    /// Behind the id and a `#` in a list: an explanation is of a finding that rests on this.
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<String>,
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
    use crate::model::{Measure, Month};
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
                        headline left op right difference operands likely_cause suspects advice group first_seen \
                        context";
        assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
        assert_eq!((sum["region"].as_str(), sum["cell"].as_str()), (Some("禹州市"), Some("D12")));
        assert_eq!((sum["status"].as_str(), note["status"].as_str()), (Some("open"), Some("noted")));
        assert_eq!(sum["group"], sum["id"]);
        assert!(sum["likely_cause"].is_null() && note["region"].is_null());
        assert_eq!(note["sheet"].as_str(), Some("表4"));
        assert_eq!(note.get("cell"), None, "absent where the finding is about a sheet");
        assert_eq!(sum["operands"][0]["value"].as_str(), Some("173"));
    }
}
