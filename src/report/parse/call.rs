//! One line that begins with `::` → the block it stands for.

use super::lines::Call;
use super::results::Parts;
use super::{Called, Reader, drawn};
use crate::document::{Block, Inline, plain_text};
use crate::finding::Said;
use crate::report::error::ReportError;
use crate::report::source;

/// An error of a drawn table: said without its place, or with it.
enum Fault {
    Said(Said),
    Placed(ReportError),
}

impl From<Said> for Fault {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}

impl Reader<'_> {
    pub(super) fn call(&self, call: &Call, out: &mut Vec<Block>) -> Result<(), ReportError> {
        let parts = call.parts.iter().map(|part| self.read(part)).collect::<Result<Vec<_>, _>>();
        let parts = parts.map_err(|error| self.placed(error, call))?;
        let parts = Parts::new(parts);
        if call.name == "table" {
            return self.table(call, parts, out);
        }
        let number = |id: &str, words: Vec<Inline>| self.numbered(id, words);
        let mut called = Called { name: &call.name, id: call.id.as_deref(), parts, number: &number };
        match self.results.call(&mut called).map_err(|said| self.fault(self.line(call), said))? {
            Some(blocks) => out.extend(blocks),
            None => out.extend(of_letter(&call.name, called.parts)),
        }
        Ok(())
    }

    /// A table of the results, or one that the wording draws; of that it says unit and note too.
    fn table(&self, call: &Call, mut parts: Parts, out: &mut Vec<Block>) -> Result<(), ReportError> {
        let (title, unit, note) = (parts.part(), plain_text(&parts.part()), parts.part());
        if let (Some(id), true) = (&call.id, call.rows.is_empty())
            && let Some(tables) = self.results.tables(id, &self.numbered(id, title.clone()))
        {
            out.extend(tables.into_iter().map(Block::Table));
            return Ok(());
        }
        let read = |text: &str| self.read(text).map_err(Fault::Placed);
        let mut table = drawn::table(&call.rows, &read).map_err(|fault| match fault {
            Fault::Said(said) => self.fault(self.line(call), said),
            Fault::Placed(error) => self.placed(error, call),
        })?;
        (table.short, table.unit_line) = (plain_text(&title), unit);
        table.notes.extend(Some(note).filter(|note| !note.is_empty()));
        table.id = call.id.clone().unwrap_or_else(|| format!("table{}", out.len()));
        table.title = match &call.id {
            Some(id) => self.numbered(id, title),
            None => title,
        };
        out.push(Block::Table(table));
        Ok(())
    }

    /// Where the wording has it.
    fn line(&self, call: &Call) -> usize {
        let head = call.rows.first().map(Vec::as_slice).unwrap_or_default();
        source::of_call(self.source, (&call.name, call.id.as_deref()), &call.parts, head)
    }

    /// In the call's line where nothing better is known.
    fn placed(&self, error: ReportError, call: &Call) -> ReportError {
        let line = if error.line == 0 { self.line(call) } else { error.line };
        ReportError { line, ..error }
    }

    fn numbered(&self, id: &str, words: Vec<Inline>) -> Vec<Inline> {
        let number = self.numbers.get(id).cloned().unwrap_or_default();
        let mut title = vec![Inline::Number(number), Inline::Text("\u{3000}".to_owned())];
        title.extend(words);
        title
    }
}

/// A part that says the same in a letter and in a report.
fn of_letter(name: &str, mut parts: Parts) -> Option<Block> {
    Some(match name {
        "letterhead" => {
            let (handling, number) = Default::default();
            Block::Letterhead { name: plain_text(&parts.part()), handling, number }
        }
        "to" => Some(parts.part()).filter(|to| !plain_text(to).is_empty()).map(Block::Addressee)?,
        "labelled" => Block::Labelled { label: parts.part(), text: parts.part() },
        "remark" => Block::Remark(parts.part()),
        "annex" => Block::Annex { text: parts.part(), title: parts.part() },
        "signature" => Block::Signature { office: parts.part(), date: parts.part(), seal: None },
        "attachments" => {
            let label = parts.part();
            Some(parts.rest()).filter(|names| !names.is_empty()).map(|names| Block::Attachments { label, names })?
        }
        // Checked before rendering: it is in the list.
        _ => return None,
    })
}
