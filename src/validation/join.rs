//! Findings of different makers that have one root cause: about a cell that others suspect, or about the same cell.

use crate::finding::{Cause, Finding, Level, Suspect};
use crate::model::Place;
use std::collections::{BTreeMap, BTreeSet};

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

/// The cell a finding is about, and those of the same thing it is held against: a number far from a wrong one of last
/// month is not itself in doubt.
fn places(finding: &Finding) -> Vec<&Place> {
    let same = finding.operands.iter().filter(|operand| {
        Some(&operand.indicator) == finding.indicator.as_ref()
            && Some(operand.measure) == finding.measure
            && Some(&operand.region) == finding.region.as_ref()
    });
    let all = std::iter::once(&finding.place).chain(same.map(|operand| &operand.place));
    all.filter(|place| place.cell.is_some()).collect()
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
