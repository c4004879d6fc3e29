//! A file read as a workbook, with what must hold of the result whatever the file is.

use std::sync::atomic::{AtomicUsize, Ordering};
use yuebao::catalog::Bounds;
use yuebao::ingest::{Content, Grid, Refusal, Workbook, read_workbook};

/// Bounds so small that inputs of some hundred bytes reach them.
pub fn bounds() -> Bounds {
    Bounds {
        file_bytes: 1 << 20,
        inflated_bytes: 1 << 22,
        entries: 40,
        sheets: 4,
        cells: 3000,
        strings: 500,
        merges: 100,
        nesting: 40,
        seconds: 60,
        text_chars: 1000,
        rows: 5000,
        columns: 200,
    }
}

/// Reads a file, and reads it again: within the bounds, equal, and never longer than it is let.
pub fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    let bounds = bounds();
    let found = read_workbook(bytes, &bounds, &|| false);
    assert_same(&found, &read_workbook(bytes, &bounds, &|| false));
    assert_ends_in_time(bytes, &bounds, &found);
    if let Ok(book) = &found {
        assert_within(book, &bounds);
        assert_bounds_count(bytes, book, &bounds);
    }
    found
}

fn assert_same(a: &Result<Workbook, Refusal>, b: &Result<Workbook, Refusal>) {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            assert_eq!((a.format, a.beyond, a.sheets.len()), (b.format, b.beyond, b.sheets.len()));
            for (a, b) in a.sheets.iter().zip(&b.sheets) {
                assert_eq!((&a.name, a.hidden, &a.merges), (&b.name, b.hidden, &b.merges));
                assert!(a.cells == b.cells, "the same bytes are the same cells");
            }
        }
        (a, b) => assert_eq!(a.as_ref().err(), b.as_ref().err()),
    }
}

/// When the time is up reading ends: at once, and with nothing but that to say.
fn assert_ends_in_time(bytes: &[u8], bounds: &Bounds, found: &Result<Workbook, Refusal>) {
    let looks = AtomicUsize::new(0);
    let late = read_workbook(bytes, bounds, &|| {
        looks.fetch_add(1, Ordering::Relaxed);
        true
    });
    match looks.into_inner() {
        0 => assert_same(found, &late),
        looks => {
            assert_eq!(looks, 1, "work after the time was up");
            assert_eq!(late.err(), Some(Refusal::TooSlow(bounds.seconds)));
        }
    }
}

/// Those that are not seen count as well.
fn cells_of(sheet: &Grid) -> usize {
    sheet.cells.len() + sheet.set_aside_cells().count()
}

fn assert_within(book: &Workbook, bounds: &Bounds) {
    assert!((1..=bounds.sheets).contains(&book.sheets.len()));
    assert!(book.sheets.iter().map(cells_of).sum::<usize>() <= bounds.cells);
    assert!(book.sheets.iter().map(|sheet| sheet.merges.len()).sum::<usize>() <= bounds.merges);
    for sheet in &book.sheets {
        for (at, cell) in &sheet.cells {
            assert!(at.row < bounds.rows && at.column < bounds.columns, "{at}");
            if let Content::Text(text) = &cell.content {
                assert!(!text.is_empty() && text.chars().count() <= bounds.text_chars, "{at}");
            }
        }
        for merge in &sheet.merges {
            assert!(merge.first.row <= merge.last.row && merge.first.column <= merge.last.column);
            assert!(merge.last.row < bounds.rows && merge.last.column < bounds.columns);
            assert!(merge.first != merge.last);
        }
    }
}

/// One less of anything there is, and the file is refused for it.
fn assert_bounds_count(bytes: &[u8], book: &Workbook, bounds: &Bounds) {
    let refused = |bounds: Bounds| read_workbook(bytes, &bounds, &|| false).err();
    let cells = book.sheets.iter().map(cells_of).sum::<usize>();
    if let Some(cells) = cells.checked_sub(1) {
        let said = refused(Bounds { cells, ..*bounds });
        assert_eq!(said, Some(Refusal::TooLarge("cells", cells as u64)));
    }
    let file_bytes = bytes.len() as u64 - 1;
    assert_eq!(refused(Bounds { file_bytes, ..*bounds }), Some(Refusal::TooLarge("file_bytes", file_bytes)));
}
