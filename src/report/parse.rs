//! Rendered wording → blocks: headings, paragraphs, and the lines that call for a table, a chart or a box.

use super::error::ReportError;
use super::input::World;
use super::{charts, headline, mark, tables};
use crate::catalog::Report;
use crate::document::{Block, Inline};
use crate::finding::Said;
use std::collections::BTreeMap;

/// Lines of a wording that stand for a block.
const DIRECTIVES: &[&str] = &[
    "masthead",
    "keyfigures",
    "table key",
    "table county",
    "table targets",
    "table ledger",
    "table quality",
    "table appraisal",
    "annex",
    "forms",
    "signature",
];

/// Those, and the charts of a report.
pub fn directives(report: &Report) -> Vec<String> {
    let charts = charts::ids(report).into_iter().map(|id| format!("chart {id}"));
    DIRECTIVES.iter().map(ToString::to_string).chain(charts).collect()
}

/// One line or paragraph of the rendered text.
enum Piece {
    Title(String),
    Heading(u8, String),
    Paragraph(String),
    /// What is called for, and its parts after `|`.
    Call(String, Vec<String>),
}

/// # Errors
/// A loose run of digits that only shows in the rendered text, or a reference to a table that is not there.
pub fn blocks(world: &World, rendered: &str) -> Result<Vec<Block>, ReportError> {
    let pieces = pieces(rendered, &directives(&world.report));
    let numbers = numbers(world, &pieces);
    let read = |text: &str| {
        mark::inlines(text.trim(), &world.report.constants, &numbers).map_err(|what| {
            let said = Said::new(
                format!("“{what}”既不是指标、日期、编号，也不是本报告的表或图"),
                format!("\"{what}\" is no figure, date or numbering, nor a table or chart of this report"),
            );
            ReportError::new(&world.report.wording_file, 0, said)
        })
    };
    let mut out = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Title(text) => out.push(Block::Title(read(text)?)),
            Piece::Heading(level, text) => out.push(Block::Heading { level: *level, text: read(text)? }),
            Piece::Paragraph(text) => out.push(Block::Paragraph(read(text)?)),
            Piece::Call(name, parts) => {
                let parts = parts.iter().map(|part| read(part)).collect::<Result<Vec<_>, _>>()?;
                call(world, name, parts, &numbers, &mut out);
            }
        }
    }
    Ok(out)
}

fn pieces(rendered: &str, directives: &[String]) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut paragraph = String::new();
    for line in rendered.lines().map(str::trim).chain(std::iter::once("")) {
        let starts_block = line.is_empty() || line.starts_with('#') || line.starts_with("::");
        if !starts_block {
            paragraph.push_str(line);
            continue;
        }
        if !paragraph.is_empty() {
            all.push(Piece::Paragraph(std::mem::take(&mut paragraph)));
        }
        if let Some(text) = line.strip_prefix("###") {
            all.push(Piece::Heading(2, text.to_owned()));
        } else if let Some(text) = line.strip_prefix("##") {
            all.push(Piece::Heading(1, text.to_owned()));
        } else if let Some(text) = line.strip_prefix('#') {
            all.push(Piece::Title(text.to_owned()));
        } else if let Some(text) = line.strip_prefix("::") {
            let mut parts = text.split('|').map(str::to_owned);
            let head = parts.next().unwrap_or_default();
            // Checked before rendering: it is in the list.
            if let Some(name) = directives.iter().find(|d| head.trim() == *d) {
                all.push(Piece::Call(name.clone(), parts.collect()));
            }
        }
    }
    all
}

/// `表1`, `图2`, `附表3`, in the order in which they stand.
fn numbers(world: &World, pieces: &[Piece]) -> BTreeMap<String, String> {
    let (mut tables, mut charts, mut annexes, mut in_annex) = (0, 0, 0, false);
    let mut numbers = BTreeMap::new();
    for piece in pieces {
        let Piece::Call(name, _) = piece else { continue };
        let mut table = |id: &str| {
            let count = if in_annex { &mut annexes } else { &mut tables };
            *count += 1;
            numbers.insert(id.to_owned(), format!("{}{count}", if in_annex { "附表" } else { "表" }));
        };
        match name.split_once(' ') {
            Some(("table", id)) => table(id),
            Some((_, id)) => {
                charts += 1;
                numbers.insert(id.to_owned(), format!("图{charts}"));
            }
            None if name == "forms" => world.report.annex_forms.iter().for_each(|form| table(form)),
            None => in_annex |= name == "annex",
        }
    }
    numbers
}

fn call(
    world: &World,
    name: &str,
    mut parts: Vec<Vec<Inline>>,
    numbers: &BTreeMap<String, String>,
    out: &mut Vec<Block>,
) {
    parts.resize(2, Vec::new());
    let second = parts.pop().unwrap_or_default();
    let first = parts.pop().unwrap_or_default();
    let numbered = |id: &str, words: Vec<Inline>| {
        let number = numbers.get(id).cloned().unwrap_or_default();
        let mut title = vec![Inline::Number(number), Inline::Text("\u{3000}".to_owned())];
        title.extend(words);
        title
    };
    match name.split_once(' ') {
        Some(("table", id)) => out.extend(tables::named(world, id, &numbered(id, first)).into_iter().map(Block::Table)),
        Some((_, id)) => {
            let title = numbered(id, first);
            out.push(Block::Chart(charts::named(world, id, title, second)));
        }
        None => match name {
            "masthead" => out.push(Block::Masthead {
                name: world.report.name.clone(),
                issue: first,
                issuer: world.desk.office.clone(),
                date: second,
            }),
            "keyfigures" => out.push(Block::KeyFigures(headline::figures(world))),
            "signature" => out.push(Block::Signature { office: first, date: second, seal: None }),
            "annex" => out.push(Block::Annex { text: first, title: second }),
            _ => {
                for id in &world.report.annex_forms {
                    let Some(form) = world.catalog.forms.get(id) else { continue };
                    let words = tables::form_title(world, form);
                    out.push(Block::Table(tables::form(world, form, numbered(id, words))));
                }
            }
        },
    }
}
