//! One text as a number in several units, as a name of a period, as a title.

use super::{reading, templates};
use std::sync::OnceLock;
use yuebao::catalog::Catalog;
use yuebao::ingest::{Content, Entry, month_of_text, read_workbook};
use yuebao::model::{Period, Value};

/// One text in columns of several units.
const NUMBERS: &str = include_str!("forms/numbers.toml");
/// One text as the head of a column and above the table.
const HEADS: &str = include_str!("forms/heads.toml");
/// One text as the name of a row.
const PERIODS: &str = include_str!("forms/periods.toml");

fn catalogs() -> &'static [Catalog; 3] {
    static CATALOGS: OnceLock<[Catalog; 3]> = OnceLock::new();
    let load = |form: &str| templates::with_form(form.as_bytes(), reading::bounds()).expect("a form");
    CATALOGS.get_or_init(|| [NUMBERS, HEADS, PERIODS].map(load))
}

pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let [numbers, heads, periods] = catalogs();
    let field = format!("\"{}\"", text.replace('"', "\"\""));
    let as_number = format!("乡镇,人数,金额（万元）,比率,标准\n甲镇,{field},{field},{field},{field}\n");
    let read = reading::read(numbers, as_number.as_bytes());
    assert!(read.entries.len() <= 4);
    // It stands in the sheet as it was written, or the file was refused. A zero byte is a matter of encodings.
    if !text.contains('\0')
        && let Ok(book) = read_workbook(as_number.as_bytes(), &reading::bounds(), &|| false)
        && let Some(cell) = book.sheets[0].get(1, 1)
    {
        assert!(matches!(cell.content, Content::Number(_) | Content::Text(_)) && cell.raw() == text);
    }
    let as_head = format!("{field},,\n县区,{field},备注\n魏都区,5,a\n");
    assert_periods(&text, &reading::read(heads, as_head.as_bytes()).entries);
    let as_row = format!("月份,死亡人数\n{field},5\n");
    assert_periods(&text, &reading::read(periods, as_row.as_bytes()).entries);
    if month_of_text(&text).is_some() {
        assert!(reading::has_figure(&text));
    }
}

/// The number is the one beside the text, and a period is one the text may speak of.
fn assert_periods(text: &str, entries: &[Entry]) {
    for entry in entries {
        assert!(matches!(entry.value, Value::Number(number) if number.to_string() == "5"), "{entry:?}");
        assert!(reading::has_figure(text), "{text:?} is no {}", entry.period);
        let (year, part, most) = match entry.period {
            Period::Month(month) => (month.year(), month.number(), 12),
            Period::Quarter(year, quarter) => (year, quarter, 4),
            Period::Half(year, half) => (year, half, 2),
            Period::Year(year) => (year, 1, 1),
        };
        assert!((1900..=2099).contains(&year) && (1..=most).contains(&part), "{text:?} is no {}", entry.period);
    }
}
