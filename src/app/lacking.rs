//! Why rules could not be decided, in words.

use super::session::Session;
use crate::finding::{Arguments, FindingOperand, Lang, say, word};
use crate::model::Month;
use crate::validation::{Lack, Reason, Undecided};

impl Session {
    /// What a run without an answer lacked: the numbers that were not reported, a line a month, then cell by cell.
    pub fn lacking(&self, run: &Undecided, lang: Lang) -> Vec<String> {
        if run.lacking.is_empty() {
            return vec![kind(run.lack, lang)];
        }
        let (cells, absent): (Vec<&FindingOperand>, Vec<_>) =
            run.lacking.iter().partition(|operand| operand.place.cell.is_some());
        let mut months: Vec<Month> = absent.iter().map(|operand| operand.month).collect();
        months.sort_unstable();
        months.dedup();
        let of = |month: Month| {
            let names =
                absent.iter().filter(|operand| operand.month == month).map(|operand| self.operand_name(operand));
            let names = names.collect::<Vec<_>>().join(&word("check.and", lang));
            fill("undecided.names", &[("month", &month), ("names", &names)], lang)
        };
        let mut lines: Vec<String> = months.into_iter().map(of).collect();
        lines.extend(cells.into_iter().map(|operand| self.lacking_cell(operand, lang)));
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
