//! What a desk says of its work against what its figures say: findings for the desk to look into.

use super::Assessment;
use super::ledger::{Contradiction, Ledger, LedgerItem};
use crate::finding::Finding;
use crate::model::{Exact, Period};

/// One for each item whose words and targets do not go together, in the order of the items.
pub fn contradictions(ledger: &Ledger, period: Period) -> Vec<Finding> {
    ledger.items.iter().filter_map(|one| finding(one, period)).collect()
}

fn finding(one: &LedgerItem, period: Period) -> Option<Finding> {
    let (said, kind) = (one.said.as_ref()?, one.contradiction?);
    let new = |code| {
        let finding = Finding::new(code, period.last_month(), said.place.clone());
        finding.with("item", &one.item.name).with("said", &said.evidence)
    };
    match kind {
        Contradiction::NotDone(at) => {
            let judged = one.judged.get(at)?;
            let finding = new("plan.said_done").with("target", &judged.name);
            let finding = finding.with("status", judged.status_name()).with("actual", shown(judged, judged.actual));
            Some(finding.with("goal", shown(judged, judged.target_value)))
        }
        Contradiction::NotIdle => Some(new("plan.said_idle")),
    }
}

/// As printed, with its unit.
fn shown(judged: &Assessment, value: Option<Exact>) -> String {
    let rounded = value.and_then(|value| value.round(judged.places)).map(|value| value.normalize());
    rounded.map_or_else(|| "—".to_owned(), |value| format!("{value}{}", judged.unit))
}
