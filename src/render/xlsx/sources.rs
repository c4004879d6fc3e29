//! Where every number of a book comes from: a hidden sheet with a row for each figure.

use super::official::FigureCell;
use super::sheet::{column_index, index, write_text};
use super::style;
use super::text::units;
use crate::model::FigureKey;
use rust_xlsxwriter::{Worksheet, XlsxError as Cause};

/// The hidden sheet: its name, its heads after the first three, and what stands under them.
pub struct Sources<'a> {
    /// `数据来源`
    pub name: String,
    /// Sheet, cell, id of the figure.
    pub heads: [String; 3],
    pub more: Vec<String>,
    /// One text per head of `more`.
    pub of: &'a dyn Fn(&FigureKey) -> Vec<String>,
}

/// A sheet holds so many links; further rows have the address alone.
const MOST_LINKS: usize = 60_000;
/// Widest column, in characters.
const MOST_WIDTH: u32 = 60;

/// A header row, a row a figure in the order of the sheets, a filter; hidden.
pub(super) fn write_sources(sheet: &mut Worksheet, sources: &Sources<'_>, figures: &[FigureCell]) -> Result<(), Cause> {
    let heads: Vec<&String> = sources.heads.iter().chain(&sources.more).collect();
    let mut widths: Vec<u32> = heads.iter().map(|head| units(head) + 4).collect();
    for (column, head) in heads.iter().enumerate() {
        write_text(sheet, 0, column_index(column), head, &style::tidy_head())?;
    }
    let (text, link) = (style::tidy_text(false), style::source_link());
    for (at, figure) in figures.iter().enumerate() {
        let row = index(at + 1);
        let address = figure.cell.to_string();
        let key = figure.key.to_string();
        let cells = [figure.sheet.clone(), address.clone(), key].into_iter().chain((sources.of)(&figure.key));
        for (column, words) in cells.take(heads.len()).enumerate() {
            widths[column] = widths[column].max(units(&words) + 2);
            if column == 1 && at < MOST_LINKS {
                let url = format!("internal:'{}'!{address}", figure.sheet.replace('\'', "''"));
                sheet.write_url_with_options(row, 1, url.as_str(), &words, "", Some(&link))?;
            } else if !words.is_empty() {
                write_text(sheet, row, column_index(column), &words, &text)?;
            }
        }
    }
    for (column, width) in widths.into_iter().enumerate() {
        sheet.set_column_width(column_index(column), f64::from(width.min(MOST_WIDTH)))?;
    }
    sheet.autofilter(0, 0, index(figures.len()), column_index(heads.len().saturating_sub(1)))?;
    sheet.set_freeze_panes(1, 0)?.set_hidden(true);
    Ok(())
}
