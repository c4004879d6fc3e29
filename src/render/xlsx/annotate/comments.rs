//! The comments of a sheet: new ones, and those it has, with more at the end.

use super::Fault;
use super::markup::{Edits, Kind, Tag, escape_text, root, tags, unescape};
use crate::finding::{Lang, Level};
use crate::model::Cell;
use crate::render::xml::escaped;
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
                let entry = format!("<{prefix}author>{}</{prefix}author>", escaped(author));
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

/// The part without our comments of an earlier round, and the cells that have none now. What was put behind the words of
/// others is taken from there.
pub(super) fn without_ours(text: &str, author: &str) -> Result<(String, BTreeSet<Cell>), Fault> {
    let (mut edits, mut gone) = (Edits::default(), BTreeSet::new());
    let (mut authors, mut open) = (Vec::new(), None::<usize>);
    let mut comment = Old::default();
    for tag in tags(text) {
        let tag = tag?;
        let inside = |start: usize| unescape(text.get(start..tag.start).unwrap_or_default());
        match (tag.local(), tag.kind) {
            ("author" | "t", Kind::Open) => open = Some(tag.end),
            ("author", Kind::Empty) => authors.push(String::new()),
            ("author", Kind::Close) => authors.push(open.take().map(inside).unwrap_or_default()),
            ("t", Kind::Close) => {
                let words = open.take().map(inside).unwrap_or_default();
                comment.words += &words;
                comment.run.1 += &words;
            }
            ("r", Kind::Open) => comment.run = (tag.start, String::new()),
            ("r", Kind::Close) if is_ours(&comment.run.1) => comment.runs.push((comment.run.0, tag.end)),
            ("comment", Kind::Open) => {
                let id = tag.attribute("authorId").and_then(|id| id.trim().parse::<usize>().ok());
                let ours = id.and_then(|id| authors.get(id)).is_some_and(|known| known == author);
                let cell = tag.attribute("ref").as_deref().and_then(Cell::parse);
                comment = Old { start: tag.start, ours, cell, ..Old::default() };
            }
            ("comment", Kind::Close) if comment.ours && is_ours(&comment.words) => {
                edits.remove(comment.start, tag.end);
                gone.extend(comment.cell);
            }
            ("comment", Kind::Close) => comment.runs.iter().for_each(|(start, end)| edits.remove(*start, *end)),
            _ => {}
        }
    }
    Ok((edits.apply(text), gone))
}

/// A comment while it is read.
#[derive(Default)]
struct Old {
    start: usize,
    cell: Option<Cell>,
    /// It has our name.
    ours: bool,
    words: String,
    /// Where the run being read begins, and its words.
    run: (usize, String),
    /// Runs that are ours.
    runs: Vec<(usize, usize)>,
}

/// It begins as the comments of a copy do: with a level and the number of a line.
fn is_ours(words: &str) -> bool {
    let is_at = |level: Level| {
        let rest = words.trim_start().strip_prefix(&format!("【{}】", level.name(Lang::Zh)));
        rest.is_some_and(|rest| rest.starts_with('第') || rest.starts_with("见第"))
    };
    [Level::Must, Level::Query].into_iter().any(is_at)
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
    fn what_an_earlier_round_said_makes_room() {
        let text = "<comments><authors><author>王</author></authors><commentList><comment ref=\"B2\" authorId=\"0\"><text><r>\
                    <t>原有</t></r></text></comment></commentList></comments>";
        let words = |cell: &str, words: &str| (Cell::parse(cell).unwrap(), words.to_owned());
        let first = [words("A1", "【核实】见第2项：本格可疑"), words("B2", "【强制】第1项：旧")].into();
        let (left, gone) = without_ours(&extended(text, "审核", &first).unwrap(), "审核").unwrap();
        let kept = text.replace("</author></authors>", "</author><author>审核</author></authors>");
        assert_eq!(left, kept);
        assert_eq!(gone, [Cell::parse("A1").unwrap()].into());
        let other = extended(&bare("m"), "审核", &[words("A1", "【强制】请局长看")].into()).unwrap();
        assert!(without_ours(&other, "审核").unwrap().1.is_empty(), "somebody's own words");
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
