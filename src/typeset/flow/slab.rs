//! What stands on pages before there are pages: strips that are never parted, and what holds them together.

use super::super::choices::Choices;
use super::super::geometry::Sheet;
use super::super::tags::Tags;
use crate::canvas::{Mark, Structure};
use std::collections::{BTreeMap, BTreeSet};

/// A strip of a page that is never parted; marks are placed from its top, at their final x.
#[derive(Clone, Debug, Default)]
pub struct Slab {
    pub height: f64,
    pub marks: Vec<Mark>,
    /// Stands on the same page as the slab after it.
    pub keep: bool,
    /// `keep` gives way on a first page that would else show nothing of the body (7.3.3).
    pub soft: bool,
    /// Stands on the page of the slab after it, unless that leaves too much of a page empty.
    pub whole: bool,
    /// Nothing but space: vanishes at the head of a page.
    pub blank: bool,
    /// After it the text returns to the lines of the grid.
    pub snap: bool,
    /// Begins a page.
    pub new_page: bool,
    /// Stands on a turned sheet.
    pub landscape: bool,
    /// Its words stand in the middle of the sheet, whichever way that is turned.
    pub centred: bool,
    /// The bookmark that leads here.
    pub outline: Option<(u8, String)>,
    /// The table whose head is repeated when a page ends before this slab.
    pub table: Option<usize>,
    /// The same with less height, highest first: taken where the page has no room for more.
    pub lower: Vec<(f64, Vec<Mark>)>,
    /// Where it does not fit, text of its section may come before it.
    pub float: bool,
    /// A line of text, which may pass a float.
    pub text: bool,
    /// A line of a heading, which may pass one where else too much of a page would stay empty.
    pub heading: bool,
    /// What its marks reach below it (a seal): stays on the page too, and may cover what follows.
    pub below: f64,
    /// Stands at the foot of the last page.
    pub foot: Option<Foot>,
    /// The block it is of.
    pub block: usize,
    /// The block that begins here: where a line of the contents leads.
    pub target: Option<usize>,
    /// A line of the contents.
    pub leads: Option<Lead>,
    /// What its marks are.
    pub tags: Tags,
}

/// The page that what stands at the foot needs, when the last has no room for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foot {
    /// The last, whichever it is.
    Last,
    /// The back of a leaf, unless all is on one page.
    Back,
}

/// Where a line of the contents leads, and where its words end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    pub block: usize,
    pub end: f64,
}

impl Slab {
    /// The least height it can be placed with.
    pub fn least(&self) -> f64 {
        self.lower.last().map_or(self.height, |(height, _)| *height)
    }
}

/// What is added where a page ends inside a table.
#[derive(Clone, Debug, Default)]
pub struct Continuation {
    pub height: f64,
    pub head: Vec<Mark>,
    /// The rule that closes the part above.
    pub foot: Vec<Mark>,
}

/// All slabs of a document, top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    pub slabs: Vec<Slab>,
    pub continuations: Vec<Continuation>,
    /// The tables, by their order, that are to take as little height as they can.
    pub tight: BTreeSet<usize>,
    /// The size of each table of a series, by its block.
    pub sizes: BTreeMap<usize, f64>,
    /// The text area of the first page where it is another than that of the rest.
    pub first: Option<Sheet>,
    /// The elements of the document so far.
    pub structure: Structure,
    /// The block that is being set.
    pub block: usize,
    /// The charts, by their ids, in the order of their slabs.
    pub charts: Vec<String>,
    pub choices: Choices,
}

impl Flow {
    pub fn push(&mut self, slab: Slab) {
        self.slabs.push(slab);
    }
}
