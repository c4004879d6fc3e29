//! `findings.xlsx`: an overview, a list for each unit with all its findings, and what could not be decided.

use super::books::state_words;
use super::findings::CheckResult;
use super::session::Session;
use crate::document::Band;
use crate::finding::{Finding, Group, Lang, Level, groups};
use crate::model::{Decimal, Place, RegionCode};
use crate::render::xlsx::{
    ListCell, ListColumn, ListLink, ListRole, ListRow, ListSheet, TidyKind, TidyNote, TidySheet, TidyValue,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the book tells of.
pub struct FindingsBook<'a> {
    pub session: &'a Session,
    /// All that count for the edition.
    pub findings: &'a [Finding],
    /// The register and the runs of the rules of the period.
    pub result: &'a CheckResult,
    /// The annotated copy of a return, by the return's path: relative to the edition's folder.
    pub annotated: &'a BTreeMap<String, String>,
    /// Further tables, last.
    pub more: &'a [TidySheet],
}

/// One unit's findings; those of no known unit have no code.
struct Section<'a> {
    region: Option<RegionCode>,
    name: String,
    groups: Vec<Group<'a>>,
}

impl Section<'_> {
    fn members(&self) -> impl Iterator<Item = &Finding> {
        self.groups.iter().flat_map(Group::members)
    }
}

pub(super) fn text(words: impl ToString) -> ListCell {
    TidyValue::Text(words.to_string()).into()
}

pub(super) fn count(number: usize) -> ListCell {
    TidyValue::Number(Decimal::from(number), 0).into()
}

pub(super) fn column(name: &str, kind: TidyKind, width: u32) -> ListColumn {
    ListColumn { name: name.to_owned(), kind, width, role: ListRole::Plain }
}

/// Widths of columns of words: none is narrower, and what is wider wraps.
const WORDS: (u32, u32) = (8, 30);

/// A tidy table as a list; ids stand in its last columns, and are not printed.
fn list(sheet: TidySheet) -> ListSheet {
    let wide = |text: &str| text.lines().map(|line| line.chars().map(|c| 1 + u32::from(!c.is_ascii())).sum()).max();
    let width = |at: usize| {
        let cells = sheet.rows.iter().filter_map(|row| match row.get(at) {
            Some(TidyValue::Text(words)) => wide(words),
            _ => None,
        });
        let words: u32 = cells.max().unwrap_or(0);
        (words + 2).next_multiple_of(2).clamp(WORDS.0, WORDS.1)
    };
    let ids = sheet.columns.iter().position(|one| one.name.ends_with("编号"));
    ListSheet {
        columns: sheet.columns.iter().enumerate().map(|(at, one)| column(&one.name, one.kind, width(at))).collect(),
        rows: sheet
            .rows
            .into_iter()
            .map(|row| ListRow { cells: row.into_iter().map(ListCell::from).collect(), ..ListRow::default() })
            .collect(),
        name: sheet.name,
        foot: Vec::new(),
        filtered: true,
        frozen: 2,
        printed: ids.unwrap_or(0),
        note_rows: sheet.note_rows,
        ..ListSheet::default()
    }
}

impl FindingsBook<'_> {
    /// The lists of the book.
    pub fn lists(&self) -> Vec<ListSheet> {
        let sections = self.sections();
        let units = sections.iter().filter(|section| !section.groups.is_empty());
        let mut lists = vec![self.overview(&sections)];
        lists.extend(units.map(|section| self.unit(&section.name, &section.groups)));
        let explained = self.session.explanations_sheet(self.findings);
        if !explained.rows.is_empty() {
            lists.push(list(explained));
        }
        lists.extend(self.undecided());
        lists.extend(self.more.iter().cloned().map(list));
        lists
    }

    /// The units of the desk, then others that findings speak of, then none.
    fn sections(&self) -> Vec<Section<'_>> {
        let mut regions: Vec<Option<RegionCode>> =
            self.session.desk.units.iter().map(|unit| Some(unit.code.clone())).collect();
        let spoken: BTreeSet<&RegionCode> = self.findings.iter().filter_map(|f| f.region.as_ref()).collect();
        let others: Vec<_> = spoken.into_iter().filter(|code| !regions.contains(&Some((*code).clone()))).collect();
        regions.extend(others.into_iter().cloned().map(Some));
        regions.push(None);
        let section = |region: Option<RegionCode>| Section {
            name: region.as_ref().map_or_else(|| NO_UNIT.to_owned(), |code| self.session.region_name(code)),
            groups: groups(self.findings.iter().filter(|finding| finding.region == region)),
            region,
        };
        let units = self.session.desk.units.len();
        let all = regions.into_iter().map(section).enumerate();
        all.filter(|(at, section)| *at < units || !section.groups.is_empty()).map(|(_, section)| section).collect()
    }

    fn overview(&self, sections: &[Section<'_>]) -> ListSheet {
        let mut next = 0;
        let mut rows = Vec::new();
        for section in sections {
            let mut cells = vec![text(&section.name)];
            if !section.groups.is_empty() {
                next += 1;
                cells[0].link = Some(ListLink::List(next));
            }
            cells.extend(self.returned(section.region.as_ref()));
            cells.extend(self.counts(&section.members().collect::<Vec<_>>()));
            rows.push(ListRow { cells, ..ListRow::default() });
        }
        let mut total = vec![text("合计"), text(""), text("")];
        total.extend(self.counts(&self.findings.iter().collect::<Vec<_>>()));
        rows.push(ListRow { cells: total, strong: true, ..ListRow::default() });
        let number = |name: &str| column(name, TidyKind::Number, 11);
        let mut columns = vec![column("单位", TidyKind::Text, 24), column("报送情况", TidyKind::Text, 16)];
        columns.push(column("报出日期", TidyKind::Text, 14));
        columns.extend(COUNTED.map(number));
        ListSheet {
            name: "总览".to_owned(),
            columns,
            rows,
            foot: self.runs(),
            frozen: 1,
            note_rows: self.notes(),
            ..ListSheet::default()
        }
    }

    /// How the unit's return stands, and when it was sent.
    fn returned(&self, region: Option<&RegionCode>) -> [ListCell; 2] {
        let entries: Vec<_> = self.result.register.iter().filter(|entry| Some(&entry.region) == region).collect();
        let several = self.result.months.len() > 1;
        let told = |words: String, month: String| if several { format!("{month} {words}") } else { words };
        let state = entries.iter().map(|e| told(state_words(e.state).to_owned(), e.month.to_string()));
        let date = |date: Option<crate::model::Date>| date.map_or_else(|| "—".to_owned(), |date| date.to_string());
        let sent = entries.iter().map(|e| told(date(e.submitted), e.month.to_string()));
        let (state, sent) = (state.collect::<Vec<_>>().join("\n"), sent.collect::<Vec<_>>().join("\n"));
        let unasked = region.is_some() && state.is_empty();
        [text(if unasked { "本期不报".to_owned() } else { state }), text(sent)]
    }

    /// As many as [`COUNTED`] names.
    fn counts(&self, findings: &[&Finding]) -> Vec<ListCell> {
        let grouped = groups(findings.iter().copied());
        let at = |level| findings.iter().filter(|f| f.level == level).count();
        let open = findings.iter().filter(|f| f.level == Level::Query && f.is_open()).count();
        let causes = |level| grouped.iter().filter(|g| g.level == level && g.members().any(Finding::is_open)).count();
        let earlier = findings.iter().filter(|f| !self.result.months.contains(&f.month)).count();
        let must =
            ListCell { band: if at(Level::Must) > 0 { Band::Bad } else { Band::None }, ..count(at(Level::Must)) };
        let query = ListCell { band: if open > 0 { Band::Watch } else { Band::None }, ..count(open) };
        vec![
            must,
            count(causes(Level::Must)),
            query,
            count(causes(Level::Query)),
            count(at(Level::Query) - open),
            count(at(Level::Note)),
            count(earlier),
        ]
    }

    /// The four ways the rules came out.
    fn runs(&self) -> Vec<ListRow> {
        let runs = self.result.runs;
        let line = |name: &str, number: u64| {
            let number = TidyValue::Number(Decimal::from(number), 0);
            ListRow { cells: vec![text(name), number.into()], ..ListRow::default() }
        };
        vec![
            line("规则共验（次）", runs.pass + runs.fail + runs.undecided + runs.broken),
            line("　其中：通过", runs.pass),
            line("　　　　不成立", runs.fail),
            line("　　　　无从判断", runs.undecided),
            line("　　　　算不出", runs.broken),
        ]
    }

    fn notes(&self) -> Vec<TidyNote> {
        let note = |item: &str, meaning: &str| TidyNote { item: item.to_owned(), meaning: meaning.to_owned() };
        let level = |level: Level, meaning: &str| note(&format!("级别：{}", level.name(Lang::Zh)), meaning);
        vec![
            level(Level::Must, "必须更正，否则只能出草稿"),
            level(Level::Query, "请核实：更正，或说明原因"),
            level(Level::Note, "写法已自动规范，无需处理"),
            note("组", "同一处错误引起的问题编为一组：第一行是根源，其下缩进的是由它连带的，改好根源一并消除"),
            note("强制组、核实组", "待处理的问题归为几组；跨单位的一组，合计只计一次"),
            note("已说明", "核实级问题已有说明，不再要求处理"),
            note("以前月份", "以前月份的问题，因其单元格的数进入本期而列出；已计在各级之内"),
            note("单元格", "链接指向标注本的同一单元格；标注本与本表同在一版之内，一并移动才打得开"),
            note(
                "同类",
                "同一文件的同类提示有四处以上的，只显示第一处，写明其余各处的单元格；其余各行已折叠，单击行号左边的“+”展开",
            ),
            note("无从判断", "式子里缺数，或除数为零，既不算通过也不算不成立；列在“无从判断”表"),
        ]
    }

    /// A cell of the annotated copy of the return that was read.
    pub(super) fn link(&self, place: &Place) -> Option<ListLink> {
        let path = self.annotated.get(place.file.as_deref()?)?.clone();
        let sheet = place.sheet.as_deref().filter(|sheet| !sheet.is_empty())?.to_owned();
        let cell = place.cell.map_or_else(|| "A1".to_owned(), |cell| cell.to_string());
        Some(ListLink::File { path, sheet, cell })
    }
}

const NO_UNIT: &str = "分不出单位";
const COUNTED: [&str; 7] = ["强制", "强制组", "核实", "核实组", "已说明", "提示", "以前月份"];
