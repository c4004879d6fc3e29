//! What a cell of a blank form lets through, and what it says of anything else.

use super::number::float;
use crate::document::{BlankInput, NumberInput};
use crate::model::{Cell, Date, Decimal};
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError as Cause};

/// Longest title and message of a refusal, in UTF-16 units.
const MESSAGE: usize = 250;

/// Bounds a column of cells, one below the other, that take the same.
pub(super) fn bound(sheet: &mut Worksheet, first: Cell, last: Cell, input: &BlankInput) -> Result<(), Cause> {
    let Some(validation) = validation(first, input)? else { return Ok(()) };
    let column = super::sheet::column_index(first.column as usize);
    sheet.add_data_validation(first.row, column, last.row, column, &validation).map(|_| ())
}

fn validation(first: Cell, input: &BlankInput) -> Result<Option<DataValidation>, Cause> {
    let refused = |validation: DataValidation, title: &str, text: &str| {
        validation.set_error_title(title)?.set_error_message(super::meta::cut(text, MESSAGE))
    };
    Ok(Some(match input {
        BlankInput::Text => return Ok(None),
        BlankInput::Number(number) => {
            let validation = refused(numeric(first, number), "填的不是这一格要的数", &number.refusal)?;
            if number.prompt.is_empty() {
                validation
            } else {
                validation.set_input_message(super::meta::cut(&number.prompt, MESSAGE))?
            }
        }
        BlankInput::Day(least) => {
            let rule = DataValidationRule::GreaterThanOrEqualTo(serial(*least)?);
            let text = format!("请填日期，如{}；不得早于{}。", least.chinese(), least.chinese());
            refused(DataValidation::new().allow_date(rule), "填的不是日期", &text)?
                .set_input_message("填日期，如2021-12-2")?
        }
        BlankInput::Choice(words) => {
            let text = format!("请从下拉列表中选：{}", words.join("、"));
            refused(DataValidation::new().allow_list_strings(words)?, "不在可选之列", &text)?
        }
    }))
}

fn serial(date: Date) -> Result<ExcelDateTime, Cause> {
    ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or(1900), date.month(), date.day())
}

/// Whole numbers and percentages by the spreadsheet's own kinds; decimal places by a formula, which no kind can say.
fn numeric(first: Cell, number: &NumberInput) -> DataValidation {
    let new = DataValidation::new();
    match (number.least, number.most, number.places) {
        (Some(least), None, 0) if whole(least).is_some() => {
            let least = whole(least).unwrap_or_default();
            new.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(least))
        }
        (None, None, 0) => new.allow_whole_number(DataValidationRule::Between(i32::MIN, i32::MAX)),
        (least, most, places) => {
            let mut all = vec![format!("ISNUMBER({first})"), format!("ROUND({first},{places})={first}")];
            all.extend(least.map(|least| format!("{first}>={}", float(least))));
            all.extend(most.map(|most| format!("{first}<={}", float(most))));
            new.allow_custom(Formula::new(format!("AND({})", all.join(","))))
        }
    }
}

fn whole(value: Decimal) -> Option<i32> {
    value.normalize().to_string().parse().ok()
}
