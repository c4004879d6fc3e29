//! The texts of a block, in the order in which they are read.

use super::{Block, Inline, KeyFigure};

impl Block {
    /// Every run of words of the block but those inside a table's cells and a chart's plot.
    pub fn texts(&self) -> Vec<&Vec<Inline>> {
        match self {
            Self::Masthead { issue, date, .. } => vec![issue, date],
            Self::RedHead(head) => {
                let handling = &head.handling;
                vec![&handling.copy, &handling.secrecy, &handling.urgency, &head.number]
            }
            Self::Letterhead { handling, number, .. } => {
                vec![&handling.copy, &handling.secrecy, &handling.urgency, number]
            }
            Self::Title(text)
            | Self::Addressee(text)
            | Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Remark(text)
            | Self::Contents { title: text } => vec![text],
            Self::Labelled { label, text } => vec![label, text],
            Self::Annex { text, title } => vec![text, title],
            Self::Attachments { label, names } => std::iter::once(label).chain(names).collect(),
            Self::Signature { office, date, .. } => vec![office, date],
            Self::Imprint(imprint) => {
                let lines = imprint.lines.iter().flat_map(|(label, text)| [label, text]);
                lines.chain([&imprint.office, &imprint.date]).collect()
            }
            Self::KeyFigures(figures) => {
                let boxes = figures.iter().flat_map(|figure| [&figure.value, &figure.note]);
                boxes.chain(legends(figures)).collect()
            }
            Self::Table(table) => std::iter::once(&table.title).chain(&table.notes).collect(),
            Self::Chart(chart) => vec![&chart.title, &chart.subtitle],
        }
    }
}

/// What stands under the boxes: each legend once, in the order of the boxes.
pub fn legends(figures: &[KeyFigure]) -> Vec<&Vec<Inline>> {
    let mut all: Vec<&Vec<Inline>> = Vec::new();
    for legend in figures.iter().map(|figure| &figure.legend) {
        if !legend.is_empty() && !all.contains(&legend) {
            all.push(legend);
        }
    }
    all
}
