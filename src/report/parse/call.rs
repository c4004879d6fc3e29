//! One line that begins with `::` → the block it stands for.

use super::lines::Call;
use super::{Reader, drawn};
use crate::document::{Block, Imprint, Inline, RedHead, plain_text};
use crate::finding::Said;
use crate::report::error::ReportError;
use crate::report::input::World;
use crate::report::{charts, headline, issue, source, tables};

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

/// The parts of a line, in turn; what is not there is empty.
struct Parts(std::vec::IntoIter<Vec<Inline>>);

impl Parts {
    fn next(&mut self) -> Vec<Inline> {
        self.0.next().unwrap_or_default()
    }
    /// All that are left and say something.
    fn rest(self) -> Vec<Vec<Inline>> {
        self.0.filter(|part| !plain_text(part).is_empty()).collect()
    }
}

impl Reader<'_> {
    pub(super) fn call(&self, call: &Call, out: &mut Vec<Block>) -> Result<(), ReportError> {
        let parts = call.parts.iter().map(|part| self.read(part)).collect::<Result<Vec<_>, _>>();
        let parts = parts.map_err(|error| self.placed(error, call))?;
        let mut parts = Parts(parts.into_iter());
        if call.name == "table" {
            let title = parts.next();
            return self.table(call, title, out);
        }
        match self.world {
            Some(world) => self.of_results(world, call, parts, out),
            None => out.extend(of_letter(&call.name, parts)),
        }
        Ok(())
    }

    fn of_results(&self, world: &World, call: &Call, mut parts: Parts, out: &mut Vec<Block>) {
        let issued = issue::of(world);
        match (call.name.as_str(), &call.id) {
            ("masthead", _) => out.push(Block::Masthead {
                name: world.report.name.clone(),
                issue: parts.next(),
                issuer: world.desk.office.clone(),
                date: parts.next(),
            }),
            ("redhead", _) => out.push(Block::RedHead(RedHead {
                handling: issued.handling(),
                offices: issued.offices(),
                suffix: plain_text(&parts.next()),
                number: issued.number(),
                signers: issued.signers(),
            })),
            ("letterhead", _) => out.push(Block::Letterhead {
                name: plain_text(&parts.next()),
                handling: issued.handling(),
                number: issued.number(),
            }),
            ("signature", _) => {
                out.push(Block::Signature { office: parts.next(), date: parts.next(), seal: issued.seal() })
            }
            ("imprint", _) => out.extend(imprint(issued.imprint(), parts).map(Block::Imprint)),
            ("contents", _) => out.push(Block::Contents { title: parts.next() }),
            ("keyfigures", _) => out.push(Block::KeyFigures(headline::figures(world))),
            ("chart", Some(id)) => {
                let title = self.numbered(id, parts.next());
                out.push(Block::Chart(charts::named(world, id, title, parts.next())));
            }
            ("forms", _) => out.extend(self.forms(world)),
            (name, _) => out.extend(of_letter(name, parts)),
        }
    }

    fn forms<'w>(&'w self, world: &'w World) -> impl Iterator<Item = Block> + 'w {
        let forms = world.report.annex_forms.iter().filter_map(|id| world.catalog.forms.get_key_value(id));
        forms.map(|(id, form)| {
            let title = self.numbered(id, tables::form_title(world, form));
            Block::Table(tables::form(world, form, title))
        })
    }

    fn table(&self, call: &Call, title: Vec<Inline>, out: &mut Vec<Block>) -> Result<(), ReportError> {
        if let (Some(world), Some(id), true) = (self.world, &call.id, call.rows.is_empty()) {
            out.extend(tables::named(world, id, &self.numbered(id, title)).into_iter().map(Block::Table));
            return Ok(());
        }
        let read = |text: &str| self.read(text).map_err(Fault::Placed);
        let mut table = drawn::table(&call.rows, &read).map_err(|fault| match fault {
            Fault::Said(said) => self.fault(self.line(call), said),
            Fault::Placed(error) => self.placed(error, call),
        })?;
        table.short = plain_text(&title);
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
            Block::Letterhead { name: plain_text(&parts.next()), handling, number }
        }
        "to" => Some(parts.next()).filter(|to| !plain_text(to).is_empty()).map(Block::Addressee)?,
        "labelled" => Block::Labelled { label: parts.next(), text: parts.next() },
        "remark" => Block::Remark(parts.next()),
        "annex" => Block::Annex { text: parts.next(), title: parts.next() },
        "signature" => Block::Signature { office: parts.next(), date: parts.next(), seal: None },
        "attachments" => {
            let label = parts.next();
            Some(parts.rest()).filter(|names| !names.is_empty()).map(|names| Block::Attachments { label, names })?
        }
        // Checked before rendering: it is in the list.
        _ => return None,
    })
}

/// The lines of the wording (`报：市政府`) above what the desk decides; nothing where there is neither.
fn imprint(issued: Imprint, parts: Parts) -> Option<Imprint> {
    let mut lines: Vec<(Vec<Inline>, Vec<Inline>)> = parts.rest().into_iter().map(labelled).collect();
    lines.extend(issued.lines);
    let imprint = Imprint { lines, ..issued };
    (imprint != Imprint::default()).then_some(imprint)
}

/// `报：市政府` is a label and what hangs from it.
fn labelled(mut part: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    if let Some(Inline::Text(first)) = part.first_mut()
        && let Some((label, rest)) = first.split_once('：')
    {
        let label = vec![Inline::Text(format!("{label}："))];
        *first = rest.to_owned();
        return (label, part);
    }
    (Vec::new(), part)
}
