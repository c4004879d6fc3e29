//! Another city's figures: the rows of its `figures.csv`, or of the sheet `figures` of its `data.xlsx`.

use super::file::reason;
use super::workbook::{self, Format, Grid, OutOfTime};
use crate::catalog::Bounds;
use crate::finding::Said;
use crate::model::{Cell, Decimal, Missing, Period};
use std::str::FromStr;
use std::sync::Arc;

/// The sheet of `data.xlsx` that holds the figures.
const SHEET: &str = "figures";
/// Columns a row is known by and read from; those of `figures.csv`.
const NEEDED: [&str; 6] = ["region_code", "indicator", "measure", "period", "value", "unit"];

/// One row, as it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenFigure {
    pub region: String,
    pub indicator: String,
    pub measure: String,
    pub period: String,
    pub unit: String,
    pub value: Result<Decimal, Missing>,
    /// Beside a value: what is wrong with it.
    pub missing: Option<Missing>,
    pub raw: String,
    pub sheet: Arc<str>,
    /// Of the value.
    pub cell: Cell,
}

/// Reads all rows.
///
/// # Errors
/// The file cannot be read, or is not laid out like `figures.csv`.
pub fn read_given_figures(bytes: &[u8], bounds: &Bounds, out_of_time: OutOfTime<'_>) -> Result<Vec<GivenFigure>, Said> {
    let book = workbook::read(bytes, bounds, out_of_time).map_err(|refusal| {
        let words = reason(&refusal);
        Said::new(words.clone(), words)
    })?;
    let is_meant = |grid: &&Grid| book.format == Format::Csv || &*grid.name == SHEET;
    let Some(grid) = book.sheets.iter().find(is_meant) else {
        return Err(Said::new(format!("没有工作表“{SHEET}”"), format!("there is no sheet {SHEET}")));
    };
    let columns = Columns::of(grid)?;
    let last = grid.cells.keys().map(|cell| cell.row).max().unwrap_or_default();
    (1..=last).filter_map(|row| columns.row(grid, row)).map(dated).collect()
}

/// A spreadsheet makes `Nov-21` of `2021-11`: such a row would be looked for in vain.
fn dated(row: GivenFigure) -> Result<GivenFigure, Said> {
    if Period::parse(&row.period).is_ok() {
        return Ok(row);
    }
    let (period, line) = (&row.period, row.cell.row + 1);
    let zh = format!("第{line}行的 period “{period}”不是报告期，应如 2021-11（用电子表格另存时常被改写）");
    Err(Said::new(zh, format!("row {line}: period \"{period}\" is none, write 2021-11")))
}

/// Where the columns stand: those that are needed, then `missing`.
struct Columns {
    needed: [u32; 6],
    missing: Option<u32>,
}

impl Columns {
    fn of(grid: &Grid) -> Result<Self, Said> {
        let heads = grid.cells.keys().filter(|cell| cell.row == 0).map(|cell| cell.column);
        let heads: Vec<(u32, String)> = heads.map(|column| (column, grid.text(0, column).trim().to_owned())).collect();
        let find = |name: &str| heads.iter().find(|(_, head)| head == name).map(|(column, _)| *column);
        let lacking: Vec<&str> = NEEDED.into_iter().filter(|name| find(name).is_none()).collect();
        let is_twice = |name: &&str| heads.iter().filter(|(_, head)| head == *name).count() > 1;
        if let Some(name) = NEEDED.iter().chain(&["missing"]).find(|name| is_twice(name)) {
            return Err(Said::new(format!("栏目 {name} 有两列"), format!("there are two columns {name}")));
        }
        if !lacking.is_empty() {
            let names = lacking.join("、");
            return Err(Said::new(
                format!("第一行应是 figures.csv 的栏目名，缺：{names}"),
                format!("row 1 must have the columns of figures.csv; lacking: {}", lacking.join(", ")),
            ));
        }
        Ok(Self { needed: NEEDED.map(|name| find(name).unwrap_or_default()), missing: find("missing") })
    }

    /// Nothing of an empty row.
    fn row(&self, grid: &Grid, row: u32) -> Option<GivenFigure> {
        let text = |column: u32| grid.text(row, column).trim().to_owned();
        let [region, indicator, measure, period, value, unit] = self.needed;
        let (cell, raw) = (Cell::new(row, value), text(value));
        let missing = self.missing.and_then(|column| missing(&text(column)));
        let read = if raw.is_empty() {
            Err(missing.unwrap_or(Missing::NotReported))
        } else {
            Decimal::from_str(&raw).map_err(|_| missing.unwrap_or(Missing::Unreadable))
        };
        let given = GivenFigure {
            region: text(region),
            indicator: text(indicator),
            measure: text(measure),
            period: text(period),
            unit: text(unit),
            value: read,
            missing,
            raw,
            sheet: Arc::clone(&grid.name),
            cell,
        };
        (!given.region.is_empty() || !given.indicator.is_empty()).then_some(given)
    }
}

/// A word there is no meaning for is no number to rely on.
fn missing(word: &str) -> Option<Missing> {
    use Missing::{Incomplete, NotApplicable, NotReported, Suppressed, Unreadable};
    let all = [NotReported, NotApplicable, Suppressed, Unreadable, Incomplete];
    (!word.is_empty()).then(|| all.into_iter().find(|one| one.id() == word).unwrap_or(Unreadable))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Bounds;

    fn bounds() -> Bounds {
        crate::catalog::testing::bundled().bounds
    }

    fn read(text: &str) -> Result<Vec<GivenFigure>, Said> {
        read_given_figures(text.as_bytes(), &bounds(), &|| false)
    }

    #[test]
    fn rows_are_read_by_the_names_of_columns_and_nothing_is_taken_for_zero() {
        let rows = read(
            "\u{feff}desk,period,region_code,measure,indicator,unit,value,missing\n\
             d,2021-11,510600,stock,eldercare.beds,张,1200,\n\
             d,2021-11,510600,stock,eldercare.homes,所,,not_reported\n\
             d,2021-11,510600,stock,eldercare.residents,人,700,incomplete\n\
             d,2021-11,510600,stock,eldercare.x,人,约7百,\n",
        )
        .unwrap();
        assert_eq!(rows.len(), 4);
        assert_eq!((rows[0].region.as_str(), rows[0].period.as_str()), ("510600", "2021-11"));
        assert_eq!((rows[0].value, rows[0].cell.to_string()), (Ok(Decimal::from(1200)), "G2".to_owned()));
        assert_eq!(rows[1].value, Err(Missing::NotReported));
        assert_eq!((rows[2].value, rows[2].missing), (Ok(Decimal::from(700)), Some(Missing::Incomplete)));
        assert_eq!(rows[3].value, Err(Missing::Unreadable));
    }

    #[test]
    fn a_file_of_another_layout_is_refused_with_what_it_lacks() {
        let said = read("地区,指标,值\n绵阳,床位,1\n").unwrap_err();
        assert!(said.zh.contains("缺：region_code、indicator、measure、period、value、unit"), "{}", said.zh);
    }
}
