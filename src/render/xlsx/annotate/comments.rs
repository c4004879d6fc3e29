//! The comments of a sheet: new ones, and those it has, with more at the end.

use super::Fault;
use super::markup::{Edits, Kind, Tag, escape, escape_text, root, tags};
use crate::model::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A part without comments yet.
pub(super) fn bare(namespace: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{namespace}\"><authors></authors>\
         <commentList></commentList></comments>"
    )
}

/// The cells that have a comment.
pub(super) fn cells(text: &str) -> Result<BTreeSet<Cell>, Fault> {
    let mut found = BTreeSet::new();
    for tag in tags(text) {
        let tag = tag?;
        if tag.begins("comment") {
            found.extend(tag.attribute("ref").as_deref().and_then(Cell::parse));
        }
    }
    Ok(found)
}

/// The part with these comments: one that a cell has goes on with ours.
pub(super) fn extended(text: &str, author: &str, ours: &BTreeMap<Cell, String>) -> Result<String, Fault> {
    let prefix = root(text)?.prefix().to_owned();
    let theirs = cells(text)?;
    let (mut edits, mut authors, mut at) = (Edits::default(), 0_usize, None);
    let mut list = None;
    for tag in tags(text) {
        let tag = tag?;
        match (tag.local(), tag.kind) {
            ("author", Kind::Open | Kind::Empty) => authors += 1,
            ("authors", Kind::Open) => {}
            ("authors", _) => {
                let entry = format!("<{prefix}author>{}</{prefix}author>", escape(author));
                put(&mut edits, &tag, &entry);
            }
            ("comment", Kind::Open) => {
                at = tag.attribute("ref").as_deref().and_then(Cell::parse).and_then(|cell| ours.get(&cell));
            }
            ("comment", Kind::Close) => at = None,
            // What a text says of its reading stands at its end.
            ("rPh" | "phoneticPr" | "text", Kind::Close | Kind::Empty | Kind::Open) if at.is_some() => {
                if tag.local() == "text" && tag.kind == Kind::Open {
                    continue;
                }
                let Some(words) = at.take() else { continue };
                let run = run(&prefix, &format!("\n{words}"));
                match (tag.local(), tag.kind) {
                    ("text", _) => put(&mut edits, &tag, &run),
                    _ => edits.insert(tag.start, run),
                }
            }
            ("commentList", Kind::Close | Kind::Empty) => list = Some(tag),
            _ => {}
        }
    }
    let list = list.ok_or(Fault("批注部件没有批注表"))?;
    let new = ours.iter().filter(|(cell, _)| !theirs.contains(cell));
    let entry = |(cell, words): (&Cell, &String)| {
        let run = run(&prefix, words);
        format!(
            "<{prefix}comment ref=\"{cell}\" authorId=\"{authors}\"><{prefix}text>{run}</{prefix}text></{prefix}comment>"
        )
    };
    put(&mut edits, &list, &new.map(entry).collect::<String>());
    Ok(edits.apply(text))
}

/// Puts something before the end of an element, or into an empty one.
fn put(edits: &mut Edits, tag: &Tag<'_>, entry: &str) {
    if tag.kind == Kind::Empty {
        let (start, end) = Tag::opened(tag.raw());
        edits.replace(tag.start, tag.end, format!("{start}{entry}{end}"));
    } else {
        edits.insert(tag.start, entry);
    }
}

fn run(prefix: &str, words: &str) -> String {
    let p = prefix;
    format!(
        "<{p}r><{p}rPr><{p}sz val=\"9\"/><{p}rFont val=\"宋体\"/><{p}charset val=\"134\"/></{p}rPr><{p}t \
         xml:space=\"preserve\">{}</{p}t></{p}r>",
        escape_text(words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> BTreeMap<Cell, String> {
        [("A1", "甲<"), ("B2", "乙")].map(|(cell, words)| (Cell::parse(cell).unwrap(), words.to_owned())).into()
    }

    #[test]
    fn comments_of_others_stay_and_go_on() {
        let text = "<x:comments xmlns:x='m'><x:authors><x:author>王</x:author></x:authors><x:commentList><x:comment ref='B2' \
                    authorId='0'><x:text><x:r><x:t>原有</x:t></x:r></x:text></x:comment></x:commentList></x:comments>";
        let new = extended(text, "审核", &ours()).unwrap();
        assert!(new.contains("<x:author>王</x:author><x:author>审核</x:author>"), "{new}");
        assert!(new.contains("<x:t>原有</x:t></x:r><x:r><x:rPr>"), "{new}");
        assert!(new.contains("&#10;乙</x:t></x:r></x:text></x:comment><x:comment ref=\"A1\" authorId=\"1\">"), "{new}");
        assert!(new.contains("甲&lt;</x:t>"), "{new}");
        assert_eq!(cells(&new).unwrap().len(), 2);
    }

    #[test]
    fn a_part_without_comments_gets_them() {
        let new = extended(&bare("m"), "审核", &ours()).unwrap();
        assert!(new.contains("<authors><author>审核</author></authors>"), "{new}");
        assert_eq!(new.matches("<comment ref=").count(), 2);
        let new = extended("<comments><authors/><commentList/></comments>", "审核", &ours()).unwrap();
        assert!(new.contains("<authors><author>审核</author></authors><commentList><comment"), "{new}");
        assert!(extended("<comments/>", "审核", &ours()).is_err());
    }
}
