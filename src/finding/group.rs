//! Findings of one root cause, the one that speaks for all first.

use super::{Finding, Level};
use std::collections::BTreeMap;

/// A root cause: the finding that is told whole, and what follows from it.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    pub id: String,
    /// The gravest of its findings.
    pub level: Level,
    pub head: &'a Finding,
    /// In the order they were given.
    pub others: Vec<&'a Finding>,
}

impl<'a> Group<'a> {
    pub fn members(&self) -> impl Iterator<Item = &'a Finding> {
        std::iter::once(self.head).chain(self.others.iter().copied())
    }
    pub fn len(&self) -> usize {
        1 + self.others.len()
    }
    pub fn is_empty(&self) -> bool {
        false
    }
    /// Whether the finding that speaks for the group is elsewhere: of another month, or of another unit.
    pub fn head_is_elsewhere(&self) -> bool {
        self.head.id() != self.id
    }
}

/// The groups of some findings: the gravest first, those of one level in the order in which they come. Where the
/// finding that speaks for a group is not among these, the first that is takes its place.
pub fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut list: Vec<Group<'a>> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let id = finding.group_id();
        let Some(group) = known.get(&id).and_then(|at| list.get_mut(*at)) else {
            known.insert(id.clone(), list.len());
            list.push(Group { id, level: finding.level, head: finding, others: Vec::new() });
            continue;
        };
        group.level = group.level.min(finding.level);
        if group.head_is_elsewhere() && finding.id() == group.id {
            group.others.insert(0, std::mem::replace(&mut group.head, finding));
        } else {
            group.others.push(finding);
        }
    }
    list.sort_by_key(|group| group.level);
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Month, Place};

    fn finding(code: &'static str, group: Option<&Finding>) -> Finding {
        let mut finding = Finding::new(code, Month::new(2021, 9).unwrap(), Place::default());
        finding.group = group.map(Finding::id);
        finding
    }

    #[test]
    fn the_one_that_speaks_comes_first_and_the_gravest_group_before_others() {
        let head = finding("sum.mismatch", None);
        let list = [
            finding("sheet.hidden", None),
            finding("ytd.mismatch", Some(&head)),
            finding("rate.mismatch", Some(&head)),
            head.clone(),
        ];
        let found = groups(&list);
        let codes: Vec<Vec<&str>> = found.iter().map(|g| g.members().map(|f| f.code).collect()).collect();
        assert_eq!(codes, [vec!["sum.mismatch", "ytd.mismatch", "rate.mismatch"], vec!["sheet.hidden"]]);
        assert!(!found[0].head_is_elsewhere());
    }

    #[test]
    fn where_the_head_is_not_among_them_the_first_stands_for_it() {
        let head = finding("sum.mismatch", None);
        let list = [finding("ytd.mismatch", Some(&head)), finding("rate.mismatch", Some(&head))];
        let found = groups(&list);
        assert_eq!((found.len(), found[0].head.code, found[0].len()), (1, "ytd.mismatch", 2));
        assert!(found[0].head_is_elsewhere());
    }

    #[test]
    fn a_must_makes_its_group_a_must() {
        let head = finding("sheet.hidden", None);
        let list = [head.clone(), finding("sum.mismatch", Some(&head))];
        assert_eq!(groups(&list)[0].level, Level::Must);
    }
}
