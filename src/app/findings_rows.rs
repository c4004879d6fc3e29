//! The lists of `findings.xlsx`: a unit's findings, those of one root cause together, and the runs without an answer.

use super::findings_book::{FindingsBook, column, count, text};
use crate::document::Band;
use crate::finding::{Comparison, Finding, Group, Level};
use crate::model::{Cell, Decimal, Place};
use crate::render::xlsx::{ListCell, ListColumn, ListRole, ListRow, ListSheet, TidyKind, TidyValue};
use crate::validation::Undecided;

/// Name, kind and width of the columns of a unit's list.
const COLUMNS: [(&str, TidyKind, u32); 24] = [
    ("序号", TidyKind::Number, 6),
    ("组", TidyKind::Number, 5),
    ("级别", TidyKind::Text, 6),
    ("状态", TidyKind::Text, 8),
    ("月份", TidyKind::Text, 8),
    ("文件", TidyKind::Text, 14),
    ("工作表", TidyKind::Text, 10),
    ("单元格", TidyKind::Text, 8),
    ("现值", TidyKind::Text, 9),
    ("问题", TidyKind::Text, 30),
    ("左值", TidyKind::Number, 9),
    ("关系", TidyKind::Text, 5),
    ("右值", TidyKind::Number, 9),
    ("差", TidyKind::Number, 9),
    ("疑因", TidyKind::Text, 9),
    ("可疑单元格", TidyKind::Text, 11),
    ("建议值", TidyKind::Number, 9),
    ("处理建议", TidyKind::Text, 23),
    ("说明", TidyKind::Text, 15),
    ("首次出现", TidyKind::Text, 10),
    ("代码", TidyKind::Text, 18),
    ("规则", TidyKind::Text, 12),
    ("编号", TidyKind::Text, 40),
    ("式子", TidyKind::Text, 40),
];
/// What programs need and paper does not stands in the last columns.
const PRINTED: usize = 19;

const LACKED: [(&str, TidyKind, u32); 10] = [
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

fn maybe(words: Option<impl ToString>) -> ListCell {
    words.map_or_else(|| TidyValue::Empty.into(), text)
}

/// A side of a comparison as a number, or as it is printed.
fn number(words: &str) -> ListCell {
    match Decimal::from_str_exact(words) {
        Ok(number) => TidyValue::Number(number, number.scale()).into(),
        Err(_) => text(words),
    }
}

fn columns(list: &[(&str, TidyKind, u32)]) -> Vec<ListColumn> {
    let role = |name: &str| match name {
        "问题" => ListRole::StandsIn,
        "组" | "级别" | "状态" | "月份" | "关系" | "单元格" | "首次出现" => ListRole::Centred,
        _ => ListRole::Plain,
    };
    list.iter().map(|(name, kind, width)| ListColumn { role: role(name), ..column(name, *kind, *width) }).collect()
}

impl FindingsBook<'_> {
    /// All findings of a unit: a group's first whole, the others outlined below it.
    pub(super) fn unit(&self, name: &str, groups: &[Group<'_>]) -> ListSheet {
        let mut rows = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            for (within, finding) in group.members().enumerate() {
                let mut cells = vec![count(rows.len() + 1), count(at + 1)];
                cells.extend(self.what(finding));
                cells.extend(self.why(finding));
                rows.push(ListRow { cells, below: within > 0, strong: false });
            }
        }
        ListSheet {
            name: name.to_owned(),
            columns: columns(&COLUMNS),
            rows,
            filtered: true,
            frozen: 3,
            printed: PRINTED,
            ..ListSheet::default()
        }
    }

    /// From 级别 to 差.
    fn what(&self, finding: &Finding) -> Vec<ListCell> {
        let lang = self.session.language();
        let band = match finding.level {
            Level::Must => Band::Bad,
            Level::Query if finding.is_open() => Band::Watch,
            _ => Band::None,
        };
        let status = if finding.level == Level::Note { "无需处理" } else { finding.status.name(lang) };
        let side = |pick: fn(&Comparison) -> &String| {
            finding.comparison.as_ref().map_or_else(|| TidyValue::Empty.into(), |c| number(pick(c)))
        };
        let mut cells = vec![ListCell { band, ..text(finding.level.name(lang)) }, text(status), text(finding.month)];
        cells.extend(self.place(&finding.place));
        cells.extend([
            maybe(finding.raw.as_deref()),
            text(finding.headline(lang)),
            side(|c| &c.left),
            maybe(finding.comparison.as_ref().map(|c| c.op)),
            side(|c| &c.right),
            side(|c| &c.difference),
        ]);
        cells
    }

    /// 文件, 工作表, 单元格: a link on the last that is known.
    fn place(&self, place: &Place) -> [ListCell; 3] {
        let link = self.link(place);
        let (sheet, cell) = (maybe(place.sheet.as_deref()), maybe(place.cell.as_ref().map(Cell::to_string)));
        let linked = |cell: ListCell, here: bool| ListCell { link: link.clone().filter(|_| here), ..cell };
        let at_cell = place.cell.is_some();
        [maybe(place.file.as_deref()), linked(sheet, !at_cell), linked(cell, at_cell)]
    }

    /// From 疑因 to 式子.
    fn why(&self, finding: &Finding) -> [ListCell; 10] {
        let lang = self.session.language();
        let suspects: Vec<String> = finding.suspects.iter().map(|s| s.beside(&finding.place)).collect();
        let others = finding.alternatives.iter().map(|s| format!("或 {}", s.beside(&finding.place)));
        let mut suspect = text(suspects.into_iter().chain(others).collect::<Vec<_>>().join("\n"));
        suspect.link = finding.suspects.first().and_then(|first| self.link(&first.place));
        let repair = match finding.suspects.as_slice() {
            [one] => number(&one.repair),
            all if all.iter().all(|s| s.repair.is_empty()) => text(""),
            all => text(
                all.iter().map(|s| if s.repair.is_empty() { "—" } else { &s.repair }).collect::<Vec<_>>().join("\n"),
            ),
        };
        [
            maybe(finding.cause.map(|cause| cause.words(lang))),
            suspect,
            repair,
            text(finding.advice(lang)),
            maybe(finding.status.told(lang)),
            text(finding.first_seen),
            text(finding.code),
            maybe(finding.rule.as_deref()),
            text(finding.id()),
            maybe(finding.formula()),
        ]
    }

    /// The runs of rules without an answer, with what they lack.
    pub(super) fn undecided(&self) -> ListSheet {
        let numbered = self.result.undecided.iter().enumerate();
        ListSheet {
            name: "无从判断".to_owned(),
            columns: columns(&LACKED),
            rows: numbered.map(|(at, run)| self.lacked(at, run)).collect(),
            filtered: true,
            frozen: 2,
            ..ListSheet::default()
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
            TidyValue::Number(Decimal::from(run.runs), 0).into(),
            text(self.session.lacking(run, self.session.language()).join("\n")),
        ];
        cells.extend(self.place(first.unwrap_or(&Place::default())));
        ListRow { cells, ..ListRow::default() }
    }
}
