//! What stands behind a wording: the tables, charts and parts of a document its lines call for.

use crate::document::{Block, ChartSpec, Imprint, Inline, RedHead, Table, plain_text};
use crate::finding::Said;
use crate::report::input::World;
use crate::report::{charts, headline, issue, spoken, tables};

/// What the lines of a wording may call for beside words.
pub trait Results {
    /// Running text as it is told.
    fn tell(&self, text: Vec<Inline>) -> Vec<Inline> {
        text
    }
    /// What is said of digits, or of a reference, that are nothing here.
    fn unknown(&self, what: &str) -> Said;
    /// The annex tables that one line stands for, by id.
    fn forms(&self) -> &[String] {
        &[]
    }
    /// The tables of an id, with their title; none where the wording draws it.
    fn tables(&self, _id: &str, _title: &[Inline]) -> Option<Vec<Table>> {
        None
    }
    /// What a line stands for; none where it says the same as in a letter.
    ///
    /// # Errors
    /// What is called for is not there.
    fn call(&self, _called: &mut Called<'_>) -> Result<Option<Vec<Block>>, Said> {
        Ok(None)
    }
}

/// A line that begins with `::`, read.
pub struct Called<'c> {
    pub name: &'c str,
    pub id: Option<&'c str>,
    pub parts: Parts,
    /// A title behind its number: `图2　…`.
    pub number: &'c dyn Fn(&str, Vec<Inline>) -> Vec<Inline>,
}

/// The parts of a line, in turn; what is not there is empty.
pub struct Parts(std::vec::IntoIter<Vec<Inline>>);

impl Parts {
    pub fn new(parts: Vec<Vec<Inline>>) -> Self {
        Self(parts.into_iter())
    }
    pub fn part(&mut self) -> Vec<Inline> {
        self.0.next().unwrap_or_default()
    }
    /// All that are left and say something.
    pub fn rest(&mut self) -> Vec<Vec<Inline>> {
        self.0.by_ref().filter(|part| !plain_text(part).is_empty()).collect()
    }
}

/// Of a letter: words, and what they quote.
pub struct Nothing;

impl Results for Nothing {
    fn unknown(&self, what: &str) -> Said {
        Said::new(
            format!("“{what}”既不是日期、编号，也不是引自报表的内容"),
            format!("\"{what}\" is no date, numbering, nor quoted from a return"),
        )
    }
}

impl Results for World {
    fn tell(&self, text: Vec<Inline>) -> Vec<Inline> {
        spoken::speak(self, text)
    }
    fn unknown(&self, what: &str) -> Said {
        Said::new(
            format!("“{what}”既不是指标、日期、编号，也不是本报告的表或图"),
            format!("\"{what}\" is no figure, date or numbering, nor a table or chart of this report"),
        )
    }
    fn forms(&self) -> &[String] {
        &self.report.annex_forms
    }
    fn tables(&self, id: &str, title: &[Inline]) -> Option<Vec<Table>> {
        Some(tables::named(self, id, title))
    }
    fn call(&self, called: &mut Called<'_>) -> Result<Option<Vec<Block>>, Said> {
        let issued = issue::of(self);
        let parts = &mut called.parts;
        let block = match (called.name, called.id) {
            ("masthead", _) => Block::Masthead {
                name: self.report.name.clone(),
                issue: parts.part(),
                issuer: self.desk.office.clone(),
                date: parts.part(),
            },
            ("redhead", _) => Block::RedHead(RedHead {
                handling: issued.handling(),
                offices: issued.offices(),
                suffix: plain_text(&parts.part()),
                number: issued.number(),
                signers: issued.signers(),
            }),
            ("letterhead", _) => Block::Letterhead {
                name: plain_text(&parts.part()),
                handling: issued.handling(),
                number: issued.number(),
            },
            ("signature", _) => Block::Signature { office: parts.part(), date: parts.part(), seal: issued.seal() },
            ("imprint", _) => {
                return Ok(Some(imprint(issued.imprint(), parts).map(Block::Imprint).into_iter().collect()));
            }
            ("contents", _) => Block::Contents { title: parts.part() },
            ("keyfigures", _) => Block::KeyFigures(headline::figures(self)),
            ("chart", Some(id)) => Block::Chart(chart(self, id, called)),
            ("forms", _) => return Ok(Some(forms(self, called.number))),
            _ => return Ok(None),
        };
        Ok(Some(vec![block]))
    }
}

fn chart(world: &World, id: &str, called: &mut Called<'_>) -> ChartSpec {
    let title = (called.number)(id, called.parts.part());
    charts::named(world, id, title, called.parts.part())
}

fn forms(world: &World, number: &dyn Fn(&str, Vec<Inline>) -> Vec<Inline>) -> Vec<Block> {
    let forms = world.report.annex_forms.iter().filter_map(|id| world.catalog.forms.get_key_value(id));
    let table = |(id, form)| tables::form(world, form, number(id, tables::form_title(world, form)));
    forms.map(|(id, form): (&String, _)| Block::Table(table((id, form)))).collect()
}

/// The lines of the wording (`报：市政府`) above what the desk decides; nothing where there is neither.
fn imprint(issued: Imprint, parts: &mut Parts) -> Option<Imprint> {
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
