//! The list of sheets: one more at its head, and all that counts sheets moved on by one.

use super::Fault;
use super::formulas::Foreign;
use super::markup::{Edits, Kind, Tag, root, tags, unescape};
use crate::render::xml::escaped;
use std::collections::BTreeSet;

/// A sheet as the workbook lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub name: String,
    pub relation: String,
    id: u32,
}

pub(super) fn sheets(text: &str) -> Result<Vec<Listed>, Fault> {
    let mut found = Vec::new();
    for tag in tags(text) {
        let tag = tag?;
        if tag.begins("sheet") && tag.depth == 2 {
            found.push(Listed {
                name: tag.attribute("name").unwrap_or_default(),
                relation: tag.prefixed("id").unwrap_or_default(),
                id: tag.attribute("sheetId").and_then(|id| id.trim().parse().ok()).unwrap_or(0),
            });
        }
    }
    Ok(found)
}

/// The workbook without some of its sheets, and without the names that are theirs alone.
pub(super) fn without(text: &str, gone: &BTreeSet<String>) -> Result<String, Fault> {
    let listed = sheets(text)?;
    let is_gone = |at: usize| listed.get(at).is_some_and(|sheet| gone.contains(&sheet.name));
    let before = |at: usize| (0..at).filter(|other| is_gone(*other)).count();
    let (mut edits, mut at, mut open) = (Edits::default(), 0, None);
    for tag in tags(text) {
        let tag = tag?;
        let goes = match (tag.local(), tag.kind) {
            ("sheet", Kind::Open | Kind::Empty) if tag.depth == 2 => {
                at += 1;
                is_gone(at - 1)
            }
            ("definedName", Kind::Open | Kind::Empty) => {
                let local = tag.attribute("localSheetId").and_then(|sheet| sheet.trim().parse::<usize>().ok());
                if let Some(local) = local.filter(|local| !is_gone(*local) && before(*local) > 0) {
                    let moved = (local - before(local)).to_string();
                    edits.replace(tag.start, tag.end, tag.with("localSheetId", Some(&moved)));
                }
                local.is_some_and(is_gone)
            }
            ("sheet" | "definedName", Kind::Close) => {
                if let Some(start) = open.take() {
                    edits.remove(start, tag.end);
                }
                false
            }
            _ => false,
        };
        match (goes, tag.kind) {
            (true, Kind::Empty) => edits.remove(tag.start, tag.end),
            (true, _) => open = Some(tag.start),
            _ => {}
        }
    }
    Ok(edits.apply(text))
}

/// A defined name and what it stands for, with its place in the text.
struct Name {
    name: String,
    formula: String,
    start: usize,
    end: usize,
}

fn names(text: &str) -> Result<Vec<Name>, Fault> {
    let (mut found, mut open): (Vec<Name>, Option<Tag<'_>>) = (Vec::new(), None);
    for tag in tags(text) {
        let tag = tag?;
        if tag.begins("definedName") && tag.kind == Kind::Open {
            open = Some(tag);
        } else if tag.ends("definedName")
            && let Some(open) = open.take()
        {
            found.push(Name {
                name: open.attribute("name").unwrap_or_default(),
                formula: unescape(text.get(open.end..tag.start).unwrap_or_default()),
                start: open.start,
                end: tag.end,
            });
        }
    }
    Ok(found)
}

/// The names that reach out of the workbook, those included that only do by way of others.
pub(super) fn foreign(text: &str) -> Result<Foreign, Fault> {
    let (mut foreign, mut left) = (Foreign::default(), names(text)?);
    loop {
        let (out, rest): (Vec<Name>, Vec<Name>) = left.into_iter().partition(|name| foreign.is_in(&name.formula));
        left = rest;
        if out.is_empty() {
            return Ok(foreign);
        }
        out.iter().for_each(|name| foreign.add(&name.name));
    }
}

/// The new sheet: its name, its relation, and the row that is printed on every page.
pub(super) struct First<'f> {
    pub name: &'f str,
    pub relation: &'f str,
    pub titles: &'f str,
    pub strict: bool,
}

/// The workbook with a sheet put first. Says which names were taken away.
pub(super) fn with_first(text: &str, first: &First<'_>, foreign: &Foreign) -> Result<(String, Vec<String>), Fault> {
    let gone: Vec<Name> = names(text)?.into_iter().filter(|name| foreign.is_in(&name.formula)).collect();
    let mut edits = Edits::default();
    for name in &gone {
        edits.remove(name.start, name.end);
    }
    let mut named = false;
    let top = root(text)?;
    let (p, printed) = (top.prefix(), titles(top.prefix(), first));
    for tag in tags(text) {
        let tag = tag?;
        match (tag.local(), tag.kind) {
            ("sheets", Kind::Open) if tag.depth == 1 => edits.insert(tag.end, entry(&top, first, &sheets(text)?)),
            ("workbookView", Kind::Open | Kind::Empty) => {
                let at_first = tag.with("activeTab", None);
                let at_first = root(&at_first)?.with("firstSheet", None);
                if at_first != tag.raw() {
                    edits.replace(tag.start, tag.end, at_first);
                }
            }
            ("definedName", Kind::Open | Kind::Empty) => {
                let local = tag.attribute("localSheetId").and_then(|sheet| sheet.trim().parse::<u32>().ok());
                if let Some(local) = local {
                    edits.replace(tag.start, tag.end, tag.with("localSheetId", Some(&(local + 1).to_string())));
                }
            }
            ("definedNames", Kind::Open) => {
                named = true;
                edits.insert(tag.end, &printed);
            }
            ("definedNames", Kind::Empty) => {
                named = true;
                edits.replace(tag.start, tag.end, format!("<{p}definedNames>{printed}</{p}definedNames>"));
            }
            _ => {}
        }
    }
    if !named {
        let place = after_sheets(text)?;
        edits.insert(place, format!("<{p}definedNames>{printed}</{p}definedNames>"));
    }
    remove_element(text, "externalReferences", &mut edits)?;
    Ok((edits.apply(text), gone.into_iter().map(|name| name.name).collect()))
}

fn entry(top: &Tag<'_>, first: &First<'_>, sheets: &[Listed]) -> String {
    let id = sheets.iter().map(|sheet| sheet.id).max().unwrap_or(0).saturating_add(1);
    let (p, name, relation) = (top.prefix(), escaped(first.name), first.relation);
    match top.prefix_of(super::is_relations) {
        Some(r) => format!("<{p}sheet name=\"{name}\" sheetId=\"{id}\" {r}id=\"{relation}\"/>"),
        None => {
            let space = super::relations_namespace(first.strict);
            format!("<{p}sheet xmlns:sh=\"{space}\" name=\"{name}\" sheetId=\"{id}\" sh:id=\"{relation}\"/>")
        }
    }
}

fn titles(p: &str, first: &First<'_>) -> String {
    let place = escaped(&format!("{}!{}", super::quoted_sheet(first.name), first.titles));
    format!("<{p}definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">{place}</{p}definedName>")
}

/// Behind the sheets and what has to stand between them and the names.
fn after_sheets(text: &str) -> Result<usize, Fault> {
    let mut place = None;
    for tag in tags(text) {
        let tag = tag?;
        let ends = matches!(tag.kind, Kind::Close | Kind::Empty) && tag.depth == 1;
        if ends && matches!(tag.local(), "sheets" | "functionGroups" | "externalReferences") {
            place = Some(tag.end);
        }
    }
    place.ok_or(Fault("工作簿没有工作表清单"))
}

fn remove_element(text: &str, local: &str, edits: &mut Edits) -> Result<(), Fault> {
    let mut open = None;
    for tag in tags(text) {
        let tag = tag?;
        if tag.local() != local || tag.depth != 1 {
            continue;
        }
        match tag.kind {
            Kind::Open => open = Some(tag.start),
            Kind::Empty => edits.remove(tag.start, tag.end),
            Kind::Close => edits.remove(open.take().unwrap_or(tag.start), tag.end),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_that_go_take_their_names_with_them() {
        let text = "<workbook><sheets><sheet name='a' sheetId='1' r:id='r1'/><sheet name='b' sheetId='2' r:id='r2'></sheet>\
                    <sheet name='c' sheetId='3' r:id='r3'/></sheets><definedNames><definedName name='x' localSheetId='1'>b!$1:$2\
                    </definedName><definedName name='y' localSheetId='2'>c!A1</definedName></definedNames></workbook>";
        let left = without(text, &["b".to_owned()].into()).unwrap();
        let expected = "<workbook><sheets><sheet name='a' sheetId='1' r:id='r1'/><sheet name='c' sheetId='3' r:id='r3'/>\
                        </sheets><definedNames><definedName name='y' localSheetId='1'>c!A1</definedName></definedNames></workbook>";
        assert_eq!(left, expected);
    }

    #[test]
    fn a_sheet_put_first_moves_the_others_on() {
        let text = "<x:workbook xmlns:x='m' \
                    xmlns:z='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
                    <x:bookViews><x:workbookView activeTab='2' firstSheet='1'/></x:bookViews>\
                    <x:sheets><x:sheet name='a' sheetId='7' z:id='r1'/></x:sheets><x:externalReferences><x:externalReference \
                    z:id='r9'/></x:externalReferences><x:definedNames><x:definedName name='in' localSheetId='0'>a!$A$1</x:definedName>\
                    <x:definedName name='out'>[1]b!$A$1</x:definedName><x:definedName name='by'>out+1</x:definedName>\
                    </x:definedNames></x:workbook>";
        let foreign = foreign(text).unwrap();
        let first = First { name: "清'单", relation: "r2", titles: "$2:$2", strict: false };
        let (new, gone) = with_first(text, &first, &foreign).unwrap();
        assert_eq!(gone, ["out", "by"]);
        assert!(new.contains("<x:workbookView/>"), "{new}");
        assert!(
            new.contains("<x:sheets><x:sheet name=\"清&apos;单\" sheetId=\"8\" z:id=\"r2\"/><x:sheet name='a'"),
            "{new}"
        );
        assert!(new.contains("<x:definedName name='in' localSheetId='1'>"), "{new}");
        assert!(new.contains("localSheetId=\"0\">&apos;清&apos;&apos;单&apos;!$2:$2</x:definedName>"), "{new}");
        assert!(!new.contains("externalReference") && !new.contains("[1]"), "{new}");
    }
}
