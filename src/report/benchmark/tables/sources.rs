//! 资料来源: of every value its source, and of a published one the document and its words.

use super::cells::{Seen, approximately, text};
use crate::benchmark::Observed;
use crate::catalog::{Compared, Pick, PublishedValue, What};
use crate::document::{Align, Band, CellContent, Row, RowKind, Table, TableCell};
use crate::report::benchmark::view::{View, in_words};
use crate::report::tables::cells::{column, group};

const COLUMNS: usize = 5;

pub fn table(view: &View<'_>) -> Table {
    let columns = vec![
        column(&["地区"], Align::Left, 18),
        column(&["数值"], Align::Number, 14),
        column(&["时点"], Align::Center, 18),
        column(&["来源"], Align::Left, 40),
        column(&["原文"], Align::Left, 34),
    ];
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for compared in &view.input.set.indicators {
        let own = view.input.observed.iter().filter(|one| one.indicator == compared.id && one.exact.is_some());
        let of: Vec<Row> = own.flat_map(|one| lines(view, compared, one, &mut seen)).collect();
        if !of.is_empty() {
            rows.push(group(&format!("{}（{}）", compared.name, compared.unit), COLUMNS));
        }
        rows.extend(of);
    }
    let notes = seen.notes(view);
    Table { short: "资料来源".to_owned(), columns, rows, notes, ..Table::default() }
}

/// The value, and the published numbers it was made of.
fn lines(view: &View<'_>, compared: &Compared, one: &Observed, seen: &mut Seen) -> Vec<Row> {
    let day = one.as_of.map(|day| view.day(compared, &one.member, day)).unwrap_or_default();
    let what = view.brought(compared, &one.member).map(|brought| &brought.what);
    let published = match what {
        Some(What::Value(Pick::Published(value))) => Some(value),
        _ => None,
    };
    let (source, quote) = match published {
        Some(value) => (value.document.clone(), quoted(value)),
        None => (one.source.clone(), text("")),
    };
    let value = seen.figure(view, one.value.as_ref());
    let value = approximately(view, compared, &one.member, with_unit(value, &one.unit, &compared.unit));
    let cells = vec![text(view.name(&one.member)), value, text(day), text(source), quote];
    let mut rows = vec![Row { kind: RowKind::Item, cells }];
    if let Some(What::Per { numerator, denominator, .. }) = what {
        let parts = one.parts.as_ref();
        let keys = [parts.map(|parts| &parts.numerator.0), parts.map(|parts| &parts.denominator.0)];
        for (pick, key) in [numerator, denominator].into_iter().zip(keys) {
            let Pick::Published(value) = pick else { continue };
            let number = with_unit(seen.figure(view, key), &value.unit, &compared.unit);
            let of = in_words(value.as_of, value.dated);
            let cells = vec![text(&value.name), number, text(of), text(&value.document), quoted(value)];
            rows.push(Row { kind: RowKind::Part, cells });
        }
    }
    rows
}

fn quoted(value: &PublishedValue) -> TableCell {
    TableCell { content: CellContent::Quote(format!("“{}”", value.quote)), band: Band::None }
}

/// A number in another unit than the table's says so.
fn with_unit(mut cell: TableCell, own: &str, common: &str) -> TableCell {
    if let CellContent::Figure { shown, value: Some(_), .. } = &mut cell.content
        && own != common
    {
        shown.push_str(own);
    }
    cell
}
