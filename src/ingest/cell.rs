//! One cell of a table → one fact, or the reason there is none.

use super::number::{self, Context, Form as Writing, Reading};
use super::scope::Scope;
use super::workbook::{Content, Grid, GridCell};
use crate::catalog::{Blank, Form, RowBinding};
use crate::finding::Finding;
use crate::model::{Cell, Decimal, Fact, Measure, Missing, RegionCode, Value};

/// A cell with what the form says of it.
pub(super) struct Wanted<'a> {
    pub binding: &'a RowBinding,
    pub measure: Measure,
    pub cell: Cell,
    /// The row is in a unit of another size.
    pub size: Option<Size>,
}

/// How much one of the row's unit and one of the form's unit are of their base.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub from: Decimal,
    pub to: Decimal,
}

impl Size {
    /// The value in the form's unit; nothing when it cannot be said exactly.
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
    pub region: &'a RegionCode,
}

/// What a fact may be so that any sum of facts is exact: decimal places, and size (10^15).
pub const FINEST: u32 = 18;
const LARGEST: i128 = 1_000_000_000_000_000;

impl CellReader<'_> {
    pub fn read(&self, wanted: &Wanted<'_>, facts: &mut Vec<Fact>, findings: &mut Vec<Finding>) {
        let content = self.grid.get(wanted.cell.row, wanted.cell.column);
        if !wanted.binding.measures.contains(&wanted.measure) {
            let does_not_apply = wanted.binding.not_applicable.contains(&wanted.measure);
            self.outside(wanted, content, does_not_apply, facts, findings);
            return;
        }
        let value = match content {
            None => self.blank(wanted, findings),
            Some(content) => self.content(wanted, content, findings),
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
        self.keep(wanted, value, content, facts);
    }

    fn keep(&self, wanted: &Wanted<'_>, value: Value, content: Option<&GridCell>, facts: &mut Vec<Fact>) {
        let raw = content.map(GridCell::raw).unwrap_or_default();
        facts.push(Fact {
            region: self.region.clone(),
            month: self.scope.file.month,
            indicator: wanted.binding.indicator.clone(),
            measure: wanted.measure,
            value,
            source: Some(self.scope.source(&self.grid.name, wanted.cell, &raw)),
        });
    }

    fn finding(&self, code: &'static str, wanted: &Wanted<'_>, content: Option<&GridCell>) -> Finding {
        let raw = content.map(GridCell::raw).unwrap_or_default();
        let mut finding = self.scope.about_cell(code, &self.grid.name, wanted.cell).of(self.region);
        finding.form = Some(self.form.id.clone());
        finding.about(&wanted.binding.indicator, wanted.measure).raw(&raw)
    }

    /// The form does not ask for this cell. Placeholders are the usual way to say so; a number is worth a question.
    fn outside(
        &self,
        wanted: &Wanted<'_>,
        content: Option<&GridCell>,
        does_not_apply: bool,
        facts: &mut Vec<Fact>,
        findings: &mut Vec<Finding>,
    ) {
        let is_number = |cell: &GridCell| match &cell.content {
            Content::Number(number) => !number.is_zero(),
            Content::TooLong(_) => true,
            Content::Text(text) => {
                let read = number::read_with(text, &self.context(wanted));
                matches!(read, Reading::Number(number, _) if !number.is_zero())
            }
            _ => false,
        };
        if content.is_some_and(is_number) {
            findings.push(self.finding("value.outside", wanted, content));
        }
        if does_not_apply {
            self.keep(wanted, Value::Missing(Missing::NotApplicable), content, facts);
        }
    }

    fn blank(&self, wanted: &Wanted<'_>, findings: &mut Vec<Finding>) -> Value {
        if let Blank::ZeroIfNote(notes) = &self.form.blank
            && self.carries_note(notes)
        {
            return Value::Number(Decimal::ZERO);
        }
        if !is_ratio(wanted.measure) {
            findings.push(self.finding("value.missing", wanted, None));
        }
        Value::Missing(Missing::NotReported)
    }

    fn carries_note(&self, notes: &[String]) -> bool {
        self.grid.cells.values().any(|cell| match &cell.content {
            Content::Text(text) => notes.iter().any(|note| text.contains(note.as_str())),
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
            Content::Bool(_) | Content::Date(_) => "value.not_a_number",
        };
        findings.push(self.finding(code, wanted, Some(cell)));
        unreadable
    }

    fn number(&self, wanted: &Wanted<'_>, cell: &GridCell, number: Decimal, findings: &mut Vec<Finding>) -> Value {
        let percent = wanted.binding.unit == "%" && cell.percent;
        let value = if percent { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
        let Some(value) = value.map(|v| v.normalize()).filter(fits) else {
            findings.push(self.finding("value.too_fine", wanted, Some(cell)));
            return Value::Missing(Missing::Unreadable);
        };
        let fraction = !value.is_zero() && value.abs() <= Decimal::ONE;
        if wanted.binding.unit == "%" && !percent && fraction {
            let hundredfold = (value * Decimal::ONE_HUNDRED).normalize();
            findings.push(self.finding("percent.fraction", wanted, Some(cell)).with("value", hundredfold));
        }
        Value::Number(value)
    }

    /// A text is read in the unit its row is in, and converted like any other number of the row.
    fn context<'b>(&'b self, wanted: &'b Wanted<'_>) -> Context<'b> {
        let units = &self.scope.catalog.units;
        let own = wanted.binding.unit.as_str();
        let of_row = wanted.size.zip(units.get(own)).and_then(|(size, own)| {
            let mut alike = units.values().filter(|unit| unit.base == own.base);
            alike.find(|unit| unit.factor == size.from).map(|unit| unit.name.as_str())
        });
        Context { unit: of_row.unwrap_or(own), placeholders: &self.form.placeholders, units }
    }

    fn text(&self, wanted: &Wanted<'_>, cell: &GridCell, text: &str, findings: &mut Vec<Finding>) -> Value {
        let unreadable = Value::Missing(Missing::Unreadable);
        let (code, value) = match number::read_with(text, &self.context(wanted)) {
            Reading::Blank => return self.blank(wanted, findings),
            Reading::Number(number, _) | Reading::Annotated(number) if !fits(&number) => ("value.too_fine", unreadable),
            Reading::Number(number, forms) => {
                let finding = self.finding("value.normalised", wanted, Some(cell)).with("value", number);
                // 98.53% in a % column is how a percentage is written; nothing was changed.
                if !(wanted.binding.unit == "%" && forms == [Writing::Text, Writing::UnitSuffix]) {
                    findings.push(finding.with("forms", describe(&forms)));
                }
                return Value::Number(number);
            }
            Reading::Annotated(number) => ("value.annotated", Value::Number(number)),
            Reading::Placeholder if is_ratio(wanted.measure) => return Value::Missing(Missing::NotReported),
            Reading::Placeholder => ("value.placeholder", Value::Missing(Missing::NotReported)),
            Reading::Approximate => ("value.approximate", unreadable),
            Reading::Ambiguous(_) | Reading::NotANumber => ("value.not_a_number", unreadable),
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

fn fits(value: &Decimal) -> bool {
    value.scale() <= FINEST && value.trunc().abs() < Decimal::from_i128_with_scale(LARGEST, 0)
}

/// Reported ratios are only checked, never used: an empty one is no gap.
pub(super) fn is_ratio(measure: Measure) -> bool {
    matches!(measure, Measure::Ratio | Measure::RatioYtd | Measure::PriorRatio | Measure::PriorRatioYtd)
}

/// The ways of writing, in the words of a message.
fn describe(forms: &[Writing]) -> String {
    forms.iter().map(|form| form.name()).collect::<Vec<_>>().join("、")
}
