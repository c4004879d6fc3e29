//! The ledger of work as tables: the whole of it, what is late or soon due, by responsible unit and by lead.

use super::basis::{self, Told};
use super::cells::{Seen, column, empty, group, table as make, text};
use super::targets::{completion, target};
use crate::assessment::ledger::{ItemStatus, Ledger, LedgerItem, by_lead, by_unit};
use crate::assessment::{Assessment, Light};
use crate::document::{Align, Band, CellContent, Column, Inline, Row, RowKind, Table, TableCell};
use crate::model::{Decimal, Measure};
use crate::report::input::World;
use crate::report::ledger::is_under_way;
use crate::report::{goals, headline, mark};

/// For a page: what is measured, and how it stands.
pub(super) fn table(world: &World) -> Table {
    let columns = vec![
        column(&["工作"], Align::Left, 34),
        column(&["单位"], Align::Center, 8),
        column(&["目标值"], Align::Number, 10),
        column(&["实际"], Align::Number, 10),
        column(&["完成率"], Align::Number, 10),
        column(&["时限"], Align::Center, 14),
        column(&["状态"], Align::Center, 13),
        column(&["牵头科室"], Align::Left, 18),
    ];
    let mut seen = Seen::default();
    let rows = rows(world, columns.len(), |one| {
        let mut cells = vec![text(named(one)), unit(world, single(one))];
        cells.extend(measured(world, single(one), &mut seen));
        cells.extend([text(one.deadline().to_string()), status(one), text(&one.item.lead)]);
        let parts = parts(one).map(|judged| {
            let mut cells = vec![text(of(world, judged)), unit(world, Some(judged))];
            cells.extend(measured(world, Some(judged), &mut seen));
            cells.extend([text(judged.deadline.to_string()), standing(judged), empty()]);
            cells
        });
        (cells, parts.collect())
    });
    make("台账", String::new(), columns, rows, notes(world, &seen))
}

/// For the workbook: everything, one item after another.
pub fn whole(world: &World) -> Table {
    let columns = vec![
        column(&["序号"], Align::Center, 7),
        column(&["工作"], Align::Left, 20),
        column(&["工作目标"], Align::Left, 26),
        column(&["衡量", "目标值"], Align::Number, 10),
        column(&["衡量", "实际"], Align::Number, 10),
        column(&["衡量", "完成率"], Align::Number, 10),
        column(&["衡量", "单位"], Align::Center, 7),
        column(&["进度", "时限"], Align::Center, 12),
        column(&["进度", "状态"], Align::Center, 12),
        column(&["进度", "逾期天数"], Align::Number, 8),
        column(&["进度", "到达阶段"], Align::Left, 12),
        column(&["进度", "进展说明"], Align::Left, 30),
        column(&["责任", "牵头科室"], Align::Left, 14),
        column(&["责任", "分管领导"], Align::Left, 10),
        column(&["责任", "责任单位"], Align::Left, 18),
    ];
    let mut seen = Seen::default();
    let rows = rows(world, columns.len(), |one| {
        let mut cells = vec![text(&one.item.number), text(&one.item.name), text(&one.item.goal)];
        cells.extend(measured(world, single(one), &mut seen));
        cells.push(unit(world, single(one)));
        cells.extend([text(one.deadline().to_string()), status(one)]);
        cells.push(one.overdue().map_or_else(empty, number));
        cells.extend([text(stage(one)), text(said(one))]);
        cells.extend([text(&one.item.lead), text(one.item.leader.clone().unwrap_or_default())]);
        cells.push(text(&one.item.responsible));
        let parts = parts(one).map(|judged| {
            let mut cells = vec![empty(), text(format!("\u{3000}{}", of(world, judged))), empty()];
            cells.extend(measured(world, Some(judged), &mut seen));
            cells.extend([unit(world, Some(judged)), text(judged.deadline.to_string()), standing(judged)]);
            cells.resize_with(15, empty);
            cells
        });
        (cells, parts.collect())
    });
    let table = make("台账", String::new(), columns, rows, notes(world, &seen));
    named_table(world, "ledger", "", without_idle(table, &["到达阶段", "分管领导"]))
}

/// 逾期, 到期而情况不明, 临期.
pub fn pressing(world: &World) -> Table {
    let columns = vec![
        column(&["序号"], Align::Center, 8),
        column(&["工作"], Align::Left, 26),
        column(&["时限"], Align::Center, 12),
        column(&["天数"], Align::Number, 8),
        column(&["状态"], Align::Center, 12),
        column(&["进展说明"], Align::Left, 34),
        column(&["牵头科室"], Align::Left, 16),
        column(&["责任单位"], Align::Left, 20),
    ];
    let mut rows = Vec::new();
    let mut add = |head: &str, what: &str, days: &dyn Fn(&LedgerItem) -> Option<i64>| {
        let mut listed: Vec<(i64, &LedgerItem)> =
            items(world).iter().filter_map(|one| Some((days(one)?, one))).collect();
        listed.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
        if head.starts_with('临') {
            listed.reverse();
        }
        let count = if listed.is_empty() { "无".to_owned() } else { format!("{}项，天数为{what}", listed.len()) };
        rows.push(group(&format!("{head}（{count}）"), columns.len()));
        for (days, one) in listed {
            let mut cells = vec![text(&one.item.number), text(&one.item.name), text(one.deadline().to_string())];
            cells.extend([number(days), status(one), text(said(one))]);
            cells.extend([text(&one.item.lead), text(&one.item.responsible)]);
            rows.push(Row { kind: RowKind::Item, cells });
        }
    };
    add("逾期未完成", "已逾期的", &LedgerItem::overdue);
    let unknown: Vec<LedgerItem> = items(world).iter().filter(|one| one.is_due_and_unknown()).cloned().collect();
    add(&format!("到期而{}", head_of(&unknown, KINDS[5])), "已过时限的", &|one| {
        one.is_due_and_unknown().then_some(one.days_past)
    });
    add("临期", "距时限的", &|one| one.due_soon.then_some(-one.days_past));
    named_table(world, "pressing", "逾期与临期", make("逾期与临期", String::new(), columns, rows, Vec::new()))
}

pub fn units(world: &World) -> Table {
    let several = "同一项工作有几个责任单位的，在各单位分别计数；合计每项只计一次。";
    groups(world, "units", "按单位", "责任单位", world.ledger.as_ref().map(by_unit).unwrap_or_default(), Some(several))
}

pub fn leads(world: &World) -> Table {
    groups(world, "leads", "按科室", "牵头科室", world.ledger.as_ref().map(by_lead).unwrap_or_default(), None)
}

/// What the items are counted by: all that stand in one column, and what its head calls each.
const KINDS: [&[(ItemStatus, &str)]; 6] = [
    &[(ItemStatus::Done, "已完成")],
    &[(ItemStatus::InProgress, "推进中"), (ItemStatus::OnSchedule, "推进中"), (ItemStatus::NotDue, "未到期")],
    &[(ItemStatus::NotStarted, "未启动")],
    &[
        (ItemStatus::Behind, "滞后"),
        (ItemStatus::Broken, "突破上限"),
        (ItemStatus::Slow, "慢于计划"),
        (ItemStatus::Unfulfilled, "尚未实现"),
    ],
    &[(ItemStatus::Overdue, "逾期未完成")],
    &[(ItemStatus::Unreported, "未报进展"), (ItemStatus::Unknown, "无法判定")],
];

/// `滞后或突破上限`; only what is there, and of what is nowhere the first.
fn head_of(items: &[LedgerItem], kinds: &[(ItemStatus, &str)]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in kinds.iter().filter(|(status, _)| items.iter().any(|one| one.status == *status)) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        names.extend(kinds.first().map(|(_, name)| *name));
    }
    names.join("或")
}

fn groups(
    world: &World,
    id: &str,
    short: &str,
    head: &str,
    groups: Vec<(&str, Vec<&LedgerItem>)>,
    note: Option<&str>,
) -> Table {
    let mut columns = vec![column(&[head], Align::Left, 24), column(&["工作项数"], Align::Number, 10)];
    columns.extend(KINDS.iter().map(|kinds| column(&["其中", &head_of(items(world), kinds)], Align::Number, 10)));
    columns.push(column(&["滞后和逾期的工作"], Align::Left, 44));
    let row = |name: &str, members: &[&LedgerItem], kind| {
        let mut cells = vec![text(name), number(members.len())];
        cells.extend(KINDS.iter().map(|kinds| {
            let stands = |one: &&&LedgerItem| kinds.iter().any(|(status, _)| one.status == *status);
            number(members.iter().filter(stands).count())
        }));
        // All of the two columns that say so.
        let late =
            members.iter().filter(|one| KINDS[3..5].iter().flat_map(|kinds| *kinds).any(|(s, _)| *s == one.status));
        let late: Vec<String> = late.map(|one| late_words(one)).collect();
        cells.push(if kind == RowKind::Total { empty() } else { text(late.join("；")) });
        Row { kind, cells }
    };
    let mut rows: Vec<Row> = groups.iter().map(|(name, members)| row(name, members, RowKind::Item)).collect();
    let all: Vec<&LedgerItem> = items(world).iter().collect();
    rows.push(row("合计", &all, RowKind::Total));
    let notes = note.map(|note| vec![Inline::Text(note.to_owned())]).into_iter().collect();
    named_table(world, id, short, make(short, "单位：项".to_owned(), columns, rows, notes))
}

fn late_words(one: &LedgerItem) -> String {
    match one.overdue() {
        Some(0) => format!("{}（今日到期）", one.item.name),
        Some(days) => format!("{}（逾期{days}天）", one.item.name),
        None => format!("{}（{}）", one.item.name, one.status.name()),
    }
}

fn items(world: &World) -> &[LedgerItem] {
    world.ledger.as_ref().map_or(&[], |ledger: &Ledger| &ledger.items)
}

type Cells = Vec<TableCell>;

/// An item's row and those of its targets below it, under the plan's heads.
fn rows(world: &World, columns: usize, mut of: impl FnMut(&LedgerItem) -> (Cells, Vec<Cells>)) -> Vec<Row> {
    let (mut rows, mut section) = (Vec::new(), None);
    for one in items(world) {
        if one.item.section != section {
            section.clone_from(&one.item.section);
            rows.extend(section.as_deref().map(|name| group(name, columns)));
        }
        let (cells, parts) = of(one);
        rows.push(Row { kind: RowKind::Item, cells });
        rows.extend(parts.into_iter().map(|cells| Row { kind: RowKind::Part, cells }));
    }
    rows
}

/// `1　敬老院公建民营`
fn named(one: &LedgerItem) -> String {
    format!("{}\u{3000}{}", one.item.number, one.item.name)
}

/// The one target of an item that stands in the item's own row.
fn single(one: &LedgerItem) -> Option<&Assessment> {
    match (one.judged.as_slice(), one.soft.as_slice()) {
        ([judged], []) | ([], [judged]) => Some(judged),
        _ => None,
    }
}

/// Several targets stand in rows of their own.
fn parts(one: &LedgerItem) -> impl Iterator<Item = &Assessment> {
    let several = single(one).is_none();
    one.judged.iter().chain(&one.soft).filter(move |_| several)
}

/// The target's name, and whose it is where that is not the total.
fn of(world: &World, judged: &Assessment) -> String {
    if judged.region == world.desk.region {
        return judged.name.clone();
    }
    format!("{}（{}）", judged.name, world.region_name(&judged.region))
}

/// 目标值, 实际, 完成率.
fn measured(world: &World, judged: Option<&Assessment>, seen: &mut Seen) -> Cells {
    let Some(judged) = judged else { return vec![empty(), empty(), empty()] };
    let done = completion(world, judged, Band::None, seen);
    if goals::is_each(world, judged) {
        let mut cell = |measure| seen.cell(world, goals::key(world, judged, measure), Band::None);
        return vec![cell(Measure::UnitsAsked), cell(Measure::UnitsMet), done];
    }
    let actual =
        if goals::is_staged(judged) { done.clone() } else { seen.cell(world, judged.actual_key.clone(), Band::None) };
    vec![target(world, judged, seen), actual, done]
}

/// In what a target's numbers are printed.
fn unit(world: &World, judged: Option<&Assessment>) -> TableCell {
    judged.map_or_else(empty, |judged| text(basis::unit(world, judged)))
}

fn status(one: &LedgerItem) -> TableCell {
    let band = match one.light() {
        // Under way or not due yet: nothing to warn of.
        Light::Unknown if is_under_way(one.status) => Band::None,
        light => goals::band(light),
    };
    TableCell { content: CellContent::Text(one.status.name().to_owned()), band }
}

fn standing(judged: &Assessment) -> TableCell {
    TableCell { content: CellContent::Text(judged.status_name().to_owned()), band: goals::band(judged.band) }
}

fn stage(one: &LedgerItem) -> String {
    let reached = one.said.as_ref().and_then(|said| said.stage.clone()).unwrap_or_default();
    match &one.late_stage {
        Some(late) => format!("{reached}（应到“{}”）", late.name),
        None => reached,
    }
}

fn said(one: &LedgerItem) -> String {
    let said = one.said.as_ref();
    let mut words = said.map(|said| format!("{}月：{}", said.month.number(), said.evidence)).unwrap_or_default();
    if one.contradiction.is_some() {
        words.push_str("（与目标完成情况不符，请核实）");
    }
    words
}

fn number<N: TryInto<i64>>(n: N) -> TableCell {
    let value = n.try_into().unwrap_or_default();
    let content = CellContent::Number { shown: value.to_string(), value: Decimal::from(value), places: 0 };
    TableCell { content, band: Band::None }
}

fn notes(world: &World, seen: &Seen) -> Vec<Vec<Inline>> {
    let document = world.ledger.as_ref().map_or("", |ledger| ledger.document.as_str());
    let mut notes = vec![headline::read(&format!("依据：{}。", mark::name(document)))];
    let told = |one| {
        let called = move |judged| if single(one).is_some() { one.item.name.clone() } else { of(world, judged) };
        single(one).into_iter().chain(parts(one)).map(move |judged| (called(judged), judged))
    };
    let told: Vec<Told> = items(world).iter().flat_map(told).collect();
    notes.extend(basis::notes(world, &told, &told));
    notes.extend(seen.notes(world));
    notes
}

/// Without those of the columns that no row fills.
fn without_idle(mut table: Table, heads: &[&str]) -> Table {
    let idle = |at: usize| table.rows.iter().all(|row| row.cells.get(at).is_none_or(|c| c.content.shown().is_empty()));
    let named = |column: &Column| column.heads.last().is_some_and(|head| heads.contains(&head.as_str()));
    let dropped: Vec<usize> =
        (0..table.columns.len()).filter(|at| table.columns.get(*at).is_some_and(named) && idle(*at)).collect();
    for at in dropped.into_iter().rev() {
        table.columns.remove(at);
        table.rows.iter_mut().filter(|row| at < row.cells.len()).for_each(|row| drop(row.cells.remove(at)));
    }
    table
}

/// With the plan's title, and until when it holds.
fn named_table(world: &World, id: &str, what: &str, table: Table) -> Table {
    let title = world.ledger.as_ref().map_or("", |ledger| ledger.title.as_str());
    let dash = if what.is_empty() { "" } else { "——" };
    let end = world.period.last_month().last_day().chinese();
    let words = format!("{}{dash}{what}（截至{}）", mark::name(title), mark::date(&end));
    Table { id: id.to_owned(), title: headline::read(&words), ..table }
}
