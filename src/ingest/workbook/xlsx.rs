//! Office Open XML workbooks, cell by cell. The library goes by local names and by the ends of relationship types, so
//! prefixed and strict workbooks are read like any other (there are tests of it).

use super::filler::Filler;
use super::package::Package;
use super::relations::{Relation, of_kind, relations, relations_of};
use super::value::{self, Shown};
use super::{Content, Grid, GridCell, Refusal, addresses, encoding, number_format, xlsx_unseen, xml};
use crate::model::Cell;
use calamine::{DataRef, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The library's own words are of no use to a clerk.
fn refuse(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

pub(super) fn read(bytes: &[u8], filler: &mut Filler<'_>) -> Result<Vec<Grid>, Refusal> {
    let mut package = Package::open(bytes, filler)?;
    check_small_parts(&mut package, filler)?;
    addresses::check(&mut package, filler)?;
    let top = relations(&mut package, "", filler)?;
    let workbook = of_kind(&top, "officeDocument").ok_or(Refusal::Damaged)?;
    let of_workbook = relations(&mut package, workbook, filler)?;
    let mended = mend(&mut package, workbook, &of_workbook, filler)?;
    let mut unseen = xlsx_unseen::of_sheets(&mut package, workbook, &of_workbook, filler)?;
    check_strings(&mut package, filler)?;
    let bytes = mended.as_deref().unwrap_or(bytes);
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| refuse(&e))?;
    let since_1904 = book.has_1904_epoch();
    // Charts have sheets of their own, without cells.
    let is_worksheet = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet;
    let sheets: Vec<Sheet> = book.sheets_metadata().iter().filter(is_worksheet).cloned().collect();
    let mut grids: Vec<Grid> = Vec::new();
    for sheet in &sheets {
        // The library finds sheets by their names: the second of two would be the first again.
        if grids.iter().any(|grid| *grid.name == *sheet.name) {
            return Err(Refusal::Damaged);
        }
        let hidden = !matches!(sheet.visible, SheetVisible::Visible);
        let unseen = unseen.remove(&sheet.name).unwrap_or_default();
        let mut grid = Grid { name: sheet.name.as_str().into(), hidden, unseen, ..Grid::default() };
        read_cells(&mut book, since_1904, &mut grid, filler)?;
        mark_percent(&mut book, &mut grid, filler)?;
        for range in book.merge_cells_by_sheet_name(&sheet.name).map_err(|e| refuse(&e))? {
            let (a, b) = (Cell::new(range.start.0, range.start.1), Cell::new(range.end.0, range.end.1));
            filler.merge(&mut grid, a, b)?;
        }
        grids.push(grid);
        filler.sheet(&grids)?;
    }
    Ok(grids)
}

/// Makes a package the library reads rightly of one it would not, if need be.
///
/// It finds two parts by the names everyone gives them: by another name it would pass over them, and a percentage be a
/// fraction without a word. And it knows no sheets of old macros, which macro viruses leave in workbooks; they are made
/// sheets of charts, which are left out.
fn mend(
    package: &mut Package<'_>,
    workbook: &str,
    of_workbook: &BTreeMap<String, Relation>,
    filler: &mut Filler<'_>,
) -> Result<Option<Vec<u8>>, Refusal> {
    let mut has_macros = false;
    for relation in of_workbook.values() {
        let name = relation.target.to_lowercase().rsplit('/').next().unwrap_or_default().to_owned();
        match relation.kind.as_str() {
            "styles" if name != "styles.xml" => return Err(Refusal::Damaged),
            "sharedStrings" if name != "sharedstrings.xml" => return Err(Refusal::Damaged),
            "xlMacrosheet" | "xlIntlMacrosheet" => has_macros = true,
            _ => {}
        }
    }
    if !has_macros {
        return Ok(None);
    }
    let name = relations_of(workbook);
    let text = encoding::of_xml(&package.must(&name, filler)?)?;
    let text = text.replace("/xlMacrosheet\"", "/chartsheet\"").replace("/xlIntlMacrosheet\"", "/chartsheet\"");
    package.with_part(&name, text.as_bytes()).map(Some)
}

/// At least what the library keeps for an element of these parts.
const KEPT: usize = 512;

/// The styles, the list of sheets and the relations are read whole, and the library copies the font and the number
/// format into every style: a short part may become very much. What it may at most become counts as unpacked.
fn check_small_parts(package: &mut Package<'_>, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let is_small = |name: &&str| name.ends_with("styles.xml") || name.ends_with(".rels");
    let parts: Vec<String> = package.names().filter(is_small).map(str::to_owned).collect();
    for name in parts {
        check_small(&package.must(&name, filler)?, filler)?;
    }
    let top = relations(package, "", filler)?;
    let workbook = of_kind(&top, "officeDocument").ok_or(Refusal::Damaged)?;
    check_small(&package.must(workbook, filler)?, filler)
}

/// As many elements, each as large as the longest. What is wrong in the part is told by whoever reads it.
fn check_small(part: &[u8], filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let text = encoding::of_xml(part)?;
    let (mut nodes, mut elements, mut longest) = (xml::Xml::new(&text), 0_usize, 0_usize);
    loop {
        match nodes.next(filler) {
            Ok(xml::Node::Open(element)) => (elements, longest) = (elements + 1, longest.max(element.len())),
            Ok(xml::Node::End) | Err(Refusal::Damaged) => break,
            Ok(_) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    let limit = filler.bounds.inflated_bytes;
    let most = u64::try_from(elements.saturating_mul(longest.saturating_add(KEPT))).unwrap_or(u64::MAX);
    if most > limit { Err(Refusal::TooLarge("inflated_bytes", limit)) } else { Ok(()) }
}

/// The library makes room for as many strings as the table says it has; so what it says is looked at first.
fn check_strings(package: &mut Package<'_>, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let is_table = |name: &&str| name.ends_with("sharedstrings.xml");
    let tables: Vec<String> = package.names().filter(is_table).map(str::to_owned).collect();
    let limit = filler.bounds.strings;
    for name in tables {
        let text = encoding::of_xml(&package.must(&name, filler)?)?;
        let mut nodes = xml::Xml::new(&text);
        let root = loop {
            match nodes.next(filler)? {
                xml::Node::Open(element) => break element,
                xml::Node::Text(_) => {}
                _ => return Err(Refusal::Damaged),
            }
        };
        // As the library does: what is too long for a number is none.
        let declared: Option<usize> = xml::attribute(&root, "uniqueCount").and_then(|count| count.trim().parse().ok());
        if xml::local(&root) != "sst" || root.attributes().any(|attribute| attribute.is_err()) {
            return Err(Refusal::Damaged);
        }
        if declared.unwrap_or(0) > limit {
            return Err(Refusal::too_many("strings", limit));
        }
        // An entry takes at least five characters: fewer need no counting.
        let entries = || text.match_indices("si").filter(|(at, _)| text[..*at].ends_with(['<', ':']));
        if text.len() / 5 > limit && entries().count() > limit {
            return Err(Refusal::too_many("strings", limit));
        }
    }
    Ok(())
}

fn read_cells(book: &mut Book<'_>, since_1904: bool, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    let mut reader = book.worksheet_cells_reader(&grid.name).map_err(|e| refuse(&e))?;
    let mut shared = BTreeMap::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|e| refuse(&e))? {
        filler.step()?;
        let found = match content(&cell.value, since_1904, &mut shared) {
            Some(found) => found,
            // An empty text is a result; no value at all is none.
            None if cell.formula.is_some() && cell.value == DataRef::Empty => value::plain(Content::NoResult),
            None => continue,
        };
        filler.put(grid, cell.pos.0, cell.pos.1, found)?;
    }
    Ok(())
}

/// What a cell holds. A shared string is kept once, however many cells have it: it stands at one place in memory.
fn content(data: &DataRef<'_>, since_1904: bool, shared: &mut BTreeMap<usize, Arc<str>>) -> Option<GridCell> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::SharedString("") => return None,
        DataRef::SharedString(text) => {
            let kept = shared.entry(text.as_ptr().addr()).or_insert_with(|| (*text).into());
            value::plain(Content::Text(Arc::clone(kept)))
        }
        DataRef::String(text) | DataRef::DurationIso(text) => return value::text(text),
        DataRef::DateTimeIso(text) => match value::iso_serial(text) {
            Some(serial) => value::plain(Content::Date(serial)),
            None => return value::text(text),
        },
        DataRef::Int(n) => value::number((*n).into(), Shown::Plain, since_1904),
        DataRef::Float(float) => value::float(*float, Shown::Plain, since_1904),
        DataRef::DateTime(date) => {
            let shown = if date.is_duration() { Shown::Duration } else { Shown::Date };
            value::float(date.as_f64(), shown, since_1904)
        }
        DataRef::Bool(b) => value::plain(Content::Bool(*b)),
        DataRef::Error(e) => value::plain(Content::Error(e.to_string())),
    })
}

/// A percentage is a number format, not a value: the style has to be looked at. Most sheets of a return have no
/// fraction in them, and then there is nothing to look for.
fn mark_percent(book: &mut Book<'_>, grid: &mut Grid, filler: &mut Filler<'_>) -> Result<(), Refusal> {
    if !grid.cells.values().any(|cell| matches!(cell.content, Content::Number(_))) {
        return Ok(());
    }
    let mut reader = book.worksheet_cells_reader(&grid.name).map_err(|e| refuse(&e))?;
    let share = |style: &calamine::Style| {
        let code = style.number_format.as_ref()?.format_code.as_str();
        let percent = (number_format::of_code(code) == Shown::Percent).then_some(Share::Percent);
        percent.or_else(|| number_format::is_per_mille(code).then_some(Share::PerMille))
    };
    let shares: Vec<Option<Share>> = reader.styles().iter().map(share).collect();
    if shares.iter().all(Option::is_none) {
        return Ok(());
    }
    // Cells of the first style are not told: it is that of all others.
    let first = shares.first().copied().flatten();
    let mut of_cells: BTreeMap<Cell, Option<Share>> = BTreeMap::new();
    while let Some((row, column, style)) = reader.next_style_id().map_err(|e| refuse(&e))? {
        filler.step()?;
        let (place, share) = (Cell::new(row, column), shares.get(style).copied().unwrap_or(first));
        if share != first && grid.cells.contains_key(&place) {
            of_cells.insert(place, share);
        }
    }
    for (place, cell) in &mut grid.cells {
        match of_cells.get(place).copied().unwrap_or(first) {
            Some(Share::Percent) => cell.percent = true,
            Some(Share::PerMille) => in_per_mille(cell),
            None => {}
        }
    }
    Ok(())
}

/// What a number format writes behind a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    Percent,
    PerMille,
}

/// The number as a person sees it, with the unit the format says.
fn in_per_mille(cell: &mut GridCell) {
    if let Content::Number(number) = &cell.content {
        cell.content = Content::Text(format!("{number}‰").into());
    }
}
