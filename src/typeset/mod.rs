//! Document → pages of placed marks: lines, 避头尾, tables, the official grid (see `GBT9704.md`).
#![allow(clippy::float_arithmetic)] // Geometry.

mod annex;
mod choices;
mod contents;
mod flow;
mod furniture;
mod geometry;
mod handling;
mod imprint;
mod ink;
mod key_figures;
mod labelled;
mod labels;
mod letter;
mod letterhead;
mod lines;
mod masthead;
mod red_head;
mod series;
mod signature;
mod style;
mod table;
mod tags;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod text;
mod title_lines;
mod words;

pub use choices::{Choices, TableCut};
pub use furniture::is_watermark;
pub use key_figures::number_and_unit;
pub use style::{ColorError, PageStyle, hex};

use crate::canvas::{Frame, Mark, Page, Structure, TextRun};
use crate::chart;
use crate::document::{Block, ChartSpec, Document};
use crate::fonts::{FontError, FontSet};
use flow::{Flow, Laid, Slab, Span, paginate};
use geometry::LEAD;
use imprint::ImprintKind;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A bookmark: a heading and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// 0 for the title and annexes, then the level of the heading.
    pub level: u8,
    pub title: String,
    /// From zero.
    pub page: usize,
    /// Of its top, from the top of the page.
    pub y: f64,
}

/// A line of the contents, and where it leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// From zero.
    pub page: usize,
    /// What is pressed.
    pub frame: Frame,
    /// From zero.
    pub to_page: usize,
    /// From the top of that page.
    pub to_y: f64,
}

/// A document with pages.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Typeset {
    pub pages: Vec<Page>,
    pub outline: Vec<OutlineEntry>,
    pub links: Vec<Link>,
    /// What the marks of the pages are.
    pub structure: Structure,
    /// For those who set the same document without these faces.
    pub choices: Choices,
}

/// Why a document has no pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypesetError {
    /// A character that no face has.
    Font { error: FontError, page: usize },
    /// A row whose cells are not one per column.
    Ragged { table: String, row: usize, cells: usize, columns: usize },
}

impl fmt::Display for TypesetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font { error, page } => write!(f, "第{page}页：{error}"),
            Self::Ragged { table, row, cells, columns } => {
                write!(f, "表 {table} 第{row}行有{cells}格，应为{columns}格；请检查报告模板中这张表的列")
            }
        }
    }
}

impl std::error::Error for TypesetError {}

/// What every block needs to be set.
pub(crate) struct Setter<'a> {
    fonts: &'a FontSet,
    style: &'a PageStyle,
}

/// The pages of a document.
///
/// # Errors
/// A character that no face has, named with its page; a table row with too few or too many cells.
pub fn typeset(document: &Document, fonts: &FontSet, style: &PageStyle) -> Result<Typeset, TypesetError> {
    let setter = Setter { fonts, style };
    let mut laid = setter.lay(document)?;
    let links = setter.fill_contents(&mut laid);
    let Laid { mut pages, outline, bare, structure, choices, .. } = laid;
    for (no, page) in pages.iter_mut().enumerate() {
        // The first page of a letter has no number (10.1).
        let letter = no == 0 && matches!(document.blocks.first(), Some(Block::Letterhead { .. }));
        let numbered = !letter && !bare.contains(&no);
        setter.furnish(page, no + 1, numbered, &document.meta);
        check(page, fonts).map_err(|error| TypesetError::Font { error, page: no + 1 })?;
    }
    Ok(Typeset { pages, outline, links, structure, choices })
}

/// Every printed character has a glyph, those of charts included.
fn check(page: &Page, fonts: &FontSet) -> Result<(), FontError> {
    page.marks.iter().try_for_each(|mark| match mark {
        Mark::Text(run) => fonts.check(&run.text, run.role),
        Mark::Line { .. } | Mark::Path { .. } | Mark::Image { .. } => Ok(()),
    })
}

/// A table with so few rows on its last page is squeezed, if that saves the page.
const FEW_ROWS: usize = 6;

impl Setter<'_> {
    /// The document on pages; tables that run over by a few rows are set tighter where that keeps them in.
    fn lay(&self, document: &Document) -> Result<Laid, TypesetError> {
        let set = |tight: &BTreeSet<usize>, sizes: &BTreeMap<usize, f64>| self.flow(document, tight, sizes);
        let mut first = set(&BTreeSet::new(), &BTreeMap::new())?;
        let sizes = series::sizes(document, &first.choices);
        if !sizes.is_empty() {
            first = set(&BTreeSet::new(), &sizes)?;
        }
        let over = |span: &Span| span.last > span.first && span.rows <= FEW_ROWS;
        let few: BTreeSet<usize> = first.tables.iter().enumerate().filter(|(_, s)| over(s)).map(|(no, _)| no).collect();
        let mut helped = BTreeSet::new();
        if !few.is_empty() {
            let second = set(&few, &sizes)?;
            let pages = |laid: &Laid, no: usize| laid.tables.get(no).map_or(0, |s| s.last - s.first);
            helped = few.iter().copied().filter(|&no| pages(&second, no) < pages(&first, no)).collect();
            first = if helped == few { second } else { set(&helped, &sizes)? };
        }
        if !first.alone() {
            return Ok(first);
        }
        // Tables at the end are set tighter for what stands at the foot to find room under them.
        let last = first.tables.iter().map(|span| span.last).max().unwrap_or(0);
        let ending = (0..first.tables.len()).filter(|&no| first.tables[no].last == last);
        let tighter = set(&helped.iter().copied().chain(ending).collect(), &sizes)?;
        Ok(if tighter.ill() < first.ill() { tighter } else { first })
    }

    fn flow(
        &self,
        document: &Document,
        tight: &BTreeSet<usize>,
        sizes: &BTreeMap<usize, f64>,
    ) -> Result<Laid, TypesetError> {
        let mut flow = Flow { tight: tight.clone(), sizes: sizes.clone(), ..Flow::default() };
        for (no, block) in document.blocks.iter().enumerate() {
            let first = flow.slabs.len();
            flow.block = no;
            // Lists of those present stand apart from the text before them (10.3).
            if no > 0 && matches!((&document.blocks[no - 1], block), (Block::Paragraph(_), Block::Labelled { .. })) {
                flow.push(Slab { height: LEAD, blank: true, ..Slab::default() });
            }
            match block {
                Block::Contents { title } => self.contents(&mut flow, title, document, no),
                Block::Annex { text, .. } => self.annex(&mut flow, text, document.annex_title(no)),
                Block::Table(table) => self.table(&mut flow, table, document.titles_annex(no))?,
                Block::Imprint(imprint) => self.imprint(&mut flow, imprint, ImprintKind::of(document)),
                block => self.block(&mut flow, block),
            }
            flow.slabs.iter_mut().skip(first).for_each(|slab| slab.block = no);
            // Where the contents lead.
            if let Some(slab) = flow.slabs.iter_mut().skip(first).find(|slab| slab.outline.is_some()) {
                slab.target = Some(no);
            }
            tags::tag(&mut flow, first, block);
        }
        let laid = paginate(&flow);
        let charts = flow.charts.into_iter().zip(laid.floats.iter().copied()).collect();
        let above_signature = laid.rooms.last().copied();
        let (passed, foot_apart) = (laid.passed.clone(), laid.alone());
        let choices = Choices { charts, passed, above_signature, foot_apart, ..flow.choices };
        Ok(Laid { structure: flow.structure, choices, ..laid })
    }

    fn block(&self, flow: &mut Flow, block: &Block) {
        match block {
            Block::Masthead { name, issue, issuer, date } => self.masthead(flow, name, issue, issuer, date),
            Block::Letterhead { name, handling, number } => self.letterhead(flow, name, handling, number),
            Block::RedHead(head) => self.red_head(flow, head),
            Block::Title(text) => self.title(flow, text),
            Block::Addressee(text) => self.addressee(flow, text),
            Block::Heading { level, text } => self.heading(flow, *level, text),
            Block::Paragraph(text) => self.paragraph(flow, text),
            Block::KeyFigures(figures) => self.key_figures(flow, figures),
            Block::Chart(spec) => self.chart(flow, spec),
            Block::Attachments { label, names } => self.attachments(flow, label, names),
            Block::Labelled { label, text } => self.labelled(flow, label, text),
            Block::Signature { office, date, seal } => self.signature(flow, office, date, seal.as_ref()),
            Block::Remark(text) => self.remark(flow, text),
            // Set by `flow`, which knows the whole document.
            Block::Table(_) | Block::Annex { .. } | Block::Contents { .. } | Block::Imprint(_) => {}
        }
    }

    /// As many lines as the chart asks for, or as it needs to keep its labels readable; down to that
    /// need, or two thirds of what it asks for, where a page has no more room.
    fn chart(&self, flow: &mut Flow, spec: &ChartSpec) {
        let sheet = geometry::PORTRAIT;
        let (above, below) = (LEAD * 0.25, LEAD * 0.5);
        let need = chart::least_height(spec, sheet.area_width, self.fonts, &self.style.chart) + above + below;
        let need = (need / LEAD).ceil();
        let most = need.max(f64::from(spec.lines)).min(geometry::LINES);
        let drawn = |lines: f64| {
            let height = lines * LEAD;
            let frame = Frame { x: sheet.left, y: above, width: sheet.area_width, height: height - above - below };
            (height, chart::draw(spec, frame, self.fonts, &self.style.chart))
        };
        let least = need.max((most * 2.0 / 3.0).ceil());
        let lower = (1..).map(|less| most - f64::from(less)).take_while(|lines| *lines >= least).map(drawn).collect();
        let (height, marks) = drawn(most);
        flow.charts.push(spec.id.clone());
        flow.push(Slab { height, marks, lower, snap: true, float: true, ..Slab::default() });
    }
}

/// A mark moved down the page.
pub(crate) fn shift(mark: &Mark, dy: f64) -> Mark {
    match mark {
        Mark::Text(run) => Mark::Text(TextRun { y: run.y + dy, ..run.clone() }),
        Mark::Line { from, to, width, color, dash } => {
            Mark::Line { from: (from.0, from.1 + dy), to: (to.0, to.1 + dy), width: *width, color: *color, dash: *dash }
        }
        Mark::Path { points, closed, fill, stroke } => Mark::Path {
            points: points.iter().map(|p| (p.0, p.1 + dy)).collect(),
            closed: *closed,
            fill: *fill,
            stroke: *stroke,
        },
        Mark::Image { frame, picture } => {
            Mark::Image { frame: Frame { y: frame.y + dy, ..*frame }, picture: picture.clone() }
        }
    }
}
