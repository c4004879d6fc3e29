//! Nested bookmarks.
#![allow(clippy::float_arithmetic)] // Geometry.

use super::finish::unicode;
use crate::canvas::Page;
use crate::typeset::OutlineEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The parent of each entry: the nearest one before it of a lower level.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    (0..entries.len()).map(|i| (0..i).rev().find(|&j| entries[j].level < entries[i].level)).collect()
}

/// Entries whose pages exist; the level of the title counts as that of the headings when it comes first,
/// so that the headings do not hide under it.
fn usable(entries: &[OutlineEntry], pages: usize) -> Vec<OutlineEntry> {
    entries.iter().filter(|e| e.page < pages).map(|e| OutlineEntry { level: e.level.max(1), ..e.clone() }).collect()
}

/// Adds the bookmarks; the root of the outline, or nothing without entries.
pub fn add(pdf: &mut Document, ids: &[ObjectId], pages: &[Page], entries: &[OutlineEntry]) -> Option<ObjectId> {
    let entries = usable(entries, pages.len().min(ids.len()));
    if entries.is_empty() {
        return None;
    }
    let parents = parents(&entries);
    let root = pdf.new_object_id();
    let own: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    let children = |of: Option<usize>| -> Vec<usize> { (0..parents.len()).filter(|&i| parents[i] == of).collect() };
    let family = |dictionary: &mut Dictionary, of: Option<usize>| {
        let children = children(of);
        if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
            dictionary.set("First", own[first]);
            dictionary.set("Last", own[last]);
            dictionary.set("Count", i64::try_from(children.len()).unwrap_or(0));
        }
    };
    for (i, entry) in entries.iter().enumerate() {
        #[allow(clippy::cast_possible_truncation)] // Page coordinates.
        let top = (pages[entry.page].height - entry.y).round() as f32;
        let target = vec![ids[entry.page].into(), "XYZ".into(), Object::Null, Object::Real(top), Object::Null];
        let mut bookmark = dictionary! {
            "Title" => unicode(&entry.title),
            "Parent" => parents[i].map_or(root, |p| own[p]),
            "Dest" => target,
        };
        let siblings = children(parents[i]);
        let place = siblings.iter().position(|&s| s == i).unwrap_or(0);
        if let Some(&before) = place.checked_sub(1).and_then(|p| siblings.get(p)) {
            bookmark.set("Prev", own[before]);
        }
        if let Some(&after) = siblings.get(place + 1) {
            bookmark.set("Next", own[after]);
        }
        family(&mut bookmark, Some(i));
        pdf.set_object(own[i], bookmark);
    }
    let mut top = dictionary! { "Type" => "Outlines" };
    family(&mut top, None);
    top.set("Count", i64::try_from(entries.len()).unwrap_or(0));
    pdf.set_object(root, top);
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_hangs_from_the_nearest_one_above_it() {
        let entry = |level: u8| OutlineEntry { level, title: String::new(), page: 0, y: 0.0 };
        assert_eq!(parents(&[1, 2, 2, 1, 3].map(entry)), [None, Some(0), Some(0), None, Some(3)]);
    }
}
