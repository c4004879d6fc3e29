//! Which rows and columns of an Office Open XML sheet are not seen: the library passes over that.

use super::filler::Filler;
use super::package::Package;
use super::relations::Relation;
use super::unseen::Unseen;
use super::xml::{Node, Xml, attribute, local, local_attribute};
use super::{Refusal, encoding};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// By the names of the sheets; a sheet that hides nothing is not among them.
pub(super) fn of_sheets(
    package: &mut Package<'_>,
    workbook: &str,
    relations: &BTreeMap<String, Relation>,
    filler: &mut Filler<'_>,
) -> Result<BTreeMap<String, Unseen>, Refusal> {
    let text = encoding::of_xml(&package.must(workbook, filler)?)?;
    let mut nodes = Xml::new(&text);
    let mut all = BTreeMap::new();
    loop {
        match nodes.next(filler) {
            Ok(Node::Open(element)) if local(&element) == "sheet" => {
                let part = local_attribute(&element, "id").and_then(|id| relations.get(&id));
                let (Some(part), Some(name)) = (part, attribute(&element, "name")) else { continue };
                if let Some(part) = package.part(&part.target, filler)?
                    && may_hide(&part)
                {
                    all.insert(name, of_sheet(&encoding::of_xml(&part)?, filler)?);
                }
            }
            // What is wrong in the part is told by whoever reads it.
            Ok(Node::End) | Err(Refusal::Damaged) => return Ok(all),
            Ok(_) => {}
            Err(refusal) => return Err(refusal),
        }
    }
}

/// A quick look: most sheets have neither word.
fn may_hide(part: &[u8]) -> bool {
    let has = |word: &[u8]| part.windows(word.len()).any(|window| window == word);
    // In two bytes a character there is no such look.
    part.contains(&0) || has(b"hidden=") || has(b"width=\"0") || has(b"ht=\"0")
}

fn of_sheet(text: &str, filler: &mut Filler<'_>) -> Result<Unseen, Refusal> {
    let mut nodes = Xml::new(text);
    let (mut unseen, mut row) = (Unseen::default(), 0_u32);
    loop {
        match nodes.next(filler) {
            Ok(Node::Open(element)) => match local(&element) {
                "col" if is_hidden(&element) || is_nought(&element, "width") => {
                    if let (Some(first), Some(last)) = (number(&element, "min"), number(&element, "max")) {
                        unseen.columns.add(first.saturating_sub(1), last.saturating_sub(1));
                    }
                }
                "row" => {
                    // A row that does not say which it is comes after the one before.
                    row = number(&element, "r").unwrap_or_else(|| row.saturating_add(1));
                    if is_hidden(&element) || is_nought(&element, "ht") {
                        unseen.rows.add(row.saturating_sub(1), row.saturating_sub(1));
                    }
                }
                "filterColumn" => unseen.filtered = true,
                _ => {}
            },
            Ok(Node::End) | Err(Refusal::Damaged) => return Ok(unseen),
            Ok(_) => {}
            Err(refusal) => return Err(refusal),
        }
    }
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
}

/// Drawn without a size, it is not seen either.
fn is_nought(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|size| size.trim_matches(['0', '.']).is_empty() && !size.is_empty())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}
