//! What kind each part of a package is.

use super::Fault;
use super::markup::{Edits, Kind, root, tags};
use super::package::Package;
use super::relations::inside_root;

const PART: &str = "[Content_Types].xml";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

pub(super) const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
pub(super) const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
pub(super) const STYLES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
pub(super) const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const SETTINGS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings";
const MACROS: &str = "application/vnd.ms-office.vbaProject";

/// Says what a new part is.
pub(super) fn add(package: &mut Package<'_>, part: &str, type_: &str) -> Result<(), Fault> {
    let text = package.must(PART)?;
    let prefix = root(&text)?.prefix();
    let entry = format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{type_}\"/>");
    package.set(PART, inside_root(&text, &entry)?);
    Ok(())
}

/// Says what parts of an extension are, unless that is said.
pub(super) fn add_extension(package: &mut Package<'_>, extension: &str, type_: &str) -> Result<(), Fault> {
    let text = package.must(PART)?;
    for tag in tags(&text) {
        let tag = tag?;
        let is_it = tag.attribute("Extension").is_some_and(|known| known.eq_ignore_ascii_case(extension));
        if tag.begins("Default") && is_it {
            return Ok(());
        }
    }
    let root = root(&text)?;
    let entry = format!("<{}Default Extension=\"{extension}\" ContentType=\"{type_}\"/>", root.prefix());
    let mut edits = Edits::default();
    edits.insert(root.end, entry);
    package.set(PART, edits.apply(&text));
    Ok(())
}

/// Takes the parts that are gone out of the list, and makes a workbook of what was one with macros or a template. Says
/// whether it was one with macros.
pub(super) fn settle(package: &mut Package<'_>, workbook: &str) -> Result<bool, Fault> {
    let text = package.must(PART)?;
    let (mut edits, mut had_macros, mut gone) = (Edits::default(), false, None);
    for tag in tags(&text) {
        let tag = tag?;
        let type_ = tag.attribute("ContentType").unwrap_or_default();
        if tag.begins("Default") && type_ == MACROS {
            // Other parts may end like it: settings of printers do.
            edits.replace(tag.start, tag.end, tag.with("ContentType", Some(SETTINGS)));
        }
        if tag.ends("Override")
            && let Some(start) = gone.take()
        {
            edits.remove(start, tag.end);
        }
        if !tag.begins("Override") {
            continue;
        }
        let name = tag.attribute("PartName").unwrap_or_default();
        if !package.has(&name) {
            match tag.kind {
                Kind::Empty => edits.remove(tag.start, tag.end),
                _ => gone = Some(tag.start),
            }
        } else if name.trim_start_matches('/').eq_ignore_ascii_case(workbook) && type_ != WORKBOOK {
            had_macros = type_.to_lowercase().contains("macroenabled");
            edits.replace(tag.start, tag.end, tag.with("ContentType", Some(WORKBOOK)));
        }
    }
    if !edits.is_empty() {
        package.set(PART, edits.apply(&text));
    }
    Ok(had_macros)
}
