//! The cells and merged ranges of one binary sheet.

use super::Shared;
use super::records::{Fields, Records};
use crate::ingest::workbook::binary;
use crate::ingest::workbook::filler::Filler;
use crate::ingest::workbook::value::{self, Shown};
use crate::ingest::workbook::{Content, Grid, GridCell, Refusal};
use crate::model::Cell;
use std::sync::Arc;

const ROW: u16 = 0;
const BLANK: u16 = 1;
const RK: u16 = 2;
const ERROR: u16 = 3;
const BOOL: u16 = 4;
const REAL: u16 = 5;
const TEXT: u16 = 6;
const SHARED: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_NUMBER: u16 = 9;
const FORMULA_BOOL: u16 = 10;
const FORMULA_ERROR: u16 = 11;
/// Cells without a column of their own; no program is known to write them, and none may be lost without a word.
const SHORT_FIRST: u16 = 12;
const SHORT_LAST: u16 = 18;
const COLUMNS: u16 = 60;
const COLUMNS_HIDDEN: u8 = 0x01;
const ROW_HIDDEN: u8 = 0x10;
const FILTER_COLUMN: u16 = 163;
const RICH_TEXT: u16 = 62;
const BEGIN_DATA: u16 = 145;
const END_DATA: u16 = 146;
const MERGE: u16 = 176;

/// The size a sheet declares is not looked at.
pub fn read(part: &[u8], shared: &Shared, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let mut records = Records::new(part);
    let (mut row, mut in_data, mut closed) = (0, false, false);
    while let Some((kind, mut fields)) = records.next(filler)? {
        match kind {
            BEGIN_DATA => in_data = true,
            END_DATA => (in_data, closed) = (false, true),
            ROW if in_data => {
                row = fields.four()?;
                // Style, height and flags of what is above; a row may end before it says so.
                if fields.skip(7).is_ok() && fields.one().is_ok_and(|flags| flags & ROW_HIDDEN != 0) {
                    grid.unseen.rows.add(row, row);
                }
            }
            COLUMNS => {
                let (first, last) = (fields.four()?, fields.four()?);
                let width = fields.four();
                if fields.skip(4).is_ok() && fields.one().is_ok_and(|flags| flags & COLUMNS_HIDDEN != 0) {
                    grid.unseen.columns.add(first, last);
                } else if let Ok(width) = width {
                    grid.sizes.columns(first, last, width);
                }
            }
            FILTER_COLUMN => grid.unseen.filtered = true,
            SHORT_FIRST..=SHORT_LAST if in_data => return Err(Refusal::Damaged),
            BLANK..=FORMULA_ERROR | RICH_TEXT if in_data => {
                let column = fields.four()?;
                let style = fields.four()? & 0x00FF_FFFF;
                let shown = usize::try_from(style).ok().and_then(|style| shared.shown.get(style));
                if let Some(cell) = cell(kind, fields, shown.copied().unwrap_or_default(), shared)? {
                    filler.put(grid, row, column, cell)?;
                }
            }
            MERGE => {
                let (first_row, last_row) = (fields.four()?, fields.four()?);
                let (first_column, last_column) = (fields.four()?, fields.four()?);
                filler.merge(grid, Cell::new(first_row, first_column), Cell::new(last_row, last_column))?;
            }
            _ => {}
        }
    }
    if closed { Ok(()) } else { Err(Refusal::Damaged) }
}

fn cell(kind: u16, mut fields: Fields<'_>, shown: Shown, shared: &Shared) -> Result<Option<GridCell>, Refusal> {
    Ok(Some(match kind {
        RK => binary::rk(fields.four()?, shown, shared.since_1904),
        REAL | FORMULA_NUMBER => value::float(fields.float()?, shown, shared.since_1904),
        ERROR | FORMULA_ERROR => binary::error(fields.one()?),
        BOOL | FORMULA_BOOL => value::plain(Content::Bool(fields.one()? != 0)),
        TEXT | FORMULA_TEXT => return Ok(value::text(&fields.text()?)),
        RICH_TEXT => {
            fields.skip(1)?;
            return Ok(value::text(&fields.text()?));
        }
        SHARED => {
            let which = usize::try_from(fields.four()?).map_err(|_| Refusal::Damaged)?;
            let text = shared.strings.get(which).ok_or(Refusal::Damaged)?;
            if text.is_empty() {
                return Ok(None);
            }
            value::plain(Content::Text(Arc::clone(text)))
        }
        _ => return Ok(None),
    }))
}
