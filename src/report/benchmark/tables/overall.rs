//! 对标总表: members × things compared, with value, place and band.

use super::cells::{Seen, note, text};
use crate::benchmark::Standing;
use crate::catalog::{Compared, Member};
use crate::document::{Align, Column, Row, RowKind, Table, TableCell};
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
    let mut notes = Vec::new();
    if view.input.set.members.iter().any(|member| member.reference) {
        notes.push(note("黑体一行是参照值，不排位。"));
    }
    if all.iter().any(|(_, standing)| standing.unranked.is_none() && !standing.apart.is_empty()) {
        notes.push(note("“不排位”的，原因见“不参与排名的数及原因”一表。"));
    }
    notes.extend(seen.notes(view));
    Table { short: "对标总表".to_owned(), columns, rows, notes, ..Table::default() }
}

fn heads(compared: &Compared, standing: &Standing) -> Vec<Column> {
    let head = format!("{}（{}）", compared.name, compared.unit);
    let mut all = vec![column(&[&head, "数值"], Align::Number, 12)];
    if standing.unranked.is_none() {
        all.push(column(&[&head, "位次"], Align::Number, 8));
        all.push(column(&[&head, "档次"], Align::Center, 12));
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
            cells.extend([text("参照"), text("")]);
        } else if has_places {
            let band = super::cells::band_of(view, entry.band.as_deref());
            cells.push(seen.figure(view, entry.place.as_ref()));
            cells.push(TableCell { band, ..text(entry.band.as_deref().unwrap_or_default()) });
        }
        return cells;
    }
    let apart = standing.apart.iter().find(|one| one.member == member.id);
    cells.push(match apart {
        Some(apart) => seen.apart(view, compared, apart),
        None => seen.missing(view, Missing::NotApplicable),
    });
    if has_places {
        cells.extend([text("不排位"), text("")]);
    }
    cells
}
