//! What the marks of a page are, for readers who do not see them: headings, paragraphs, tables, figures, in the
//! order in which they are read. What belongs to no element is decoration (rules, page numbers, repeated heads).

use std::ops::Range;

/// Marks of a page that belong to one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub marks: Range<usize>,
    /// Its place in [`Structure`].
    pub element: usize,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// 1 for the title, 2 for `一、`, and so on.
    Heading(u8),
    Paragraph,
    /// The list of headings with their pages, and a line of it.
    Contents,
    ContentsLine,
    List,
    ListItem,
    Table,
    /// Title and unit line of a table.
    Caption,
    Row,
    /// The head of a column, of several when merged.
    ColumnHead,
    /// The name of a row.
    RowHead,
    Cell,
    /// A chart or a seal.
    Figure,
}

/// One element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub kind: ElementKind,
    /// The element it is in; none for those of the document itself.
    pub parent: Option<usize>,
    /// What a figure shows, in words.
    pub alt: String,
    /// Columns and rows that a cell covers.
    pub covers: (usize, usize),
}

/// The elements of a document; those of one parent stand in the order in which they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    pub elements: Vec<Element>,
}

impl Structure {
    /// Adds an element behind those there are; its place.
    pub fn add(&mut self, kind: ElementKind, parent: Option<usize>) -> usize {
        self.push(Element { kind, parent, alt: String::new(), covers: (1, 1) })
    }

    /// A picture and what it shows.
    pub fn figure(&mut self, alt: String, parent: Option<usize>) -> usize {
        self.push(Element { kind: ElementKind::Figure, parent, alt, covers: (1, 1) })
    }

    /// A cell that covers so many columns and rows.
    pub fn merged(&mut self, kind: ElementKind, parent: usize, covers: (usize, usize)) -> usize {
        self.push(Element { kind, parent: Some(parent), alt: String::new(), covers })
    }

    fn push(&mut self, element: Element) -> usize {
        self.elements.push(element);
        self.elements.len() - 1
    }
}
