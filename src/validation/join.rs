//! Findings of different makers that have one root cause: about a cell that others suspect, or about the same cell.

use crate::finding::{Cause, Finding, FindingOperand, Level, Suspect};
use crate::model::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is suspected of a cell: the group, its cause and all its suspects.
struct Case {
    group: String,
    cause: Option<Cause>,
    suspects: Vec<Suspect>,
}

/// Puts findings into the group of the cell they are about.
pub fn join(findings: &mut [Finding]) {
    let cases = cases(findings);
    let mut heads: BTreeSet<String> = BTreeSet::new();
    for finding in findings.iter_mut().filter(|f| f.suspects.is_empty() && f.level != Level::Note) {
        let Some(case) = places(finding).into_iter().find_map(|place| cases.get(place)) else { continue };
        finding.group = Some(case.group.clone());
        finding.cause = finding.cause.or(case.cause);
        finding.suspects.clone_from(&case.suspects);
        heads.insert(case.group.clone());
    }
    join_copied(findings);
    let mut of_cell: BTreeMap<Place, String> = BTreeMap::new();
    for finding in findings.iter_mut().filter(|f| f.level != Level::Note && f.place.cell.is_some()) {
        match of_cell.get(&finding.place) {
            Some(group) if finding.group.is_none() && finding.suspects.is_empty() => {
                finding.group = Some(group.clone());
                heads.insert(group.clone());
            }
            Some(_) => {}
            None => {
                of_cell.insert(finding.place.clone(), finding.group_id());
            }
        }
    }
    for finding in findings.iter_mut().filter(|finding| finding.group.is_none()) {
        finding.group = Some(finding.id()).filter(|id| heads.contains(id));
    }
}

/// The period a copied table says is part of the copying; several copied tables of a file are one matter.
fn join_copied(findings: &mut [Finding]) {
    let is_copied = |finding: &Finding| finding.cause == Some(Cause::CopiedMonth) && finding.place.cell.is_none();
    let mut of_file: BTreeMap<Arc<str>, (String, BTreeSet<String>)> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_copied(finding)) {
        let Some(file) = &finding.place.file else { continue };
        let case = of_file.entry(Arc::clone(file)).or_insert_with(|| (finding.group_id(), BTreeSet::new()));
        case.1.insert(finding.group_id());
    }
    for (head, groups) in of_file.values() {
        for finding in findings.iter_mut().filter(|f| f.group.as_ref().is_some_and(|group| groups.contains(group))) {
            finding.group = Some(head.clone());
        }
    }
    let periods = ["identity.sheet_period", "identity.period"];
    for finding in findings.iter_mut().filter(|finding| periods.contains(&finding.code)) {
        let case = finding.place.file.as_ref().and_then(|file| of_file.get(file));
        if let Some((head, _)) = case {
            finding.group = Some(head.clone());
            finding.cause = Some(Cause::CopiedMonth);
        }
    }
}

/// By cell; where several suspect it, the first.
fn cases(findings: &[Finding]) -> BTreeMap<Place, Case> {
    let mut cases = BTreeMap::new();
    for finding in findings {
        for suspect in &finding.suspects {
            cases.entry(suspect.place.clone()).or_insert_with(|| Case {
                group: finding.group_id(),
                cause: finding.cause,
                suspects: finding.suspects.clone(),
            });
        }
    }
    cases
}

/// The cell a finding is about; of a query also those it is held against: what is far from a wrong number, or is
/// reckoned with one, is not itself in doubt.
fn places(finding: &Finding) -> Vec<&Place> {
    let own =
        |operand: &&FindingOperand| finding.level == Level::Query && Some(&operand.region) == finding.region.as_ref();
    let held_against = finding.operands.iter().filter(own).map(|operand| &operand.place);
    std::iter::once(&finding.place).chain(held_against).filter(|place| place.cell.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Measure, Month};
    use std::sync::Arc;

    fn place(row: u32) -> Place {
        let (file, sheet): (Arc<str>, Arc<str>) = ("2021-11/a.xlsx".into(), "表4".into());
        Place::cell(&file, &sheet, Cell::new(row, 3))
    }

    fn finding(code: &'static str, row: u32) -> Finding {
        Finding::new(code, Month::new(2021, 11).unwrap(), place(row)).of(&"411081".into())
    }

    fn suspect(row: u32) -> Suspect {
        Suspect {
            indicator: "funeral.deaths".into(),
            measure: Measure::Month,
            region: "411081".into(),
            month: Month::new(2021, 11).unwrap(),
            place: place(row),
            raw: "959".to_owned(),
            repair: "599".to_owned(),
        }
    }

    #[test]
    fn what_is_about_a_suspect_cell_joins_its_group() {
        let mut sum = finding("sum.mismatch", 9);
        sum.suspects = vec![suspect(5)];
        sum.cause = Some(Cause::TransposedDigits);
        let mut all = [sum, finding("value.annotated", 5), finding("value.placeholder", 7)];
        join(&mut all);
        let head = all[0].id();
        assert_eq!((all[0].group.as_ref(), all[1].group.as_ref()), (Some(&head), Some(&head)));
        assert_eq!(all[1].cause, Some(Cause::TransposedDigits));
        assert_eq!(all[1].suspects, all[0].suspects);
        assert_eq!((all[2].group.as_ref(), all[2].cause), (None, None), "another cell stands alone");
    }

    #[test]
    fn two_findings_about_one_cell_are_one_matter_and_notes_are_none() {
        let mut all = [finding("value.error", 8), finding("required.missing", 8), finding("value.normalised", 8)];
        join(&mut all);
        assert_eq!(all[0].group, all[1].group);
        assert_eq!(all[0].group, Some(all[0].id()));
        assert_eq!(all[2].group, None);
    }
}
