//! Why rules could not be decided, in words.

use super::session::Session;
use crate::finding::{Arguments, FindingOperand, Lang, say, word};
use crate::model::Month;
use crate::validation::{Lack, Reason, Undecided};
use std::collections::BTreeSet;

impl Session {
    /// What a run without an answer lacked: the numbers that were not reported, a line a month, then cell by cell.
    pub fn lacking(&self, run: &Undecided, lang: Lang) -> Vec<String> {
        self.lacking_together(&[run], usize::MAX, lang)
    }

    /// What several runs lacked, each thing once; a line has at most so many numbers that were not reported.
    pub(super) fn lacking_together(&self, runs: &[&Undecided], most: usize, lang: Lang) -> Vec<String> {
        let operands = runs.iter().flat_map(|run| &run.lacking);
        let (cells, absent): (Vec<&FindingOperand>, Vec<_>) =
            operands.partition(|operand| operand.place.cell.is_some());
        let mut months: Vec<Month> = absent.iter().map(|operand| operand.month).collect();
        months.sort_unstable();
        months.dedup();
        let of = |month: Month| {
            let of_month = absent.iter().filter(move |operand| operand.month == month);
            let names = once(of_month.map(|operand| self.operand_name(operand)));
            let line = |names: &[String]| {
                let names = names.join(&word("check.and", lang));
                fill("undecided.names", &[("month", &month), ("names", &names)], lang)
            };
            names.chunks(most.max(1)).map(line).collect::<Vec<_>>()
        };
        let bare = runs.iter().filter(|run| run.lacking.is_empty()).map(|run| kind(run.lack, lang));
        let mut lines: Vec<String> = once(bare);
        lines.extend(months.into_iter().flat_map(of));
        lines.extend(once(cells.into_iter().map(|operand| self.lacking_cell(operand, lang))));
        lines
    }

    /// The same in short: what a person would ask for first.
    pub fn reason(&self, run: &Undecided, lang: Lang) -> String {
        match run.reason() {
            Reason::Cell(operand) => self.lacking_cell(operand, lang),
            Reason::Absent(month) => fill("undecided.absent", &[("month", &month)], lang),
            Reason::Other(lack) => kind(lack, lang),
        }
    }

    fn operand_name(&self, operand: &FindingOperand) -> String {
        format!("{}[{}]", self.indicator_name(&operand.indicator), operand.measure.name())
    }

    fn lacking_cell(&self, operand: &FindingOperand, lang: Lang) -> String {
        let (name, raw) = (self.operand_name(operand), operand.raw.trim());
        let place = &operand.place;
        let cell = place.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let sheet = place.sheet.as_deref().unwrap_or_default();
        let values: [(&'static str, &dyn ToString); 5] =
            [("month", &operand.month), ("name", &name), ("sheet", &sheet), ("cell", &cell), ("raw", &raw)];
        fill(if raw.is_empty() { "undecided.blank" } else { "undecided.raw" }, &values, lang)
    }
}

/// Each once, in their order.
pub(super) fn once(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut known = BTreeSet::new();
    words.filter(|one| known.insert(one.clone())).collect()
}

fn fill(key: &str, values: &[(&'static str, &dyn ToString)], lang: Lang) -> String {
    let mut arguments = Arguments::default();
    for (name, value) in values {
        arguments.push(name, value.to_string());
    }
    say(key, &arguments, lang)
}

fn kind(lack: Lack, lang: Lang) -> String {
    let key = match lack {
        Lack::Numbers => "undecided.part",
        Lack::Divisor => "undecided.zero",
        Lack::Comparable => "undecided.few",
        Lack::Ledger => "undecided.ledger",
    };
    word(key, lang)
}
