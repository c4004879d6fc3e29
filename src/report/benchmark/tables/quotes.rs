//! 公布的数: every published number that was used, once, under its document, with its words.

use super::RATIO_ONLY;
use super::cells::{bound, text};
use crate::catalog::{Compared, Pick, PublishedValue, What};
use crate::document::{Align, Band, CellContent, Row, RowKind, Table, TableCell};
use crate::model::{FigureKey, RegionCode};
use crate::report::benchmark::view::{View, in_words};
use crate::report::tables::cells::{column, group};

/// A published number as it was used.
struct Used<'a> {
    value: &'a PublishedValue,
    member: &'a RegionCode,
    key: Option<FigureKey>,
    /// A ratio without its parts.
    ratio: bool,
}

pub fn table(view: &View<'_>) -> Table {
    let columns = vec![
        column(&["地区"], Align::Left, 16),
        column(&["名称"], Align::Left, 28),
        column(&["数值"], Align::Number, 16),
        column(&["单位"], Align::Center, 10),
        column(&["时点"], Align::Center, 20),
        column(&["原文"], Align::Left, 46),
    ];
    let all = used(view);
    let mut documents: Vec<&str> = Vec::new();
    for one in &all {
        if !documents.contains(&one.value.document.as_str()) {
            documents.push(&one.value.document);
        }
    }
    let mut rows = Vec::new();
    for document in documents {
        rows.push(group(document, columns.len()));
        rows.extend(all.iter().filter(|one| one.value.document == document).map(|one| row(view, one)));
    }
    Table { short: "公布的数及原文".to_owned(), columns, rows, ..Table::default() }
}

/// Whether anything is published.
pub fn is_there(view: &View<'_>) -> bool {
    !used(view).is_empty()
}

fn row(view: &View<'_>, one: &Used<'_>) -> Row {
    let value = one.value;
    let quote = format!("“{}”", value.quote);
    let quote = if one.ratio { format!("{quote}（{RATIO_ONLY}）") } else { quote };
    let cells = vec![
        text(view.name(one.member)),
        text(&value.name),
        number(view, one),
        // A bound is printed with its unit.
        text(if value.approximate.is_some() { "" } else { &value.unit }),
        text(in_words(value.as_of, value.dated)),
        TableCell { content: CellContent::Quote(quote), band: Band::None },
    ];
    Row { kind: RowKind::Item, cells }
}

/// With the word of a bound.
fn number(view: &View<'_>, one: &Used<'_>) -> TableCell {
    let Some(figure) = one.key.as_ref().and_then(|key| view.figure(key)) else { return text("") };
    let number = view.shown(figure);
    let shown = one.value.approximate.map_or_else(|| number.clone(), |word| bound(word, &number, &one.value.unit));
    let content =
        CellContent::Figure { key: figure.key.clone(), shown, value: number.parse().ok(), places: one.value.places };
    TableCell { content, band: Band::None }
}

/// Each row of a published table once, in the order of the set.
fn used<'a>(view: &View<'a>) -> Vec<Used<'a>> {
    let mut all: Vec<Used<'a>> = Vec::new();
    for compared in &view.input.set.indicators {
        for (member, brought) in view.input.set.members.iter().zip(&compared.brought) {
            let Some(one) = view.observed(compared, &member.id) else { continue };
            let parts = one.parts.as_ref();
            let of = match &brought.what {
                What::Value(pick) => vec![(pick, one.value.clone())],
                What::Per { numerator, denominator, .. } => vec![
                    (numerator, parts.map(|parts| parts.numerator.0.clone())),
                    (denominator, parts.map(|parts| parts.denominator.0.clone())),
                ],
                What::Nothing(_) => Vec::new(),
            };
            for (pick, key) in of {
                let Pick::Published(value) = pick else { continue };
                if all.iter().any(|known| known.value.file == value.file && known.value.id == value.id) {
                    continue;
                }
                let ratio = is_whole(compared, value) && view.lacks_denominator(compared, &member.id);
                all.push(Used { value, member: &member.id, key, ratio });
            }
        }
    }
    all
}

/// The value is what is compared, not a part of it.
fn is_whole(compared: &Compared, value: &PublishedValue) -> bool {
    compared.brought.iter().any(|brought| matches!(&brought.what, What::Value(Pick::Published(own)) if **own == *value))
}
