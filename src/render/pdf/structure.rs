//! The tree of elements (ISO 32000-1, 14.7; PDF 1.4 has the same): what is read aloud, and in which order.

use super::PdfError;
use super::finish::unicode;
use super::link::Linked;
use super::piece;
use crate::canvas::{Element, ElementKind, Page, Structure};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The type of an element, as PDF names it.
pub fn name(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Heading(level) => ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1],
        ElementKind::Paragraph => "P",
        ElementKind::Contents => "TOC",
        ElementKind::ContentsLine => "TOCI",
        ElementKind::List => "L",
        ElementKind::ListItem => "LI",
        ElementKind::Table => "Table",
        ElementKind::Caption => "Caption",
        ElementKind::Row => "TR",
        ElementKind::ColumnHead | ElementKind::RowHead => "TH",
        ElementKind::Cell => "TD",
        ElementKind::Figure => "Figure",
    }
}

/// What one element has on the pages: the page and the number of each piece of marked content.
type Pieces = Vec<(usize, usize)>;

fn pieces(pages: &[Page], count: usize) -> Vec<Pieces> {
    let mut all = vec![Pieces::new(); count];
    for (page, on_page) in pages.iter().enumerate() {
        for (number, piece) in piece::pieces(on_page).iter().enumerate() {
            if let Some(pieces) = all.get_mut(piece.element) {
                pieces.push((page, number));
            }
        }
    }
    all
}

/// Elements with something in them, and the cells that keep the others of their row in place.
fn kept(structure: &Structure, pieces: &[Pieces]) -> Vec<bool> {
    let cell = |kind: ElementKind| matches!(kind, ElementKind::Cell | ElementKind::ColumnHead | ElementKind::RowHead);
    let mut kept: Vec<bool> =
        structure.elements.iter().zip(pieces).map(|(element, own)| !own.is_empty() || cell(element.kind)).collect();
    // A parent comes before its children.
    for no in (0..kept.len()).rev() {
        if let (true, Some(parent)) = (kept[no], structure.elements[no].parent) {
            kept[parent] = true;
        }
    }
    kept
}

/// The objects of the tree.
struct Tree<'a> {
    structure: &'a Structure,
    ids: &'a [ObjectId],
    pieces: Vec<Pieces>,
    /// Per element; nothing where it is left out.
    own: Vec<Option<ObjectId>>,
    /// Who holds the marked content of an element: itself, or the link that lies on it.
    holders: Vec<Option<ObjectId>>,
    /// What the heads of rows and of columns are, once for all.
    scopes: [ObjectId; 2],
}

/// Adds the tree to the document; `ids` are its pages.
pub fn add(
    pdf: &mut Document,
    ids: &[ObjectId],
    pages: &[Page],
    structure: &Structure,
    links: &[Linked],
) -> Result<(), PdfError> {
    let (root, document) = (pdf.new_object_id(), pdf.new_object_id());
    let pieces = pieces(pages, structure.elements.len());
    let own: Vec<_> = kept(structure, &pieces).iter().map(|kept| kept.then(|| pdf.new_object_id())).collect();
    let linked = |no: usize| links.iter().any(|link| link.element == Some(no));
    let holders = (0..own.len()).map(|no| if linked(no) { Some(pdf.new_object_id()) } else { own[no] }).collect();
    let scopes = ["Row", "Column"].map(|scope| pdf.add_object(dictionary! { "O" => "Table", "Scope" => scope }));
    let tree = Tree { structure, ids, pieces, own, holders, scopes };
    let mut children: Vec<Vec<Object>> = vec![Vec::new(); structure.elements.len()];
    let mut top = Vec::new();
    for (no, element) in structure.elements.iter().enumerate() {
        let Some(id) = tree.own[no] else { continue };
        element.parent.map_or(&mut top, |parent| &mut children[parent]).push(id.into());
    }
    for (no, below) in children.into_iter().enumerate() {
        let Some(id) = tree.own[no] else { continue };
        let parent = structure.elements[no].parent.map_or(Some(document), |parent| tree.own[parent]);
        let within = tree.within(pdf, no, id, links);
        pdf.set_object(id, tree.entry(no, parent.unwrap_or(document), [within, below].concat()));
    }
    pdf.set_object(document, dictionary! { "S" => "Document", "P" => root, "K" => top });
    let parents = tree.parents(pdf, pages, links)?;
    pdf.set_object(root, dictionary! { "Type" => "StructTreeRoot", "K" => document, "ParentTree" => parents });
    let catalog = pdf.trailer.get(b"Root")?.as_reference()?;
    let catalog = pdf.get_object_mut(catalog)?.as_dict_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

impl Tree<'_> {
    /// The marked content of an element: numbers on the page it begins on, references for the others.
    fn content(&self, no: usize) -> Vec<Object> {
        let first = self.pieces[no].first().map(|(page, _)| *page);
        let piece = |&(page, number): &(usize, usize)| {
            let number = count(number);
            if Some(page) == first {
                return Object::Integer(number);
            }
            dictionary! { "Type" => "MCR", "Pg" => self.ids[page], "MCID" => number }.into()
        };
        self.pieces[no].iter().map(piece).collect()
    }

    /// What an element has itself: its content, or the links that lie on it with the content in them.
    fn within(&self, pdf: &mut Document, no: usize, id: ObjectId, links: &[Linked]) -> Vec<Object> {
        let content = self.content(no);
        match self.holders[no] {
            Some(holder) if holder != id => {
                let of = links.iter().filter(|link| link.element == Some(no));
                let objects = of.map(|link| {
                    let (page, annotation) = (self.ids[link.page], link.annotation);
                    Object::from(dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => annotation })
                });
                let within: Vec<Object> = content.into_iter().chain(objects).collect();
                let mut entry = dictionary! { "S" => "Link", "P" => id, "K" => within };
                self.begin(&mut entry, no);
                pdf.set_object(holder, entry);
                vec![holder.into()]
            }
            _ => content,
        }
    }

    /// The page an element begins on.
    fn begin(&self, entry: &mut Dictionary, no: usize) {
        if let Some((page, _)) = self.pieces[no].first() {
            entry.set("Pg", self.ids[*page]);
        }
    }

    fn entry(&self, no: usize, parent: ObjectId, mut within: Vec<Object>) -> Dictionary {
        let element = &self.structure.elements[no];
        let mut entry = dictionary! { "S" => name(element.kind), "P" => parent };
        self.begin(&mut entry, no);
        match within.len() {
            0 => {}
            1 => entry.set("K", within.remove(0)),
            _ => entry.set("K", within),
        }
        if let Some(attributes) = self.attributes(element) {
            entry.set("A", attributes);
        }
        if !element.alt.is_empty() {
            entry.set("Alt", unicode(&element.alt));
        }
        entry
    }

    /// What a head is the head of, and what a cell covers.
    fn attributes(&self, element: &Element) -> Option<Object> {
        let scope = match element.kind {
            ElementKind::RowHead => Some((self.scopes[0], "Row")),
            ElementKind::ColumnHead => Some((self.scopes[1], "Column")),
            _ => None,
        };
        if element.covers == (1, 1) {
            return scope.map(|(shared, _)| shared.into());
        }
        let mut attributes = dictionary! { "O" => "Table" };
        if let Some((_, scope)) = scope {
            attributes.set("Scope", scope);
        }
        for (key, covered) in [("ColSpan", element.covers.0), ("RowSpan", element.covers.1)] {
            if covered > 1 {
                attributes.set(key, count(covered));
            }
        }
        Some(attributes.into())
    }

    /// From the content of each page, and from each link, to the element it belongs to.
    fn parents(&self, pdf: &mut Document, pages: &[Page], links: &[Linked]) -> Result<Dictionary, PdfError> {
        let mut numbers: Vec<Object> = Vec::new();
        for (no, (page, id)) in pages.iter().zip(self.ids).enumerate() {
            let holder = |element: usize| self.holders.get(element).copied().flatten();
            let of_page =
                piece::pieces(page).into_iter().map(|piece| holder(piece.element).map_or(Object::Null, Object::from));
            numbers.extend([Object::Integer(count(no)), Object::Array(of_page.collect())]);
            pdf.get_object_mut(*id)?.as_dict_mut()?.set("StructParents", count(no));
        }
        for (at, link) in links.iter().enumerate() {
            let Some(holder) = link.element.and_then(|element| self.holders[element]) else { continue };
            let number = count(pages.len() + at);
            numbers.extend([Object::Integer(number), holder.into()]);
            pdf.get_object_mut(link.annotation)?.as_dict_mut()?.set("StructParent", number);
        }
        Ok(dictionary! { "Nums" => numbers })
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
