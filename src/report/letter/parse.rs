//! Rendered wording of a letter → blocks: the parts of an official letter, and tables as Markdown draws them.

use crate::document::{
    Align, Band, Block, CellContent, Column, Handling, Inline, Row, RowKind, Table, TableCell, plain_text,
};
use crate::finding::Said;
use crate::report::error::ReportError;
use crate::report::mark;
use std::collections::BTreeMap;

/// Lines of a letter that stand for a part of it.
pub const DIRECTIVES: &[&str] = &["letterhead", "to", "table", "attachments", "signature", "annex"];

/// # Errors
/// A loose run of digits that only shows in the rendered text; a table whose rows are not of one length.
pub fn blocks(file: &str, rendered: &str) -> Result<Vec<Block>, ReportError> {
    let mut reader = Reader { file, blocks: Vec::new(), paragraph: String::new(), table: None };
    for line in rendered.lines().map(str::trim).chain(std::iter::once("")) {
        reader.line(line)?;
    }
    reader.close_table()?;
    Ok(reader.blocks)
}

/// A table while its lines are read.
#[derive(Default)]
struct Drawn {
    title: Vec<Inline>,
    lines: Vec<Vec<String>>,
}

struct Reader<'a> {
    file: &'a str,
    blocks: Vec<Block>,
    paragraph: String,
    table: Option<Drawn>,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<(), ReportError> {
        if let (Some(table), true) = (&mut self.table, line.starts_with('|')) {
            let inner = line.strip_prefix('|').unwrap_or(line);
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            table.lines.push(mark::columns(inner).into_iter().map(|cell| cell.trim().to_owned()).collect());
            return Ok(());
        }
        let starts_block = line.is_empty() || line.starts_with('#') || line.starts_with("::");
        if !starts_block {
            self.close_table()?;
            self.paragraph.push_str(line);
            return Ok(());
        }
        if !self.paragraph.is_empty() {
            let text = std::mem::take(&mut self.paragraph);
            let text = self.read(&text)?;
            self.blocks.push(Block::Paragraph(text));
        }
        // Blank lines among the rows are those of loops.
        if !line.is_empty() {
            self.close_table()?;
        }
        self.block(line)
    }

    fn block(&mut self, line: &str) -> Result<(), ReportError> {
        if let Some(text) = line.strip_prefix("##") {
            let text = self.read(text)?;
            self.blocks.push(Block::Heading { level: 1, text });
        } else if let Some(text) = line.strip_prefix('#') {
            let text = self.read(text)?;
            self.blocks.push(Block::Title(text));
        } else if let Some(call) = line.strip_prefix("::") {
            let mut parts = mark::columns(call).into_iter();
            let name = parts.next().unwrap_or_default().trim();
            let parts = parts.map(|part| self.read(part)).collect::<Result<Vec<_>, _>>()?;
            self.call(name, parts);
        }
        Ok(())
    }

    fn call(&mut self, name: &str, parts: Vec<Vec<Inline>>) {
        let mut parts = parts.into_iter();
        let mut next = || parts.next().unwrap_or_default();
        let block = match name {
            "letterhead" => {
                Block::Letterhead { name: plain_text(&next()), handling: Handling::default(), number: Vec::new() }
            }
            "to" => Block::Addressee(next()),
            "annex" => Block::Annex { text: next(), title: Vec::new() },
            "signature" => Block::Signature { office: next(), date: next(), seal: None },
            "attachments" => {
                let label = next();
                let names: Vec<Vec<Inline>> = parts.filter(|name| !plain_text(name).is_empty()).collect();
                if names.is_empty() {
                    return;
                }
                Block::Attachments { label, names }
            }
            // Checked before rendering: it is in the list.
            _ => {
                self.table = Some(Drawn { title: next(), lines: Vec::new() });
                return;
            }
        };
        self.blocks.push(block);
    }

    fn close_table(&mut self) -> Result<(), ReportError> {
        let Some(drawn) = self.table.take() else { return Ok(()) };
        let mut lines = drawn.lines.into_iter();
        let (Some(heads), Some(rules)) = (lines.next(), lines.next()) else {
            return Err(
                self.fault("::table 下面要有表头一行和 |---| 一行", "::table wants a line of heads and one of |---|")
            );
        };
        let columns: Vec<Column> = heads.iter().zip(&rules).map(|(head, rule)| column(head, rule)).collect();
        let mut rows = Vec::new();
        for line in lines {
            if line.len() != heads.len() || rules.len() != heads.len() {
                let (zh, en) = ("表的各行格数不同", "the rows of a table are not of one length");
                return Err(self.fault(zh, en));
            }
            let cells = line.iter().map(|text| self.cell(text)).collect::<Result<Vec<_>, _>>()?;
            rows.push(Row { kind: RowKind::Item, cells });
        }
        let id = format!("table{}", self.blocks.len());
        let short = plain_text(&drawn.title);
        self.blocks.push(Block::Table(Table { id, title: drawn.title, short, columns, rows, ..Table::default() }));
        Ok(())
    }

    fn cell(&self, text: &str) -> Result<TableCell, ReportError> {
        let inlines = self.read(text)?;
        let words = plain_text(&inlines);
        let quoted = inlines.iter().any(|inline| matches!(inline, Inline::Quote(_)));
        let content = match (words.is_empty(), quoted) {
            (true, _) => CellContent::Empty,
            (false, true) => CellContent::Quote(words),
            (false, false) => CellContent::Text(words),
        };
        Ok(TableCell { content, band: Band::None })
    }

    fn read(&self, text: &str) -> Result<Vec<Inline>, ReportError> {
        mark::inlines(text.trim(), &[], &BTreeMap::new()).map_err(|what| {
            self.fault(
                &format!("“{what}”既不是日期、编号，也不是引自报表的内容"),
                &format!("\"{what}\" is no date, numbering, nor quoted from a return"),
            )
        })
    }

    fn fault(&self, zh: &str, en: &str) -> ReportError {
        ReportError::new(self.file, 0, Said::new(zh, en))
    }
}

/// `:--:` is centred, `--:` right; the number of dashes is the column's share of the width.
fn column(head: &str, rule: &str) -> Column {
    let align = match (rule.starts_with(':'), rule.ends_with(':')) {
        (true, true) => Align::Center,
        (false, true) => Align::Number,
        _ => Align::Left,
    };
    let dashes = rule.chars().filter(|c| *c == '-').count();
    Column { heads: vec![head.to_owned()], align, weight: u32::try_from(dashes).unwrap_or(1).max(1) }
}
