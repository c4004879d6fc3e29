//! Lines of the contents that lead to their headings.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::PdfError;
use super::pen::single;
use crate::canvas::{ElementKind, Frame, Mark, Page, Structure};
use crate::typeset::Link;
use lopdf::{Document, Object, ObjectId, dictionary};

/// A link in the file.
pub struct Linked {
    pub annotation: ObjectId,
    /// From zero.
    pub page: usize,
    /// The line of the contents it lies on.
    pub element: Option<usize>,
}

/// Adds the links whose pages exist; printed as what lies under them (ISO 19005-1, 6.5.3).
pub fn add(
    pdf: &mut Document,
    ids: &[ObjectId],
    pages: &[Page],
    structure: &Structure,
    links: &[Link],
) -> Result<Vec<Linked>, PdfError> {
    let mut added = Vec::new();
    for link in links {
        let (Some(from), Some(to)) = (pages.get(link.page), pages.get(link.to_page)) else { continue };
        let target = vec![
            ids[link.to_page].into(),
            "XYZ".into(),
            Object::Null,
            Object::Real(single(to.height - link.to_y)),
            Object::Null,
        ];
        let Frame { x, y, width, height } = link.frame;
        let corners = [x, from.height - y - height, x + width, from.height - y];
        let annotation = pdf.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => corners.map(|corner| Object::Real(single(corner))).to_vec(),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "Dest" => target,
        });
        let page = pdf.get_object_mut(ids[link.page])?.as_dict_mut()?;
        let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.push(annotation.into());
        page.set("Annots", all);
        added.push(Linked { annotation, page: link.page, element: under(from, &link.frame, structure) });
    }
    Ok(added)
}

/// The line of the contents whose words begin in the frame.
fn under(page: &Page, frame: &Frame, structure: &Structure) -> Option<usize> {
    let inside = |mark: &Mark| match mark {
        Mark::Text(run) => {
            (frame.x - 1.0..=frame.x + frame.width).contains(&run.x)
                && (frame.y..=frame.y + frame.height).contains(&run.y)
        }
        _ => false,
    };
    let span = page.spans.iter().find(|span| {
        let is_line = structure.elements.get(span.element).is_some_and(|e| e.kind == ElementKind::ContentsLine);
        is_line && page.marks.get(span.marks.clone()).is_some_and(|marks| marks.iter().any(inside))
    })?;
    Some(span.element)
}
