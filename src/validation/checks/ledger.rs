//! What a ledger's status says against its numbers and its deadline, at the end of the month.

use super::{Checked, Scene, about};
use crate::catalog::{Better, LedgerCheck, normalise};
use crate::finding::Finding;
use crate::ingest::LedgerRow;
use crate::model::{Decimal, Fact, FactNo, Measure};
use crate::validation::told;
use crate::validation::undecided::{Lack, Undecided};

pub fn run(scene: &Scene<'_>, check: &LedgerCheck, checked: &mut Checked) {
    for row in scene.ledger.iter().filter(|row| scene.months.contains(&row.month)) {
        let Some(expected) = expected(scene, check, row) else {
            undecided(check, row, checked);
            continue;
        };
        match said(check, row) {
            None => undecided(check, row, checked),
            Some(words) if words == expected => checked.count(&check.head, row.month, |tally| tally.pass += 1),
            Some(_) => {
                checked.count(&check.head, row.month, |tally| tally.fail += 1);
                let word = expected.first().map_or("", String::as_str);
                checked.findings.push(finding(scene, check, row, word));
            }
        }
    }
}

fn undecided(check: &LedgerCheck, row: &LedgerRow, checked: &mut Checked) {
    checked.count(&check.head, row.month, |tally| tally.undecided += 1);
    checked.undecided.push(Undecided {
        rule: check.head.id.clone(),
        region: row.region.clone(),
        month: row.month,
        measure: None,
        indicator: Some(row.done.clone()),
        words: check.head.why.clone(),
        runs: 1,
        lack: Lack::Ledger,
        lacking: Vec::new(),
    });
}

/// How many rows say another status than their numbers, of those a fact stands in.
pub fn objections(scene: &Scene<'_>, check: &LedgerCheck, of: &Fact) -> usize {
    let stands_in = |row: &&LedgerRow| {
        row.region == of.region && row.month == of.month && (row.goal == of.indicator || row.done == of.indicator)
    };
    let differs = |row: &&LedgerRow| {
        let words = said(check, row);
        words.is_some() && expected(scene, check, row).is_some_and(|expected| words != Some(expected))
    };
    scene.ledger.iter().filter(stands_in).filter(differs).count()
}

/// Which words the status is of; one the form does not know is told where it is read.
fn said<'c>(check: &'c LedgerCheck, row: &LedgerRow) -> Option<&'c Vec<String>> {
    let known = [&check.done, &check.not_begun, &check.under_way, &check.overdue];
    known.into_iter().find(|words| words.iter().any(|word| normalise(word) == normalise(&row.status)))
}

fn fact(scene: &Scene<'_>, row: &LedgerRow, indicator: &crate::model::IndicatorId) -> Option<FactNo> {
    scene.fact(&row.region, indicator, Measure::Stock, row.month)
}

/// The words that fit the numbers; nothing where one of them is missing.
fn expected<'c>(scene: &Scene<'_>, check: &'c LedgerCheck, row: &LedgerRow) -> Option<&'c Vec<String>> {
    let goal = scene.number(fact(scene, row, &row.goal)?)?;
    let done = scene.number(fact(scene, row, &row.done)?)?;
    let down = scene.catalog.indicators.get(&row.done).is_some_and(|i| i.better == Some(Better::Down));
    let reached = if down { done <= goal } else { done >= goal };
    Some(if reached {
        &check.done
    } else if row.deadline? < row.month.last_day() {
        &check.overdue
    } else if done == Decimal::ZERO {
        &check.not_begun
    } else {
        &check.under_way
    })
}

fn finding(scene: &Scene<'_>, check: &LedgerCheck, row: &LedgerRow, expected: &str) -> Finding {
    let facts = [&row.done, &row.goal].map(|id| fact(scene, row, id).and_then(|number| scene.facts.get(number)));
    let value = |at: usize| {
        let fact = facts.get(at).copied().flatten();
        fact.and_then(|fact| fact.value.number()).map(|n| n.normalize().to_string()).unwrap_or_default()
    };
    let mut finding = about(&check.head, row.month, row.status_place.clone(), &row.region);
    finding = finding.about(&row.done, Measure::Stock).raw(&row.status);
    finding.operands = facts.into_iter().flatten().map(told::operand).collect();
    let deadline = row.deadline.map(|date| date.to_string()).unwrap_or_default();
    finding = finding.with("found", &row.status).with("expected", expected).with("deadline", deadline);
    finding.with("done", value(0)).with("goal", value(1))
}
