//! One cell of a table → one fact, or the reason there is none.

use super::note;
use super::number::{self, Context, Form as Writing, Reading};
use super::scope::Scope;
use super::workbook::{Content, Grid, GridCell};
use crate::catalog::{Blank, Form};
use crate::finding::Finding;
use crate::model::{Cell, Decimal, IndicatorId, Measure, Missing, RegionCode, Value};

/// A cell with what the form says of it.
pub(super) struct Wanted<'a> {
    pub indicator: &'a IndicatorId,
    pub measure: Measure,
    /// The unit its number is written in.
    pub unit: &'a str,
    pub cell: Cell,
    /// From that unit to the one the value is filed in.
    pub size: Option<Size>,
    pub asked: Asked,
}

/// Whether the form wants a number in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Yes,
    No,
    /// The column is there, and the row has no such number.
    NotApplicable,
}

/// How much one of the unit written and one of the unit filed are of their base.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub from: Decimal,
    pub to: Decimal,
}

impl Size {
    /// The value in the unit it is filed in; nothing when it cannot be said exactly.
    fn convert(self, value: Decimal) -> Option<Decimal> {
        let base = value.checked_mul(self.from)?;
        let converted = base.checked_div(self.to)?;
        (converted.checked_mul(self.to)? == base).then(|| converted.normalize())
    }
}

/// Reads cells of one sheet.
pub(super) struct CellReader<'a> {
    pub scope: Scope<'a>,
    pub form: &'a Form,
    pub grid: &'a Grid,
    pub region: Option<&'a RegionCode>,
}

/// What a fact may be so that any sum of facts is exact: decimal places, and size (10^15).
pub const FINEST: u32 = 18;
const LARGEST: i128 = 1_000_000_000_000_000;

impl CellReader<'_> {
    /// The value of a cell; nothing where the form asks for none.
    pub fn read(&self, wanted: &Wanted<'_>, findings: &mut Vec<Finding>) -> Option<Value> {
        self.read_text(wanted, None, findings)
    }

    /// As [`CellReader::read`], of a cell whose value is `text`, a part of what stands in it.
    pub fn read_text(&self, wanted: &Wanted<'_>, text: Option<&str>, findings: &mut Vec<Finding>) -> Option<Value> {
        let content = self.grid.get(wanted.cell.row, wanted.cell.column);
        if wanted.asked != Asked::Yes {
            if content.is_some_and(|cell| self.holds_number(wanted, cell)) {
                findings.push(self.finding("value.outside", wanted, content));
            }
            return (wanted.asked == Asked::NotApplicable).then_some(Value::Missing(Missing::NotApplicable));
        }
        let value = match (content, text) {
            (None, _) => self.blank(wanted, findings),
            (Some(content), Some(text)) => self.text(wanted, content, text, findings),
            (Some(content), None) => self.content(wanted, content, findings),
        };
        let value = match (value, wanted.size) {
            (Value::Number(number), Some(size)) => match size.convert(number).filter(fits) {
                Some(number) => Value::Number(number),
                None => {
                    findings.push(self.finding("value.too_fine", wanted, content));
                    Value::Missing(Missing::Unreadable)
                }
            },
            (value, _) => value,
        };
        Some(value)
    }

    fn finding(&self, code: &'static str, wanted: &Wanted<'_>, content: Option<&GridCell>) -> Finding {
        let raw = content.map(GridCell::raw).unwrap_or_default();
        let mut finding = self.scope.about_cell(code, &self.grid.name, wanted.cell);
        finding.region = self.region.cloned();
        finding.form = Some(self.form.id.clone());
        finding.about(wanted.indicator, wanted.measure).raw(&raw)
    }

    /// The form does not ask for this cell. Placeholders are the usual way to say so; a number is worth a question.
    fn holds_number(&self, wanted: &Wanted<'_>, cell: &GridCell) -> bool {
        match &cell.content {
            Content::Number(number) => !number.is_zero(),
            Content::TooLong(_) => true,
            Content::Text(text) => {
                let read = number::read_with(text, &self.context(wanted));
                matches!(read, Reading::Number(number, _) if !number.is_zero())
            }
            _ => false,
        }
    }

    fn blank(&self, wanted: &Wanted<'_>, findings: &mut Vec<Finding>) -> Value {
        // A ratio left blank is none: where nothing is, there is nothing to divide.
        if is_ratio(wanted.measure) {
            return Value::Missing(Missing::NotReported);
        }
        if let Blank::ZeroIfNote(notes) = &self.form.blank
            && self.carries_note(notes)
        {
            return Value::Number(Decimal::ZERO);
        }
        findings.push(self.finding("value.missing", wanted, None));
        Value::Missing(Missing::NotReported)
    }

    fn carries_note(&self, notes: &[String]) -> bool {
        self.grid.cells.values().any(|cell| match &cell.content {
            Content::Text(text) => notes.iter().any(|note| note::says(text, note)),
            _ => false,
        })
    }

    fn content(&self, wanted: &Wanted<'_>, cell: &GridCell, findings: &mut Vec<Finding>) -> Value {
        let unreadable = Value::Missing(Missing::Unreadable);
        let code = match &cell.content {
            Content::Number(number) => return self.number(wanted, cell, *number, findings),
            Content::Text(text) => return self.text(wanted, cell, text, findings),
            Content::TooLong(_) => "value.too_fine",
            Content::Error(_) => "value.error",
            Content::NoResult => "value.no_result",
            Content::Date(_) => {
                // As a person saw it, not its serial number.
                let date = self.grid.merged_text(wanted.cell.row, wanted.cell.column);
                findings.push(self.finding("value.date", wanted, None).raw(&date).with("date", date));
                return unreadable;
            }
            Content::Bool(_) => "value.not_a_number",
        };
        findings.push(self.finding(code, wanted, Some(cell)));
        unreadable
    }

    fn number(&self, wanted: &Wanted<'_>, cell: &GridCell, number: Decimal, findings: &mut Vec<Finding>) -> Value {
        let percent = wanted.unit == "%" && cell.percent;
        if cell.percent && !percent {
            // 0.95 or 95: no one can tell which was meant where people are counted.
            findings.push(self.finding("value.percent", wanted, Some(cell)));
            return Value::Missing(Missing::Unreadable);
        }
        let value = if percent { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
        let Some(value) = value.map(|v| v.normalize()).filter(fits) else {
            findings.push(self.finding("value.too_fine", wanted, Some(cell)));
            return Value::Missing(Missing::Unreadable);
        };
        let fraction = !value.is_zero() && value.abs() <= Decimal::ONE;
        // A rate of change is often below one per cent; a share seldom is.
        if wanted.unit == "%" && !percent && fraction && !is_change(wanted.measure) {
            let hundredfold = (value * Decimal::ONE_HUNDRED).normalize();
            findings.push(self.finding("percent.fraction", wanted, Some(cell)).with("value", hundredfold));
        }
        Value::Number(value)
    }

    /// A text is read in the unit its number is written in, and converted like any other number of the row.
    fn context<'b>(&'b self, wanted: &'b Wanted<'_>) -> Context<'b> {
        Context {
            unit: wanted.unit,
            placeholders: &self.form.placeholders,
            negatives: &self.form.negatives,
            units: &self.scope.catalog.units,
        }
    }

    /// The unit behind a number that is of another kind than the cell's: `163人` where 户 are counted.
    fn other_unit(&self, wanted: &Wanted<'_>, text: &str) -> Option<&str> {
        let units = &self.scope.catalog.units;
        let base = |name: &str| units.get(name).map_or_else(|| name.to_owned(), |unit| unit.base.clone());
        let own = base(wanted.unit);
        let is_number = |name: &str| {
            let number = text.trim().strip_suffix(name)?;
            matches!(number::read_with(number, &self.context(wanted)), Reading::Number(..)).then_some(())
        };
        let others = units.values().filter(|unit| unit.base != own && is_number(&unit.name).is_some());
        others.map(|unit| unit.name.as_str()).max_by_key(|name| name.len())
    }

    fn text(&self, wanted: &Wanted<'_>, cell: &GridCell, text: &str, findings: &mut Vec<Finding>) -> Value {
        if number::is_mark(text, &self.form.not_applicable) {
            return Value::Missing(Missing::NotApplicable);
        }
        let unreadable = Value::Missing(Missing::Unreadable);
        let (code, value) = match number::read_with(text, &self.context(wanted)) {
            Reading::Blank => return self.blank(wanted, findings),
            Reading::Number(number, _) | Reading::Annotated(number) if !fits(&number) => ("value.too_fine", unreadable),
            Reading::Number(number, forms) => {
                let finding = self.finding("value.normalised", wanted, Some(cell)).with("value", number);
                // 98.53% in a % column is how a percentage is written; nothing was changed.
                if !(wanted.unit == "%" && forms == [Writing::Text, Writing::UnitSuffix]) {
                    findings.push(finding.with("forms", describe(&forms)));
                }
                return Value::Number(number);
            }
            Reading::Annotated(number) => ("value.annotated", Value::Number(number)),
            Reading::Placeholder if is_ratio(wanted.measure) => return Value::Missing(Missing::NotReported),
            Reading::Placeholder => ("value.placeholder", Value::Missing(Missing::NotReported)),
            Reading::Approximate => ("value.approximate", unreadable),
            Reading::Ambiguous(doubt) => {
                findings.push(self.finding("value.ambiguous", wanted, Some(cell)).with("reason", doubt.name()));
                return unreadable;
            }
            Reading::NotANumber => {
                let Some(found) = self.other_unit(wanted, text) else {
                    findings.push(self.finding("value.not_a_number", wanted, Some(cell)));
                    return unreadable;
                };
                let finding = self.finding("value.other_unit", wanted, Some(cell));
                findings.push(finding.with("found", found).with("expected", wanted.unit));
                return unreadable;
            }
        };
        let finding = self.finding(code, wanted, Some(cell));
        let finding = match value {
            Value::Number(number) => finding.with("value", number),
            Value::Missing(_) => finding,
        };
        findings.push(finding);
        value
    }
}

pub(super) fn fits(value: &Decimal) -> bool {
    value.scale() <= FINEST && value.trunc().abs() < Decimal::from_i128_with_scale(LARGEST, 0)
}

fn is_change(measure: Measure) -> bool {
    matches!(measure, Measure::YoyRate | Measure::MomRate | Measure::YoyRateYtd)
}

/// Reported ratios are only checked, never used: an empty one is no gap.
pub(super) fn is_ratio(measure: Measure) -> bool {
    matches!(measure, Measure::Ratio | Measure::RatioYtd | Measure::PriorRatio | Measure::PriorRatioYtd)
}

/// The ways of writing, in the words of a message.
fn describe(forms: &[Writing]) -> String {
    forms.iter().map(|form| form.name()).collect::<Vec<_>>().join("、")
}
