//! A copy that came back and is marked again: the list and the comments of the earlier round make room for the new.

use super::comments;
use super::list_sheet::NAME;
use super::package::Package;
use super::relations;
use super::sheet_survey::Survey;
use super::{Fault, vml, workbook_xml};
use crate::catalog::Bounds;
use crate::ingest;
use std::collections::BTreeSet;

/// Parts that belong to one sheet.
const ITS_OWN: [&str; 3] = ["comments", "vmlDrawing", "printerSettings"];

/// Takes away the lists of earlier copies: by their name and their heads.
pub(super) fn remove_lists(
    package: &mut Package<'_>,
    workbook: &str,
    bytes: &[u8],
    bounds: &Bounds,
) -> Result<(), Fault> {
    let text = package.must(workbook)?;
    let listed = workbook_xml::sheets(&text)?;
    if !listed.iter().any(|sheet| sheet.name.starts_with(NAME)) {
        return Ok(());
    }
    let Ok(book) = ingest::read_workbook(bytes, bounds, &|| false) else { return Ok(()) };
    let lists = book.sheets.iter().filter(|grid| grid.name.starts_with(NAME) && ingest::is_findings_list(grid));
    let gone: BTreeSet<String> = lists.map(|grid| grid.name.to_string()).collect();
    let ids: BTreeSet<&str> =
        listed.iter().filter(|sheet| gone.contains(&sheet.name)).map(|sheet| sheet.relation.as_str()).collect();
    for relation in relations::read(package, workbook)?.iter().filter(|one| ids.contains(one.id.as_str())) {
        for own in relations::read(package, &relation.target)? {
            if ITS_OWN.contains(&own.kind.as_str()) {
                package.remove(&own.target);
            }
        }
        package.remove(&relations::part_of(&relation.target));
        package.remove(&relation.target);
    }
    relations::remove(package, workbook, |id| ids.contains(id))?;
    package.set(workbook, workbook_xml::without(&text, &gone)?);
    Ok(())
}

/// Takes away our comments of an earlier round; where that cannot be done they stay, and are gone on with.
pub(super) fn remove_comments(package: &mut Package<'_>, sheet: &str, survey: &Survey, author: &str) {
    // Nothing is changed before all is known to be possible.
    let _ = try_remove(package, sheet, survey, author);
}

fn try_remove(package: &mut Package<'_>, sheet: &str, survey: &Survey, author: &str) -> Result<(), Fault> {
    let all = relations::read(package, sheet)?;
    let Some(part) = all.iter().find(|relation| relation.kind == "comments") else { return Ok(()) };
    let text = package.must(&part.target)?;
    let (left, gone) = comments::without_ours(&text, author)?;
    if left == text {
        return Ok(());
    }
    if let Some(drawing) = all.iter().find(|relation| survey.drawing.as_ref() == Some(&relation.id)) {
        let picture = package.must(&drawing.target)?;
        package.set(&drawing.target, vml::without(&picture, &gone));
    }
    package.set(&part.target, left);
    Ok(())
}
