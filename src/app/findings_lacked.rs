//! The runs of rules without an answer in `findings.xlsx`: put together to be read and printed, and one by one.

use super::findings_book::{FindingsBook, count, text};
use super::findings_rows::columns;
use super::lacking::once;
use crate::model::{Decimal, Month, Place};
use crate::render::xlsx::{ListCell, ListRow, ListSheet, TidyKind, TidyNote, TidyValue};
use crate::validation::Undecided;
use std::collections::BTreeMap;

/// The list that is read and printed.
const TOGETHER: [(&str, TidyKind, u32); 7] = [
    ("序号", TidyKind::Number, 6),
    ("月份", TidyKind::Text, 9),
    ("规则", TidyKind::Text, 9),
    ("内容", TidyKind::Text, 46),
    ("单位", TidyKind::Text, 26),
    ("次数", TidyKind::Number, 7),
    ("缺哪些数", TidyKind::Text, 68),
];
const ONE_BY_ONE: [(&str, TidyKind, u32); 10] = [
    ("序号", TidyKind::Number, 6),
    ("单位", TidyKind::Text, 14),
    ("月份", TidyKind::Text, 8),
    ("规则", TidyKind::Text, 12),
    ("内容", TidyKind::Text, 44),
    ("次数", TidyKind::Number, 7),
    ("缺哪些数", TidyKind::Text, 44),
    ("文件", TidyKind::Text, 20),
    ("工作表", TidyKind::Text, 12),
    ("单元格", TidyKind::Text, 8),
];
const TOGETHER_NAME: &str = "无从判断";
const ONE_BY_ONE_NAME: &str = "无从判断明细";
/// So many numbers on a line, and characters in a cell: more would not fit the highest row.
const NUMBERS: usize = 12;
const CHARACTERS: usize = 500;

/// Runs of one rule in one month, put together where they asked the same and lacked the same, or a cell each.
struct Together<'a> {
    month: Month,
    rule: &'a str,
    /// For want of a number in a cell: each line names its unit.
    blank: bool,
    words: Vec<String>,
    units: Vec<String>,
    runs: u64,
    lack: Vec<String>,
}

impl FindingsBook<'_> {
    /// Both lists; the second is hidden.
    pub(super) fn undecided(&self) -> [ListSheet; 2] {
        let together = self.together();
        let rows = together.iter().flat_map(|one| chunks(&one.lack).map(move |lack| (one, lack)));
        let note = |item: &str, meaning: &str| TidyNote { item: item.to_owned(), meaning: meaning.to_owned() };
        let single = self.result.undecided.iter().enumerate();
        [
            ListSheet {
                name: TOGETHER_NAME.to_owned(),
                rows: rows.enumerate().map(|(at, (one, (first, lack)))| one.row(at, first, &lack)).collect(),
                columns: columns(&TOGETHER),
                filtered: true,
                frozen: 3,
                note_rows: vec![
                    note(
                        "内容",
                        "同一规则、同一月份、缺同样的数的，各单位、各项目归在一行；单元格没有数的，逐个单位写明",
                    ),
                    note(
                        ONE_BY_ONE_NAME,
                        "逐条列出，连同文件、工作表、单元格；该表隐藏，不随本表打印：右键单击任一工作表标签，选“取消隐藏”",
                    ),
                ],
                ..ListSheet::default()
            },
            ListSheet {
                name: ONE_BY_ONE_NAME.to_owned(),
                columns: columns(&ONE_BY_ONE),
                rows: single.map(|(at, run)| self.lacked(at, run)).collect(),
                filtered: true,
                frozen: 2,
                hidden: true,
                ..ListSheet::default()
            },
        ]
    }

    fn together(&self) -> Vec<Together<'_>> {
        let mut by_unit: BTreeMap<_, Vec<&Undecided>> = BTreeMap::new();
        let mut units = Vec::new();
        for run in &self.result.undecided {
            if !units.contains(&&run.region) {
                units.push(&run.region);
            }
            let unit = units.iter().position(|unit| **unit == run.region);
            // A blank cell is a unit's own; what nobody reported is the same for all.
            let blank = run.lacking.iter().any(|operand| operand.place.cell.is_some());
            by_unit.entry((run.month, run.rule.as_str(), blank, unit)).or_default().push(run);
        }
        let mut made: Vec<Together<'_>> = Vec::new();
        for ((month, rule, blank, _), runs) in by_unit {
            let mut lack = self.session.lacking_together(&runs, NUMBERS, self.session.language());
            let words = once(runs.iter().map(|run| run.words.clone()));
            let unit = runs.first().map(|run| self.session.region_name(&run.region)).unwrap_or_default();
            let number: u64 = runs.iter().map(|run| run.runs).sum();
            if blank {
                lack = lack.into_iter().map(|line| format!("{unit}：{line}")).collect();
            }
            let same = |one: &&mut Together<'_>| {
                let alike = one.words == words && one.blank == blank && (blank || one.lack == lack);
                (one.month, one.rule) == (month, rule) && alike
            };
            match made.iter_mut().find(same) {
                Some(one) => {
                    one.units.push(unit);
                    one.runs += number;
                    one.lack.extend(if blank { lack } else { Vec::new() });
                }
                None => made.push(Together { month, rule, blank, words, units: vec![unit], runs: number, lack }),
            }
        }
        for one in &mut made {
            one.words = self.told(one.rule, std::mem::take(&mut one.words));
        }
        made
    }

    /// What the runs asked: the rule for all of them where they are many.
    fn told(&self, rule: &str, words: Vec<String>) -> Vec<String> {
        let rule = self.session.catalog.rules.iter().find(|one| one.id == rule && !one.why.trim().is_empty());
        match (rule, words.len()) {
            (Some(rule), 2..) => vec![format!("{}（{}项）", rule.why.trim_end_matches('。'), words.len())],
            _ => words,
        }
    }

    fn lacked(&self, at: usize, run: &Undecided) -> ListRow {
        let first = run.lacking.iter().map(|operand| &operand.place).find(|place| place.cell.is_some());
        let mut cells = vec![
            count(at + 1),
            text(self.session.region_name(&run.region)),
            text(run.month),
            text(&run.rule),
            text(&run.words),
            times(run.runs),
            text(self.session.lacking(run, self.session.language()).join("\n")),
        ];
        cells.extend(self.place(first.unwrap_or(&Place::default())));
        ListRow { cells, ..ListRow::default() }
    }
}

impl Together<'_> {
    fn row(&self, at: usize, first: bool, lack: &[String]) -> ListRow {
        let units = match self.units.len() {
            1 => self.units.join(""),
            number => format!("{}（{number}个）", self.units.join("、")),
        };
        let words = self.words.join("\n");
        let cells = vec![
            count(at + 1),
            text(self.month),
            text(self.rule),
            text(if first { words } else { "（续）".to_owned() }),
            text(units),
            if first { times(self.runs) } else { TidyValue::Empty.into() },
            text(lack.join("\n")),
        ];
        ListRow { cells, ..ListRow::default() }
    }
}

/// Lines that fit a cell, and whether they are the first.
fn chunks(lines: &[String]) -> impl Iterator<Item = (bool, Vec<String>)> {
    let mut made: Vec<Vec<String>> = vec![Vec::new()];
    for line in lines {
        let full = |last: &Vec<String>| {
            last.iter().chain([line]).map(|line| line.chars().count() + 10).sum::<usize>() > CHARACTERS
        };
        if made.last().is_some_and(|last| !last.is_empty() && full(last)) {
            made.push(Vec::new());
        }
        if let Some(last) = made.last_mut() {
            last.push(line.clone());
        }
    }
    made.into_iter().enumerate().map(|(at, lines)| (at == 0, lines))
}

fn times(runs: u64) -> ListCell {
    TidyValue::Number(Decimal::from(runs), 0).into()
}
