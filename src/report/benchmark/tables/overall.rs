//! 对标总表: members × things compared, with value, place and band.

use super::cells::{Seen, note, text};
use crate::benchmark::Standing;
use crate::catalog::{Compared, Member};
use crate::document::{Align, Band, Column, Inline, Row, RowKind, Table, TableCell};
use crate::model::Missing;
use crate::report::benchmark::view::View;
use crate::report::tables::cells::column;

pub fn table(view: &View<'_>) -> Table {
    let all: Vec<(&Compared, &Standing)> =
        view.input.set.indicators.iter().filter_map(|one| Some((one, view.standing(one)?))).collect();
    let mut columns = vec![column(&["地区"], Align::Left, 16)];
    columns.extend(all.iter().flat_map(|(compared, standing)| heads(compared, standing)));
    let mut seen = Seen::default();
    let (references, members): (Vec<&Member>, Vec<&Member>) =
        view.input.set.members.iter().partition(|member| member.reference);
    let rows = references.into_iter().chain(members).map(|member| {
        let cells = all.iter().flat_map(|(compared, standing)| cells(view, compared, standing, member, &mut seen));
        let cells = std::iter::once(text(&member.name)).chain(cells.collect::<Vec<_>>()).collect();
        Row { kind: if member.reference { RowKind::Total } else { RowKind::Item }, cells }
    });
    let rows = rows.collect();
    let mut notes: Vec<Vec<Inline>> = bands(view).into_iter().collect();
    if view.input.set.members.iter().any(|member| member.reference) {
        notes.push(note("黑体一行是参照值，不排位。"));
    }
    if all.iter().any(|(_, standing)| standing.unranked.is_none() && !standing.apart.is_empty()) {
        notes.push(note("“不排位”的，原因见“不参与排名的数及原因”一表。"));
    }
    notes.extend(seen.notes(view));
    Table { short: "对标总表".to_owned(), columns, rows, notes, ..Table::default() }
}

/// What the marks at places say.
fn bands(view: &View<'_>) -> Option<Vec<Inline>> {
    let bands = &view.input.set.bands;
    let (first, last) = (bands.first()?, bands.last().filter(|_| bands.len() > 1)?);
    view.ranked().next()?;
    let [good, bad] = [Band::Good, Band::Bad].map(|band| band.mark().map(String::from).unwrap_or_default());
    Some(note(&format!("位次前标“{good}”的在{}，标“{bad}”的在{}。", first.name, last.name)))
}

fn heads(compared: &Compared, standing: &Standing) -> Vec<Column> {
    let head = format!("{}（{}）", compared.name, compared.unit);
    let mut all = vec![column(&[&head, "数值"], Align::Number, 12)];
    if standing.unranked.is_none() {
        all.push(column(&[&head, "位次"], Align::Number, 9));
    }
    all
}

fn cells(
    view: &View<'_>,
    compared: &Compared,
    standing: &Standing,
    member: &Member,
    seen: &mut Seen,
) -> Vec<TableCell> {
    let has_places = standing.unranked.is_none();
    let mut cells = Vec::new();
    if let Some(entry) = standing.entries.iter().chain(&standing.references).find(|one| one.member == member.id) {
        cells.push(seen.figure(view, Some(&entry.value)));
        if has_places && member.reference {
            cells.push(text("参照"));
        } else if has_places {
            let band = super::cells::band_of(view, entry.band.as_deref());
            cells.push(seen.banded(view, entry.place.as_ref(), band));
        }
        return cells;
    }
    let apart = standing.apart.iter().find(|one| one.member == member.id);
    cells.push(match apart {
        Some(apart) => seen.apart(view, compared, apart),
        None => seen.missing(view, Missing::NotApplicable),
    });
    if has_places {
        cells.push(text("不排位"));
    }
    cells
}
