//! What the parts of an Office package say of one another.

use super::filler::Filler;
use super::package::Package;
use super::{Refusal, encoding, xml};
use std::collections::BTreeMap;

/// What one part of the package says of another.
pub(super) struct Relation {
    /// The last word of its type, which strict packages share with the others.
    pub kind: String,
    /// The name of the other part, from the root of the package.
    pub target: String,
}

/// The name of the part of a kind.
pub(super) fn of_kind<'r>(relations: &'r BTreeMap<String, Relation>, kind: &str) -> Option<&'r str> {
    relations.values().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
}

/// The name of the part that has the relations of a part.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// The relations of a part, by their ids; those of the package have the part's name empty.
pub(super) fn relations(
    package: &mut Package<'_>,
    part: &str,
    filler: &mut Filler<'_>,
) -> Result<BTreeMap<String, Relation>, Refusal> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let text = encoding::of_xml(&package.must(&relations_of(part), filler)?)?;
    let mut nodes = xml::Xml::new(&text);
    let mut all = BTreeMap::new();
    loop {
        match nodes.next(filler)? {
            xml::Node::Open(element) if xml::local(&element) == "Relationship" => {
                let value = |name: &str| xml::attribute(&element, name).ok_or(Refusal::Damaged);
                let (id, kind, target) = (value("Id")?, value("Type")?, value("Target")?);
                let target = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                all.insert(id, Relation { kind, target });
            }
            xml::Node::End => return Ok(all),
            _ => {}
        }
    }
}
