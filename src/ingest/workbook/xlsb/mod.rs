//! Workbooks whose package has binary parts (MS-XLSB). Read here and not by the workbook library: that one does not
//! tell percentages, and leaves the merged ranges out.

mod records;
mod sheet;

use super::filler::Filler;
use super::package::Package;
use super::relations::{of_kind, relations};
use super::value::Shown;
use super::{Grid, Refusal, number_format};
use records::Records;
use std::collections::BTreeMap;
use std::sync::Arc;

const SST_ITEM: u16 = 19;
const FMT: u16 = 44;
const XF: u16 = 47;
const WORKBOOK_PROPERTIES: u16 = 153;
const BUNDLE_SHEET: u16 = 156;
const BEGIN_CELL_XFS: u16 = 617;
const END_CELL_XFS: u16 = 618;

/// What the sheets share.
struct Shared {
    strings: Vec<Arc<str>>,
    /// What the format of each cell style makes of a number.
    shown: Vec<Shown>,
    since_1904: bool,
}

pub(super) fn read(bytes: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut package = Package::open(bytes, filler)?;
    let top = relations(&mut package, "", filler)?;
    let workbook = of_kind(&top, "officeDocument").ok_or(Refusal::Damaged)?.to_owned();
    let relations = relations(&mut package, &workbook, filler)?;
    let mut shared = Shared { strings: Vec::new(), shown: Vec::new(), since_1904: false };
    if let Some(part) = of_kind(&relations, "sharedStrings") {
        shared.strings = strings(&package.must(part, filler)?, filler)?;
    }
    if let Some(part) = of_kind(&relations, "styles") {
        shared.shown = styles(&package.must(part, filler)?, filler)?;
    }
    let part = package.must(&workbook, filler)?;
    let mut records = Records::new(&part);
    let mut grids = Vec::new();
    while let Some((kind, mut fields)) = records.next(filler)? {
        if kind == WORKBOOK_PROPERTIES {
            shared.since_1904 = fields.four()? & 1 != 0;
        }
        if kind != BUNDLE_SHEET {
            continue;
        }
        let hidden = fields.four()? != 0;
        fields.skip(4)?;
        let (relation, name) = (fields.text()?, fields.text()?);
        let relation = relations.get(&relation).ok_or(Refusal::Damaged)?;
        if relation.kind == "worksheet" {
            let mut grid = Grid { name: name.as_str().into(), hidden, ..Grid::default() };
            sheet::read(&package.must(&relation.target, filler)?, &shared, &mut grid, filler)?;
            grids.push(grid);
            filler.sheet(&grids)?;
        }
    }
    Ok(grids)
}

fn strings(part: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Arc<str>>, Refusal> {
    let mut records = Records::new(part);
    let mut all = Vec::new();
    while let Some((kind, mut fields)) = records.next(filler)? {
        if kind == SST_ITEM {
            filler.string()?;
            fields.skip(1)?;
            all.push(fields.text()?.into());
        }
    }
    Ok(all)
}

/// The styles of cells; those that other styles are named after come before them, and are of the same kind.
fn styles(part: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Shown>, Refusal> {
    let mut records = Records::new(part);
    let (mut formats, mut styles, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
    while let Some((kind, mut fields)) = records.next(filler)? {
        match kind {
            FMT => {
                let id = fields.two()?;
                formats.insert(id, number_format::of_code(&fields.text()?));
            }
            BEGIN_CELL_XFS => of_cells = true,
            END_CELL_XFS => of_cells = false,
            XF if of_cells => {
                fields.skip(2)?;
                styles.push(fields.two()?);
            }
            _ => {}
        }
    }
    let shown = |id: u16| formats.get(&id).copied().unwrap_or_else(|| number_format::built_in(id));
    Ok(styles.into_iter().map(shown).collect())
}
