//! A table wider than a turned sheet: its columns dealt into parts, each with the columns that name the rows.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::heads::HeadCell;
use super::share::Wish;
use crate::document::{Inline, Row, Table};

/// The stub takes at most this share of the room.
const STUB: f64 = 0.4;
/// What it costs to part the columns under one head, against one part more; and where they are too many for a page.
const TORN: f64 = 1.5;
const TORN_ANYHOW: f64 = 0.05;
/// What parts of unlike widths cost.
const UNLIKE: f64 = 0.2;

/// The columns of each part, the stub in every one: as few parts as there can be without parting the columns under one
/// head, of like width.
pub fn deal(wishes: &[Wish], heads: &[HeadCell], stub: usize, room: f64) -> Vec<Vec<usize>> {
    let stub = (1..=stub).rev().find(|&n| stub_width(wishes, n, room) <= room * STUB).unwrap_or(1).min(wishes.len());
    let free = (room - stub_width(wishes, stub, room)).max(1.0);
    let count = wishes.len();
    // What all columns before one cost at best, and where the last part before it begins.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; count + 1];
    best[stub] = Some((0.0, stub));
    for end in stub + 1..=count {
        let mut width = 0.0;
        for start in (stub..end).rev() {
            width += wishes[start].least;
            if width > free && start + 1 < end {
                break;
            }
            let Some((so_far, _)) = best[start] else { continue };
            let blank = (1.0 - width / free).max(0.0);
            let cost = so_far + 1.0 + UNLIKE * blank * blank + torn(wishes, heads, end, free);
            if best[end].is_none_or(|(known, _)| cost < known) {
                best[end] = Some((cost, start));
            }
        }
    }
    let mut parts = Vec::new();
    let mut end = count;
    while let Some((_, start)) = best.get(end).copied().flatten().filter(|(_, start)| *start < end) {
        parts.push((0..stub).chain(start..end).collect());
        end = start;
    }
    parts.reverse();
    if parts.is_empty() { vec![(0..count).collect()] } else { parts }
}

/// The names of the rows on one line, if that leaves room for the columns; else what they must have.
fn stub_width(wishes: &[Wish], stub: usize, room: f64) -> f64 {
    let sum = |of: fn(&Wish) -> f64| wishes.iter().take(stub).map(of).sum::<f64>();
    let text = sum(|w| w.text);
    if text <= room * STUB { text } else { sum(|w| w.least) }
}

/// What ending a part before a column costs: the heads over it and the column before it.
fn torn(wishes: &[Wish], heads: &[HeadCell], at: usize, free: f64) -> f64 {
    let over = heads.iter().filter(|head| head.from < at && at < head.to);
    over.map(|head| {
        let width: f64 = wishes.get(head.from..head.to).unwrap_or_default().iter().map(|w| w.least).sum();
        if width <= free { TORN } else { TORN_ANYHOW }
    })
    .sum()
}

/// The table of some columns; only the last part has the notes.
pub fn part(table: &Table, columns: &[usize], no: usize, last: bool) -> Table {
    fn pick<T: Clone>(all: &[T], columns: &[usize]) -> Vec<T> {
        columns.iter().filter_map(|at| all.get(*at).cloned()).collect()
    }
    Table {
        title: title(&table.title, no),
        columns: pick(&table.columns, columns),
        under_heads: table.under_heads.iter().map(|row| pick(row, columns)).collect(),
        rows: table.rows.iter().map(|row| Row { kind: row.kind, cells: pick(&row.cells, columns) }).collect(),
        notes: if last { table.notes.clone() } else { Vec::new() },
        ..table.clone()
    }
}

/// `表3　…` is parted into `表3-1　…`, `表3-2　…`; a title without a number into `…（一）`, `…（二）`.
fn title(title: &[Inline], no: usize) -> Vec<Inline> {
    let mut title = title.to_vec();
    match title.first_mut() {
        Some(Inline::Number(number)) if number.contains('表') => {
            *number = format!("{number}-{}", no + 1);
        }
        None => {}
        Some(_) => title.push(Inline::Text(format!("（{}）", numeral(no + 1)))),
    }
    title
}

fn numeral(n: usize) -> String {
    "一二三四五六七八九十".chars().nth(n - 1).map_or_else(|| n.to_string(), String::from)
}
