//! The list of a unit in `findings.xlsx`: its findings, those of one root cause together.

use super::findings_book::{FindingsBook, column, count, text};
use super::places::{cell_words, file_words};
use crate::document::Band;
use crate::finding::{Comparison, Finding, Group, Level};
use crate::model::{Decimal, Place};
use crate::render::xlsx::{ListCell, ListColumn, ListRole, ListRow, ListSheet, TidyKind, TidyValue};

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
/// So many notes of one kind are folded away below the first, which names their cells.
const ALIKE: usize = 4;
/// So many are named at most, that the words have room in a cell.
const NAMED: usize = 60;

pub(super) fn maybe(words: Option<impl ToString>) -> ListCell {
    words.map_or_else(|| TidyValue::Empty.into(), text)
}

/// The groups in their order, notes of one kind about one file together: the first of these with the others it names,
/// nothing for those that are folded away below it.
fn folds<'g, 'f>(groups: &'g [Group<'f>]) -> Vec<(&'g Group<'f>, Option<Vec<&'f Finding>>)> {
    let kind = |group: &Group<'_>| {
        let note = group.level == Level::Note && group.others.is_empty();
        note.then(|| (group.head.code, group.head.place.file.clone()))
    };
    let mut ordered: Vec<&Group<'f>> = groups.iter().collect();
    ordered.sort_by_cached_key(|group| kind(group));
    let mut made = Vec::new();
    for run in ordered.chunk_by(|a, b| kind(a).is_some() && kind(a) == kind(b)).flat_map(|run| run.chunks(NAMED)) {
        let fold = run.len() >= ALIKE;
        for (at, group) in run.iter().enumerate() {
            let others = if fold { run.iter().skip(1).map(|other| other.head).collect() } else { Vec::new() };
            made.push((*group, (at == 0 || !fold).then_some(others)));
        }
    }
    made
}

/// `；另有同类3处：表1 B3、C3；表2 A3`
fn named(others: &[&Finding]) -> String {
    let Some(number) = Some(others.len()).filter(|number| *number > 0) else { return String::new() };
    let sheets = others.chunk_by(|a, b| a.place.sheet == b.place.sheet).map(|of_sheet| {
        let cells: Vec<String> = of_sheet.iter().filter_map(|one| cell_words(&one.place)).collect();
        let sheet = of_sheet.first().and_then(|one| one.place.sheet.as_deref()).unwrap_or_default();
        format!("{sheet} {}", cells.join("、")).trim().to_owned()
    });
    let sheets: Vec<String> = sheets.filter(|words| !words.is_empty()).collect();
    format!("；另有同类{number}处{}{}", if sheets.is_empty() { "" } else { "：" }, sheets.join("；"))
}

/// A side of a comparison as a number, or as it is printed.
fn number(words: &str) -> ListCell {
    match Decimal::from_str_exact(words) {
        Ok(number) => TidyValue::Number(number, number.scale()).into(),
        Err(_) => text(words),
    }
}

pub(super) fn columns(list: &[(&str, TidyKind, u32)]) -> Vec<ListColumn> {
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
        for (at, (group, alike)) in folds(groups).iter().enumerate() {
            for (within, finding) in group.members().enumerate() {
                let mut cells = vec![count(rows.len() + 1), count(at + 1)];
                cells.extend(self.what(finding, alike.as_deref().unwrap_or_default()));
                cells.extend(self.why(finding));
                let folded = alike.is_none();
                rows.push(ListRow { cells, below: within > 0 || folded, folded, strong: false });
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

    /// From 级别 to 差; the words name the cells of `others`, which are folded away.
    fn what(&self, finding: &Finding, others: &[&Finding]) -> Vec<ListCell> {
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
            text(format!("{}{}", finding.headline(lang), named(others))),
            side(|c| &c.left),
            maybe(finding.comparison.as_ref().map(|c| c.op)),
            side(|c| &c.right),
            side(|c| &c.difference),
        ]);
        cells
    }

    /// 文件, 工作表, 单元格: a link on the last that is known.
    pub(super) fn place(&self, place: &Place) -> [ListCell; 3] {
        let link = self.link(place);
        let (sheet, cell) = (maybe(place.sheet.as_deref()), maybe(cell_words(place)));
        let linked = |cell: ListCell, here: bool| ListCell { link: link.clone().filter(|_| here), ..cell };
        let at_cell = place.cell.is_some();
        [maybe(file_words(place)), linked(sheet, !at_cell), linked(cell, at_cell)]
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
}
