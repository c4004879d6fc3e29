//! Every figure a document prints, in order of appearance, and all that it quotes.

use super::{Block, CellContent, ChartKind, Document, Inline, Table};
use crate::model::FigureKey;

impl Document {
    /// The keys of all printed figures; one that is printed twice is there twice.
    pub fn figures(&self) -> Vec<&FigureKey> {
        self.blocks.iter().flat_map(Block::figures).collect()
    }

    /// Figures whose value is stated more than once in running text, each once. The box on top, tables and charts are
    /// there to be read beside the text.
    pub fn stated_again(&self) -> Vec<&FigureKey> {
        let mut stated = Vec::new();
        for block in &self.blocks {
            if let Block::Paragraph(text) | Block::Heading { text, .. } | Block::Labelled { text, .. } = block {
                inlines(text, &mut stated);
            }
        }
        let before = |n: usize| stated[..n].iter().filter(|earlier| **earlier == stated[n]).count();
        (0..stated.len()).filter(|n| before(*n) == 1).map(|n| stated[n]).collect()
    }

    /// Changes what is quoted in paragraphs and tables: the blocks in which a letter repeats a return.
    pub fn each_quote(&mut self, mut change: impl FnMut(&mut String)) {
        for block in &mut self.blocks {
            match block {
                Block::Title(text) | Block::Addressee(text) | Block::Heading { text, .. } | Block::Paragraph(text) => {
                    text.iter_mut().filter_map(quoted).for_each(&mut change);
                }
                Block::Attachments { names, .. } => {
                    names.iter_mut().flatten().filter_map(quoted).for_each(&mut change);
                }
                Block::Table(table) => {
                    let notes = table.title.iter_mut().chain(table.notes.iter_mut().flatten());
                    notes.filter_map(quoted).for_each(&mut change);
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        if let CellContent::Quote(text) = &mut cell.content {
                            change(text);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

impl Block {
    /// The keys of the figures it prints, in order.
    pub fn figures(&self) -> Vec<&FigureKey> {
        let mut keys = Vec::new();
        match self {
            Self::Table(table) => of_table(table, &mut keys),
            Self::Chart(chart) => {
                inlines(self.texts().into_iter().flatten(), &mut keys);
                of_chart(&chart.kind, &mut keys);
            }
            _ => inlines(self.texts().into_iter().flatten(), &mut keys),
        }
        keys
    }
}

impl Table {
    /// As [`Block::figures`].
    pub fn figures(&self) -> Vec<&FigureKey> {
        let mut keys = Vec::new();
        of_table(self, &mut keys);
        keys
    }
}

fn quoted(inline: &mut Inline) -> Option<&mut String> {
    if let Inline::Quote(text) = inline { Some(text) } else { None }
}

fn inlines<'a>(text: impl IntoIterator<Item = &'a Inline>, keys: &mut Vec<&'a FigureKey>) {
    keys.extend(text.into_iter().filter_map(|inline| match inline {
        Inline::Figure { key, .. } => Some(key),
        _ => None,
    }));
}

fn of_table<'a>(table: &'a Table, keys: &mut Vec<&'a FigureKey>) {
    inlines(&table.title, keys);
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let CellContent::Figure { key, .. } = &cell.content {
            keys.push(key);
        }
    }
    inlines(table.notes.iter().flatten(), keys);
}

fn of_chart<'a>(kind: &'a ChartKind, keys: &mut Vec<&'a FigureKey>) {
    keys.extend(kind.bars().iter().filter_map(|bar| bar.key.as_ref()));
    keys.extend(kind.points().filter_map(|point| point.key.as_ref()));
}
