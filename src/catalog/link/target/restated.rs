//! Targets that state another one again: `restates = "incubate.community"`.

use super::Target;
use crate::catalog::error::{Problems, Source};
use crate::catalog::raw::RawTarget;
use crate::finding::Said;

/// What is stated again is a target of its own, of the same number of the same thing.
pub fn check(source: &Source, raw: &[RawTarget], targets: &[Target], problems: &mut Problems) {
    for target in targets {
        let Some(wanted) = &target.restates else { continue };
        let named = raw.iter().find(|raw| *raw.id.get_ref() == target.id).and_then(|raw| raw.restates.as_ref());
        let Some(name) = named else { continue };
        let first = targets.iter().find(|one| one.id == *wanted);
        // A target that is not understood is told elsewhere.
        if first.is_none() && raw.iter().any(|one| one.id.get_ref() == wanted) {
            continue;
        }
        let same = |one: &Target| {
            let number =
                |target: &Target| (target.indicator.clone(), target.measure, target.comparator, target.unit.clone());
            one.restates.is_none() && one.id != target.id && number(one) == number(target) && one.value == target.value
        };
        if !first.is_some_and(same) {
            let zh = format!("restates 写的“{wanted}”不是另一条同指标、同口径、同目标数、同时限的目标");
            let en = "restates needs another target of the same indicator, measure, value and deadline";
            let ids = targets.iter().filter(|one| same(one)).map(|one| one.id.as_str());
            problems.add(source, &name.span(), Said::new(zh, en).with_choices(wanted, ids));
        }
    }
}
