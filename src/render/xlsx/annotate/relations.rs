//! What the parts of a package say of one another.

use super::Fault;
use super::markup::{Edits, Kind, Tag, root, tags};
use super::package::Package;

#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub id: String,
    /// The whole type, and its last word, which strict packages share with the others.
    pub type_: String,
    pub kind: String,
    /// From the root of the package; empty where the target lies outside.
    pub target: String,
}

/// The part that has the relations of a part; those of the package have its name empty.
pub(super) fn part_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned()
}

/// The part whose relations a part has.
pub(super) fn owner(rels: &str) -> Option<String> {
    let (folder, name) = rels.strip_suffix(".rels")?.rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{name}"))
}

/// A target as the part means it, as a name from the root.
fn resolved(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The relations of a part; none where nothing is said.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Fault> {
    let Some(text) = package.text(&part_of(part))? else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for tag in tags(&text) {
        let tag = tag?;
        if tag.begins("Relationship") {
            let value = |name| tag.attribute(name).ok_or(Fault("部件关系不全"));
            let type_ = value("Type")?;
            let external = tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let target = if external { String::new() } else { resolved(part, &value("Target")?) };
            let kind = type_.rsplit('/').next().unwrap_or_default().to_owned();
            all.push(Relation { id: value("Id")?, type_, kind, target });
        }
    }
    Ok(all)
}

/// Adds a relation and gives its id.
pub(super) fn add(package: &mut Package<'_>, part: &str, type_: &str, target: &str) -> Result<String, Fault> {
    let name = part_of(part);
    let taken: Vec<String> = read(package, part)?.into_iter().map(|relation| relation.id).collect();
    let free = |number: &usize| !taken.iter().any(|id| id.eq_ignore_ascii_case(&format!("rIdSh{number}")));
    let id = format!("rIdSh{}", (1_usize..).find(free).unwrap_or_default());
    let text = package.text(&name)?.unwrap_or_else(|| EMPTY.to_owned());
    let prefix = root(&text)?.prefix();
    let entry = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{type_}\" Target=\"/{target}\"/>");
    package.set(&name, inside_root(&text, &entry)?);
    Ok(id)
}

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

/// The text with something put at the end of its root.
pub(super) fn inside_root(text: &str, entry: &str) -> Result<String, Fault> {
    let mut edits = Edits::default();
    for tag in tags(text) {
        let tag = tag?;
        match tag.kind {
            Kind::Close if tag.depth == 0 => edits.insert(tag.start, entry),
            Kind::Empty if tag.depth == 0 => {
                let (start, end) = Tag::opened(tag.raw());
                edits.replace(tag.start, tag.end, format!("{start}{entry}{end}"));
            }
            _ => {}
        }
    }
    Ok(edits.apply(text))
}

/// Takes relations away.
pub(super) fn remove(package: &mut Package<'_>, part: &str, is_gone: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let name = part_of(part);
    let Some(text) = package.text(&name)? else { return Ok(()) };
    let mut edits = Edits::default();
    let mut open: Option<usize> = None;
    for tag in tags(&text) {
        let tag = tag?;
        let gone = tag.begins("Relationship") && tag.attribute("Id").is_some_and(|id| is_gone(&id));
        match (gone, tag.kind) {
            (true, Kind::Empty) => edits.remove(tag.start, tag.end),
            (true, _) => open = Some(tag.start),
            _ if tag.ends("Relationship") => {
                if let Some(start) = open.take() {
                    edits.remove(start, tag.end);
                }
            }
            _ => {}
        }
    }
    package.set(&name, edits.apply(&text));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_and_lead_back() {
        assert_eq!(part_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(part_of(""), "_rels/.rels");
        assert_eq!(owner("xl/worksheets/_rels/sheet1.xml.rels").as_deref(), Some("xl/worksheets/sheet1.xml"));
        assert_eq!(owner("_rels/.rels").as_deref(), Some(""));
        assert_eq!(resolved("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl/workbook.xml", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("a.xml", "../../../b.xml"), "b.xml");
    }
}
