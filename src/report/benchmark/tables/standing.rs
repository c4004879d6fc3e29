//! One thing compared: every member's place, value, day, and how far it is from the best, the median, the reference.

use super::RATIO_ONLY;
use super::cells::{Seen, band_of, marked, note, text};
use crate::benchmark::{Entry, Standing};
use crate::catalog::{Compared, PeerGroup};
use crate::document::{Align, Column, Inline, Row, RowKind, Table, TableCell};
use crate::model::{FigureKey, Measure, RegionCode};
use crate::report::benchmark::own::Own;
use crate::report::benchmark::view::{View, more};
use crate::report::benchmark::{days, reasons};
use crate::report::mark;
use crate::report::tables::cells::column;

/// A column of figures: its heads, and the measure of its cells.
type Measured = (Vec<String>, Measure);

/// None where no member has a comparable value.
pub fn table(view: &View<'_>, compared: &Compared) -> Option<Table> {
    let compared = view.input.set.indicators.iter().find(|one| one.id == compared.id)?;
    let standing = view.standing(compared).filter(|standing| !standing.entries.is_empty())?;
    let maker =
        Maker { view, compared, standing, measured: measured(view, standing), peers: Peers::of(view, compared) };
    Some(maker.table())
}

/// The differences that some member has.
fn measured(view: &View<'_>, standing: &Standing) -> Vec<Measured> {
    let reference = standing.references.first().map_or("参照值", |one| view.name(&one.member));
    let all = [
        ("优于其他地区的比重", "（%）", Measure::Percentile),
        ("与最优值之差", "绝对差", Measure::FromBest),
        ("与最优值之差", "相对差（%）", Measure::FromBestRate),
        ("与中位数之差", "绝对差", Measure::FromMedian),
        ("与中位数之差", "相对差（%）", Measure::FromMedianRate),
        (&format!("与{reference}之差"), "绝对差", Measure::FromReference),
        (&format!("与{reference}之差"), "相对差（%）", Measure::FromReferenceRate),
        ("比上期", "位次变化", Measure::RankChange),
    ];
    let used = |measure: Measure| standing.entries.iter().any(|entry| more(entry, measure).is_some());
    let used = all.into_iter().filter(|(_, _, measure)| used(*measure));
    used.map(|(upper, lower, measure)| (vec![upper.to_owned(), lower.to_owned()], measure)).collect()
}

/// Places among peers: in one column where nobody is in two groups, else in one for each.
struct Peers<'a> {
    groups: Vec<(&'a PeerGroup, &'a Standing)>,
    apart: bool,
}

impl<'a> Peers<'a> {
    fn of(view: &View<'a>, compared: &Compared) -> Self {
        // Where nobody has a place, nobody has one among peers.
        let ranked = view.standing(compared).is_some_and(|standing| standing.unranked.is_none());
        let groups: Vec<_> = if ranked { view.of_groups(compared) } else { Vec::new() };
        let all: Vec<&RegionCode> = groups.iter().flat_map(|(group, _)| &group.members).collect();
        let apart = all.iter().enumerate().any(|(n, one)| all.iter().skip(n + 1).any(|other| other == one));
        Self { groups, apart }
    }
    fn columns(&self) -> Vec<Column> {
        if self.apart {
            let of = |group: &PeerGroup| Column { heads: vec![group.name.clone(), "位次".to_owned()], ..number(9) };
            return self.groups.iter().map(|(group, _)| of(group)).collect();
        }
        if self.groups.is_empty() {
            return Vec::new();
        }
        vec![column(&["同类地区", "组别"], Align::Center, 18), column(&["同类地区", "位次"], Align::Number, 8)]
    }
    fn cells(&self, view: &View<'_>, member: &RegionCode, seen: &mut Seen) -> Vec<TableCell> {
        let place = |standing: &'a Standing| -> Option<&'a FigureKey> {
            standing.entries.iter().find(|entry| entry.member == *member)?.place.as_ref()
        };
        let is_in = |group: &PeerGroup| group.members.contains(member);
        if self.apart {
            let cell = |(group, standing): &(&'a PeerGroup, &'a Standing)| match is_in(group) {
                true => seen.figure(view, place(standing)),
                false => text(""),
            };
            return self.groups.iter().map(cell).collect();
        }
        match self.groups.iter().find(|(group, _)| is_in(group)) {
            Some((group, standing)) => vec![text(&group.name), seen.figure(view, place(standing))],
            None if self.groups.is_empty() => Vec::new(),
            None => vec![text(""), text("")],
        }
    }
    /// Groups in which nobody has a place; those for the same reason together.
    fn notes(&self) -> Vec<Vec<Inline>> {
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for (group, standing) in &self.groups {
            let Some(why) = standing.unranked.as_ref().map(reasons::unranked) else { continue };
            let name = mark::name(&group.name);
            match all.iter_mut().find(|(known, _)| *known == why) {
                Some((_, names)) => names.push(name),
                None => all.push((why, vec![name])),
            }
        }
        all.into_iter().map(|(why, names)| marked(&format!("{}：{why}。", names.join("、")))).collect()
    }
}

fn number(weight: u32) -> Column {
    column(&[""], Align::Number, weight)
}

struct Maker<'v, 'a> {
    view: &'v View<'a>,
    compared: &'a Compared,
    standing: &'a Standing,
    measured: Vec<Measured>,
    peers: Peers<'a>,
}

impl Maker<'_, '_> {
    fn table(&self) -> Table {
        let ranked = self.standing.unranked.is_none();
        let mut columns = Vec::new();
        if ranked {
            columns.push(column(&["位次"], Align::Center, 7));
        }
        columns.push(column(&["地区"], Align::Left, 16));
        columns.push(column(&[&format!("数值（{}）", self.compared.unit)], Align::Number, 12));
        if !self.is_of_one_day() {
            columns.push(column(&["时点"], Align::Center, 20));
        }
        if ranked {
            columns.push(column(&["档次"], Align::Center, 12));
        }
        columns.extend(self.measured.iter().map(|(heads, _)| Column { heads: heads.clone(), ..number(11) }));
        columns.extend(self.peers.columns());
        let mut seen = Seen::default();
        let mut rows: Vec<Row> =
            self.standing.entries.iter().map(|entry| self.row(entry, RowKind::Item, &mut seen)).collect();
        let references = self.standing.references.iter();
        rows.extend(references.map(|entry| self.row(entry, RowKind::Total, &mut seen)));
        rows.extend(self.summary(columns.len(), &mut seen));
        let id = format!("{}{}", super::STANDING, self.compared.id);
        let short = self.compared.name.clone();
        Table { id, short, columns, rows, notes: self.notes(&seen), ..Table::default() }
    }

    fn row(&self, entry: &Entry, kind: RowKind, seen: &mut Seen) -> Row {
        let view = self.view;
        let ranked = self.standing.unranked.is_none();
        let is_reference = kind == RowKind::Total;
        let mut cells = Vec::new();
        if ranked && is_reference {
            cells.push(text("参照"));
        } else if ranked {
            cells.push(seen.figure(view, entry.place.as_ref()));
        }
        let flag = if self.is_flagged(entry) { "＊" } else { "" };
        cells.push(text(format!("{}{flag}", view.name(&entry.member))));
        cells.push(seen.banded(view, Some(&entry.value), band_of(view, entry.band.as_deref())));
        if !self.is_of_one_day() {
            cells.push(text(view.day(self.compared, &entry.member, entry.as_of)));
        }
        if ranked {
            cells.push(text(entry.band.as_deref().unwrap_or_default()));
        }
        for (_, measure) in &self.measured {
            cells.push(if is_reference { text("") } else { seen.figure(view, more(entry, *measure)) });
        }
        cells.extend(self.peers.cells(view, &entry.member, seen));
        Row { kind, cells }
    }

    /// Has a note of its own.
    fn is_flagged(&self, entry: &Entry) -> bool {
        let unsure = !entry.within_rounding.is_empty() || self.view.lacks_denominator(self.compared, &entry.member);
        let dates = entry.date_apart || entry.denominator_apart.is_some();
        dates || entry.adjusted.is_some() || unsure
    }

    /// Then the note has the day.
    fn is_of_one_day(&self) -> bool {
        days::of(self.view, self.compared, self.standing).is_some_and(|days| days.same)
    }

    /// Best, quartiles and median, under the members.
    fn summary(&self, columns: usize, seen: &mut Seen) -> Vec<Row> {
        let at = usize::from(self.standing.unranked.is_none());
        let all = [
            ("最优值", Measure::Best),
            ("上四分位数", Measure::QuartileHigh),
            ("中位数", Measure::Median),
            ("下四分位数", Measure::QuartileLow),
        ];
        let row = |(name, measure): (&str, Measure)| {
            let key = self.view.summary(self.standing, measure)?;
            let mut cells: Vec<TableCell> = std::iter::repeat_with(|| text("")).take(columns).collect();
            *cells.get_mut(at)? = text(name);
            *cells.get_mut(at + 1)? = seen.figure(self.view, Some(key));
            Some(Row { kind: RowKind::Part, cells })
        };
        all.into_iter().filter_map(row).collect()
    }

    /// What is to be known of a member's value.
    fn flags(&self, entry: &Entry) -> Vec<String> {
        let view = self.view;
        let mut all = Vec::new();
        if entry.date_apart {
            let day = view.day(self.compared, &entry.member, entry.as_of);
            let common = self.standing.as_of.map_or_else(String::new, crate::model::Date::chinese);
            all.push(format!("是{day}的数，与对标时点（{common}）不同"));
        }
        let denominator = entry.denominator_apart.map(|day| view.denominator_day(self.compared, &entry.member, day));
        all.extend(denominator.map(|day| format!("分母是{day}的数，与其他地区分母的时点不同")));
        all.extend(entry.adjusted.iter().map(|adjusted| format!("已折算，{adjusted}")));
        if view.lacks_denominator(self.compared, &entry.member) {
            all.push(format!("{RATIO_ONLY}，无从判断分母是否过小"));
        }
        if !entry.within_rounding.is_empty() {
            let names: Vec<&str> = entry.within_rounding.iter().map(|other| view.name(other)).collect();
            all.push(format!("原文位数有限，与{}的先后不能确定", names.join("、")));
        }
        all
    }

    fn notes(&self, seen: &Seen) -> Vec<Vec<Inline>> {
        let view = self.view;
        let mut notes = Vec::new();
        if let Some(days) = days::of(view, self.compared, self.standing) {
            let aspects = self.compared.definition.aspects.iter().map(|(aspect, what)| format!("{aspect}为{what}"));
            let basis = reasons::basis(self.compared.definition.basis).to_owned();
            let all: Vec<String> = std::iter::once(basis).chain(aspects).map(|words| mark::name(&words)).collect();
            let one = if days.same { "各地区相同" } else { "各地区见表" };
            notes.push(marked(&format!("口径：{}。时间：{}，{one}。", all.join("，"), days.words)));
        }
        if let Some(why) = &self.standing.unranked {
            notes.push(marked(&format!("{}。", reasons::unranked(why))));
        }
        for entry in self.standing.entries.iter().chain(&self.standing.references) {
            let words = self.flags(entry);
            if !words.is_empty() {
                notes.push(note(&format!("＊{}：{}。", view.name(&entry.member), words.join("；"))));
            }
        }
        let own = Own::of(*view, self.compared, self.standing);
        if let Some(closing) = own.as_ref().map(Own::closing).filter(|closing| !closing.is_empty()) {
            let name = own.map_or_else(String::new, |own| mark::name(view.name(&own.entry.member)));
            notes.push(marked(&format!("{name}{closing}（分母按现有数不变计算）。")));
        }
        notes.extend(self.peers.notes());
        if self.measured.iter().any(|(_, measure)| *measure == Measure::FromBest) {
            notes.push(note("差＝本地区的值减对方的值，按未舍入数计算；比率只算百分点之差，不算相对差。"));
        }
        notes.extend(seen.notes(view));
        notes
    }
}
