//! A workbook with numbers put into some of its cells. All else stays letter by letter: styles, merged cells, formulas,
//! other sheets. A cell that holds a formula is left alone.

use super::Fault;
use super::fill_sheet::{self, Numbers};
use super::locks;
use super::markup::{Edits, Kind, root, tags};
use super::package::Package;
use super::relations;
use super::workbook_xml;
use crate::catalog::Bounds;
use crate::model::{Cell, Decimal};
use crate::render::xlsx::XlsxError;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A number for a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entered {
    pub sheet: String,
    pub cell: Cell,
    pub value: Decimal,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Filled {
    pub bytes: Vec<u8>,
    /// Cells that were left alone: they hold a formula.
    pub formulas: BTreeSet<(String, Cell)>,
    /// Cells that were filled in although they are locked, on a sheet that is protected.
    pub locked: BTreeSet<(String, Cell)>,
}

/// Puts the numbers into their cells.
///
/// # Errors
/// No xlsx package, or one that cannot be patched; a sheet that is not there.
pub fn fill(bytes: &[u8], numbers: &[Entered], bounds: &Bounds) -> Result<Filled, XlsxError> {
    // What comes in is anyone's, and what unpacks it is not all ours.
    let work = AssertUnwindSafe(|| patch(bytes, numbers, bounds));
    let told = |fault: Fault| XlsxError { sheet: String::new(), message: fault.0.to_owned() };
    catch_unwind(work).unwrap_or(Err(Fault("部件无法处理"))).map_err(told)
}

fn patch(bytes: &[u8], numbers: &[Entered], bounds: &Bounds) -> Result<Filled, Fault> {
    let mut package = Package::open(bytes, bounds)?;
    let office = relations::read(&mut package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let office = office.ok_or(Fault("不是 xlsx 包"))?;
    let text = package.must(&office.target)?;
    if root(&text)?.local() != "workbook" {
        return Err(Fault("不是 xlsx 包"));
    }
    let all = relations::read(&mut package, &office.target)?;
    let listed = workbook_xml::sheets(&text)?;
    let mut by_sheet: BTreeMap<&str, Numbers> = BTreeMap::new();
    for number in numbers {
        let row = by_sheet.entry(number.sheet.as_str()).or_default().entry(number.cell.row).or_default();
        row.insert(number.cell.column, number.value);
    }
    let styles = all.iter().find(|relation| relation.kind == "styles").map(|relation| relation.target.clone());
    let styles = styles.map(|part| package.text(&part)).transpose()?.flatten();
    let open = styles.map(|text| locks::open_styles(&text)).transpose()?.unwrap_or_default();
    let (mut formulas, mut locked, mut computes) = (BTreeSet::new(), BTreeSet::new(), false);
    for sheet in &listed {
        let target = all.iter().find(|relation| relation.id == sheet.relation).map(|relation| &relation.target);
        let Some(part) = target.filter(|target| !target.is_empty()) else { continue };
        let text = package.must(part)?;
        let wanted = by_sheet.remove(sheet.name.as_str()).unwrap_or_default();
        let done = fill_sheet::patch(&text, wanted)?;
        computes |= done.computes;
        formulas.extend(done.formulas.into_iter().map(|cell| (sheet.name.clone(), cell)));
        let closed = done.styles.iter().filter(|(_, style)| done.protected && !open.contains(style));
        locked.extend(closed.map(|(cell, _)| (sheet.name.clone(), *cell)));
        if let Some(text) = done.text {
            package.set(part, text);
        }
    }
    if !by_sheet.is_empty() {
        return Err(Fault("工作簿中没有要填的工作表"));
    }
    if computes {
        package.set(&office.target, computed_on_opening(&text)?);
    }
    Ok(Filled { bytes: package.finish()?, formulas, locked })
}

/// Elements of a workbook that stand behind `calcPr`.
const BEHIND: [&str; 10] = [
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
    "AlternateContent",
];

/// Formulas are computed anew when the workbook is opened: what they showed was of the blank.
fn computed_on_opening(text: &str) -> Result<String, Fault> {
    let mut edits = Edits::default();
    let prefix = root(text)?.prefix();
    for tag in tags(text) {
        let tag = tag?;
        if tag.begins("calcPr") && tag.depth == 1 {
            edits.replace(tag.start, tag.end, tag.with("fullCalcOnLoad", Some("1")));
            break;
        }
        let follows = tag.depth == 1 && tag.kind != Kind::Close && BEHIND.contains(&tag.local());
        if follows || tag.depth == 0 && tag.kind == Kind::Close {
            edits.insert(tag.start, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"));
            break;
        }
    }
    Ok(edits.apply(text))
}
