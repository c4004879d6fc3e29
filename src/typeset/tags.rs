//! What the marks of a block are: headings, paragraphs, figures. Rules and grounds are decoration.

use super::flow::Flow;
use crate::canvas::{ElementKind, Mark, Span};
use crate::document::Block;

/// The deepest heading that has a name of its own.
const DEEPEST: u8 = 6;

/// The elements of the marks of a slab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// Of all marks, whatever they are (a chart).
    whole: Option<usize>,
    /// Of texts outside `parts`.
    text: Option<usize>,
    /// Of pictures.
    picture: Option<usize>,
    /// Of the texts among these marks (a cell); in their order.
    parts: Vec<Span>,
}

impl Tags {
    /// All texts are of one element.
    pub fn text(element: usize) -> Self {
        Self { text: Some(element), ..Self::default() }
    }

    /// Texts are of the element whose marks they are among.
    pub fn parts(parts: impl IntoIterator<Item = Span>) -> Self {
        Self { parts: parts.into_iter().collect(), ..Self::default() }
    }

    /// The spans of these marks on a page that has `base` marks before them.
    pub fn spans(&self, marks: &[Mark], base: usize) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (no, mark) in marks.iter().enumerate() {
            let Some(element) = self.element(no, mark) else { continue };
            match spans.last_mut() {
                Some(span) if span.element == element && span.marks.end == base + no => span.marks.end += 1,
                _ => spans.push(Span { marks: base + no..base + no + 1, element }),
            }
        }
        spans
    }

    fn element(&self, no: usize, mark: &Mark) -> Option<usize> {
        let of_kind = match mark {
            Mark::Text(_) => {
                self.parts.iter().find(|part| part.marks.contains(&no)).map(|part| part.element).or(self.text)
            }
            Mark::Image { .. } => self.picture,
            Mark::Line { .. } | Mark::Path { .. } => None,
        };
        self.whole.or(of_kind)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Tags the slabs that a block has added, from the one at `from` on, but those it has tagged itself.
pub fn tag(flow: &mut Flow, from: usize, block: &Block) {
    let Flow { slabs, structure, .. } = flow;
    let added = slabs.get_mut(from..).unwrap_or_default();
    let printing = || added.iter().any(|slab| slab.tags.is_empty() && !slab.marks.is_empty());
    if !printing() {
        return;
    }
    let mut tags = Tags::default();
    match block {
        Block::Chart(spec) => tags.whole = Some(structure.figure(spec.alt(), None)),
        Block::Signature { seal, .. } => {
            let signature = structure.add(ElementKind::Paragraph, None);
            tags.text = Some(signature);
            tags.picture = seal.as_ref().map(|seal| structure.figure(seal.alt.clone(), Some(signature)));
        }
        _ => tags.text = Some(structure.add(kind(block), None)),
    }
    // Of the contents, the title stands before the list, and every other line is an entry.
    let contents = matches!(block, Block::Contents { .. }).then(|| structure.add(ElementKind::Contents, None));
    for slab in added.iter_mut().filter(|slab| slab.tags.is_empty()) {
        slab.tags = tags.clone();
        if let (Some(contents), true) = (contents, slab.leads.is_some()) {
            slab.tags.text = Some(structure.add(ElementKind::ContentsLine, Some(contents)));
        }
    }
}

/// The title is a heading of the first level; what stands as `一、` or as `附件` of the second.
fn kind(block: &Block) -> ElementKind {
    match block {
        Block::Title(_) => ElementKind::Heading(1),
        Block::Heading { level, .. } => ElementKind::Heading(level.saturating_add(1).clamp(2, DEEPEST)),
        Block::Annex { .. } => ElementKind::Heading(2),
        _ => ElementKind::Paragraph,
    }
}
