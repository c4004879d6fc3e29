//! A report definition + results → a document. The wording is data (Jinja-style Markdown); its functions give every
//! digit a figure, a date or a numbering, and a digit without one stops the building.

mod change;
mod charts;
mod derive;
mod error;
mod fig;
mod functions;
mod goals;
mod headline;
mod input;
mod lack;
mod lookup;
mod mark;
mod parse;
mod periods;
mod quality;
mod ranking;
mod tables;
mod template;
mod words;

#[cfg(test)]
mod tests;

pub use error::ReportError;
pub use input::ReportInput;

use crate::document::{Block, CellContent, ChartKind, ChartSpec, Document, Inline, Meta, Table, plain_text};
use crate::model::{Figure, FigureKey};
use input::World;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a draft is stamped with.
const DRAFT: &str = "草稿";

/// Builds the document of a period.
///
/// # Errors
/// A fault of the wording: a loose digit, an unknown indicator or measure, a broken tag; with file and line.
pub fn build(input: &ReportInput<'_>) -> Result<Document, ReportError> {
    let world = Arc::new(World::new(input));
    let rendered = template::render(&world)?;
    let blocks = parse::blocks(&world, &rendered)?;
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(plain_text(text)),
        _ => None,
    });
    let meta = Meta {
        title: title.unwrap_or_else(|| world.report.name.clone()),
        issuer: world.report.issuer.clone(),
        language: if world.desk.language == "zh" { "zh-CN".to_owned() } else { world.desk.language.clone() },
        draft_mark: world.draft.map(|_| DRAFT.to_owned()),
        notice: world.desk.notice.clone(),
    };
    Ok(Document { meta, blocks })
}

/// The figures a document prints that neither the statistics nor the assessment made: differences between two printed
/// figures, with their traces, in the order of their ids.
pub fn derived_figures(input: &ReportInput<'_>, document: &Document) -> Vec<Figure> {
    let world = World::new(input);
    let mut found = BTreeMap::new();
    for key in figure_keys(document) {
        if derive::is_derived(key.measure)
            && let Some(figure) = derive::figure(&world, &key)
        {
            found.insert(key.to_string(), figure);
        }
    }
    found.into_values().collect()
}

/// The keys of all figures a document prints, in the order in which they stand; a key may stand several times.
pub fn figure_keys(document: &Document) -> Vec<FigureKey> {
    let mut keys = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Masthead { issue, date, .. } => of_inlines(&mut keys, &[issue, date]),
            Block::Title(text) | Block::Heading { text, .. } | Block::Paragraph(text) | Block::Annex { text } => {
                of_inlines(&mut keys, &[text]);
            }
            Block::KeyFigures(all) => all.iter().for_each(|one| of_inlines(&mut keys, &[&one.value, &one.note])),
            Block::Table(table) => of_table(&mut keys, table),
            Block::Chart(chart) => of_chart(&mut keys, chart),
        }
    }
    keys
}

fn of_inlines(keys: &mut Vec<FigureKey>, texts: &[&Vec<Inline>]) {
    for inline in texts.iter().flat_map(|text| text.iter()) {
        if let Inline::Figure { key, .. } = inline {
            keys.push(key.clone());
        }
    }
}

fn of_table(keys: &mut Vec<FigureKey>, table: &Table) {
    of_inlines(keys, &[&table.title]);
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let CellContent::Figure { key, .. } = &cell.content {
            keys.push(key.clone());
        }
    }
    table.notes.iter().for_each(|note| of_inlines(keys, &[note]));
}

fn of_chart(keys: &mut Vec<FigureKey>, chart: &ChartSpec) {
    of_inlines(keys, &[&chart.title, &chart.subtitle]);
    match &chart.kind {
        ChartKind::Ranking { bars, .. } | ChartKind::Progress { bars, .. } => {
            keys.extend(bars.iter().filter_map(|bar| bar.key.clone()));
        }
        ChartKind::Trend { lines, .. } => {
            keys.extend(lines.iter().flat_map(|line| &line.points).filter_map(|point| point.key.clone()));
        }
    }
}
